"""`python3 run.py test`: every check in order, the first that fails ends the run.

With arguments it is pytest alone, as `python3 run.py test tests/local -k redis`.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from secrets import token_urlsafe

from tests import chromium
from tests.services import Services

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

# What a deployment sets; no server is asked, only the settings are judged.
DEPLOYED = {
    "DEBUG": "0",
    "SECRET_KEY": token_urlsafe(60),
    "SITE_URL": "https://pledgebook.example.org",
    "ALLOWED_HOSTS": "pledgebook.example.org",
}

MANAGE = [sys.executable, "manage.py"]
PYTEST = [sys.executable, "-m", "pytest"]
# A module stays together, since its tests share what was filled in for them.
WHOLE = [*PYTEST, "-n", "2", "--dist", "loadfile", "--durations", "25"]
Check = tuple[str, list[str], Mapping[str, str]]
CHECKS: list[Check] = [
    ("ruff check", [f"{BIN}/ruff", "check", "--quiet", "."], {}),
    ("ruff format", [f"{BIN}/ruff", "format", "--check", "--quiet", "."], {}),
    ("mypy", [f"{BIN}/mypy", "--no-error-summary"], {}),
    ("lint-imports", [f"{BIN}/lint-imports", "--no-logo"], {}),
    ("makemigrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], {}),
    ("djlint", [f"{BIN}/djlint", "--lint", "--quiet", "templates"], {}),
    (
        "check --deploy",
        [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
        DEPLOYED,
    ),
    ("pytest", WHOLE, {}),
]


def run_all(env: Mapping[str, str]) -> int:
    """The first exit code that is not 0, named on its own line."""
    for name, command, extra in CHECKS:
        print(f"== {name}", flush=True)
        code = subprocess.call(command, cwd=ROOT, env={**env, **extra})
        if code:
            print(f"FAILED: {name}", file=sys.stderr)
            return code
    return 0


def with_services() -> int:
    """All checks against servers of their own, where none are given."""
    services = Services()
    env = dict(os.environ)
    try:
        if not env.get("DATABASE_URL"):
            env["DATABASE_URL"] = services.postgres.start().url
        if not env.get("REDIS_URL"):
            env["REDIS_URL"] = services.redis.start().url
        return run_all(env)
    except KeyboardInterrupt:
        return 130
    finally:
        services.stop()


def main(arguments: list[str]) -> int:
    if arguments:
        os.execv(sys.executable, [*PYTEST, *arguments])
    chromium.ensure()
    return with_services()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
