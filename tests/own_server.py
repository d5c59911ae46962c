"""A portal of its own, in processes that can be killed: SQLite and the disk."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import requests

from tests.environment import HERE


def environment_at(folder):
    """Return the variables of a portal that keeps all it has in `folder`."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "DATA_DIR": str(folder),
        "BIND": f"127.0.0.1:{port}",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PYTHONWARNINGS": "",
    }
    environment.pop("DATABASE_URL", None)
    return environment


@contextmanager
def running(environment, wait_for):
    """Run the server; when this ends, it is killed."""
    server = subprocess.Popen(
        [sys.executable, "deploy/serve.py", "--log-level", "error"],
        cwd=HERE,
        env=environment,
        start_new_session=True,
    )
    try:
        wait_for(lambda: answers(environment["SITE_URL"]))
        yield environment["SITE_URL"]
    finally:
        # All of it at once, without a chance to tidy up.
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def answers(url):
    try:
        return requests.get(f"{url}/healthz", timeout=5).ok
    except requests.ConnectionError:
        return False


def shell(environment, script):
    """Run a script of Django's shell there; return the lines it printed."""
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", script]
    return subprocess.check_output(
        command, cwd=HERE, env=environment, text=True
    ).splitlines()
