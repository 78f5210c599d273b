import subprocess
import sys

import pytest

import run
from tests import checks
from tests.local.processes import ROOT


class Became(Exception):
    """run.py turned into another program."""


@pytest.fixture
def installed(monkeypatch):
    """Nothing is installed or become; the lists that would be are noted."""

    def become(*command):
        raise Became(*command)

    lists = []
    monkeypatch.setattr(run, "install", lists.append)
    monkeypatch.setattr(run, "become", become)
    return lists


@pytest.mark.parametrize(
    ("arguments", "command", "lists"),
    [
        ([], ("manage.py", "dev"), [run.RUNTIME]),
        (["migrate"], ("manage.py", "migrate"), [run.RUNTIME]),
        (["test"], ("-m", "tests.checks"), [run.RUNTIME, run.TOOLS]),
        (["test", "-x"], ("-m", "tests.checks", "-x"), [run.RUNTIME, run.TOOLS]),
    ],
)
def test_arguments_choose_what_is_run(installed, arguments, command, lists):
    with pytest.raises(Became) as became:
        run.main(arguments)

    assert became.value.args == command
    assert installed == lists


def test_the_same_list_is_installed_once(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run.subprocess, "call", calls.append)
    run.install(run.RUNTIME)
    run.install(run.RUNTIME)

    assert len(calls) == 1
    assert "--require-hashes" in calls[0]


def test_it_needs_nothing_but_the_standard_library():
    without_packages = [sys.executable, "-I", "-S", "-c"]
    code = f"import sys; sys.path.append({str(ROOT)!r}); import run"

    assert subprocess.call([*without_packages, code]) == 0


def test_the_first_failing_check_ends_the_run_and_is_named(monkeypatch, capfd):
    exits = [sys.executable, "-c", "import sys; sys.exit(int(sys.argv[1]))"]
    steps = [("good", [*exits, "0"], {}), ("bad", [*exits, "3"], {}), ("late", [], {})]
    monkeypatch.setattr(checks, "CHECKS", steps)

    assert checks.run_all({}) == 3
    assert capfd.readouterr().err == "FAILED: bad\n"
