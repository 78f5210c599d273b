#!/usr/bin/env python3
"""The way in: needs nothing but Python 3.11.

    python3 run.py                   install, then start everything: `manage.py dev`
    python3 run.py COMMAND ...       any other command of manage.py
    python3 run.py test              install the tools too, then run every check
    python3 run.py test ARGUMENTS    only pytest, with these arguments

Packages go into .venv, at the versions and hashes that requirements.txt lists.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME = ROOT / "requirements.txt"
TOOLS = ROOT / "requirements-dev.txt"


def refuse(why: str) -> NoReturn:
    sys.exit(f"pledgebook: {why}")


def check_platform() -> None:
    if sys.version_info < (3, 11):
        refuse("Python 3.11 or newer is needed, e.g. `python3.11 run.py`.")
    if os.name != "posix":
        refuse("Linux or macOS is needed. On Windows, run this inside WSL.")


def succeeds(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def make_venv() -> None:
    """A virtual environment, where Debian lacks ensurepip one without pip."""
    make = [sys.executable, "-m", "venv", "--clear"]
    if not succeeds([*make, str(VENV)]):
        subprocess.run([*make, "--without-pip", str(VENV)], check=True)


def pip() -> list[str]:
    """The environment's own pip, else that of the Python which runs this file."""
    inside = [str(PYTHON), "-m", "pip"]
    outside = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    for command in (inside, outside):
        if succeeds([*command, "--version"]):
            return command
    refuse("pip is missing. On Debian or Ubuntu: apt-get install python3-venv")


def install(requirements: Path) -> None:
    """Install a list of packages, unless this very list was installed before."""
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    mark = VENV / f"{requirements.stem}.installed"
    if PYTHON.exists() and mark.exists() and mark.read_text() == wanted:
        return
    if not PYTHON.exists():
        make_venv()
    print(f"Installing {requirements.name} ...", file=sys.stderr)
    command = [*pip(), "install", "--quiet", "--disable-pip-version-check"]
    command += ["--require-hashes", "--requirement", str(requirements)]
    if subprocess.call(command):
        refuse(f"{requirements.name} could not be installed; the reason stands above.")
    mark.write_text(wanted)


def become(*command: str) -> NoReturn:
    """Go on as the program itself, so that signals and exit code are its own."""
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), *command])


def main(arguments: list[str]) -> NoReturn:
    check_platform()
    install(RUNTIME)
    if arguments[:1] == ["test"]:
        install(TOOLS)
        become("-m", "tests.checks", *arguments[1:])
    become("manage.py", *(arguments or ["dev"]))


if __name__ == "__main__":
    main(sys.argv[1:])
