"""Serve the portal and, each minute, do what is due; Ctrl-C stops both.

For one machine without systemd, as `make run` does it: serve.py [gunicorn's options].
"""

import signal
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
MINUTE = 60


def stop(*_):
    raise SystemExit


def main():
    signal.signal(signal.SIGTERM, stop)
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", HOME / "deploy/gunicorn.py"]
    server = subprocess.Popen([*gunicorn, *sys.argv[1:]], cwd=HOME)
    try:
        while server.poll() is None:
            wait(server)
            subprocess.run(
                [sys.executable, "manage.py", "run_due"], cwd=HOME, check=False
            )
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        server.terminate()
        server.wait()
    return max(server.returncode, 0)


def wait(server):
    try:
        server.wait(MINUTE)
    except subprocess.TimeoutExpired:
        return
    raise SystemExit


if __name__ == "__main__":
    sys.exit(main())
