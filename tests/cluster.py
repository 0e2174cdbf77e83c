"""Runs a command against a throw-away PostgreSQL cluster: `python tests/cluster.py make-something …`.

The cluster lives in a temporary folder, listens on a Unix socket only, and is gone afterwards. PostgreSQL refuses to run
as root, so root hands it to `nobody`.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote


def binary(name: str) -> str:
    """This will return the path of a PostgreSQL program, from the PATH or from Debian's folder."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = shutil.which(name) or (str(debian[-1]) if debian else None)
    if not found:
        sys.exit(f"{name} is not installed: install PostgreSQL 15 or later (Debian: apt-get install postgresql).")
    return found


def main(command: list[str]) -> int:
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    server = {"user": "nobody", "cwd": str(folder)} if os.geteuid() == 0 else {"cwd": str(folder)}
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
    data = folder / "data"
    # Durability is for data one wants to keep.
    options = f"-k {folder} -c listen_addresses='' -c max_connections=200"
    options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    quiet = {"stdout": subprocess.DEVNULL}
    try:
        subprocess.run(
            [binary("initdb"), "-D", data, "-U", "portal", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
            check=True,
            **quiet,
            **server,
        )
        subprocess.run(
            [binary("pg_ctl"), "-D", data, "-o", options, "-l", folder / "log", "-w", "start"],
            check=True,
            **quiet,
            **server,
        )
        url = f"postgres://portal@{quote(str(folder), safe='')}/postgres"
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode
    finally:
        subprocess.run([binary("pg_ctl"), "-D", data, "-m", "immediate", "stop"], **quiet, **server)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
