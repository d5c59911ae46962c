"""How gunicorn serves the portal; the environment says what differs by machine."""

import os

from gunicorn.workers.gthread import _DEFER, ThreadWorker

# How long a new connection may hold a thread before it says what it wants.
SILENCE_SECONDS = 0.05


class PatientWorker(ThreadWorker):
    """Threads, of which a silent connection holds none.

    Browsers open connections before they need them. Each would hold a thread for five
    seconds, so that the spare ones of a hall full of judges stop all the others.
    """

    def handle(self, conn):
        if not conn.initialized and not conn.wait_for_data(SILENCE_SECONDS):
            return _DEFER
        return super().handle(conn)


wsgi_app = "kmchallenge.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
# Threads, so that a slow upload on a weak link holds up nobody else.
worker_class = PatientWorker
threads = int(os.environ.get("WEB_THREADS", "4"))
# A worker that is alive answers its master within this time, however long an upload.
timeout = 60
graceful_timeout = 30
keepalive = 5
# What a long-lived process gathers, it gives back from time to time.
max_requests = 5000
max_requests_jitter = 500
# A file on disk would make a worker wait for the disk.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
preload_app = True
accesslog = "-" if os.environ.get("ACCESS_LOG") else None
# Nobody speaks to it but by signals.
control_socket_disable = True
