"""`manage.py` by a Python that has nothing installed."""

import subprocess
import sys

from tests.local.processes import ROOT


def test_without_django_it_says_which_command_brings_it():
    done = subprocess.run(
        [sys.executable, "-S", "manage.py", "load_seeds", "--known-by", "2026-01-31"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "python3 run.py load_seeds --known-by 2026-01-31" in done.stderr
    assert "Traceback" not in done.stderr
