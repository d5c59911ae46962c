"""gunicorn as it is deployed, serving the portal or the empty project."""

import socket
import subprocess
import sys
import time
from pathlib import Path

from bench.place import HOME

KIB = 1024


class Server:
    """Workers as in deploy/gunicorn.py, on a free port; a context manager."""

    def __init__(self, application):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.py"]
        self.command += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "warning"]
        # A worker that is replaced in the middle would be measured too.
        self.command += ["--max-requests", "0", application]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, cwd=HOME)
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server does not answer")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def workers(self):
        """Return the process numbers of the workers."""
        tasks = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return tasks.read_text().split()

    def memory(self):
        """Return the largest resident memory of a worker now, in MiB."""
        return max(map(resident, self.workers()))


def resident(process):
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / KIB
    return 0
