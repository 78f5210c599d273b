"""docs/operations.md names every setting and every command, and nothing else."""

import argparse
import ast
import re
from collections.abc import Iterator

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from deadlines.outbox import BACKOFF
from tests.docs.pages import ROOT, rows, section, subsections, text

PAGE = "docs/operations.md"
READERS = {"env", "environment"}
"""What settings are read by: `env.str("NAME")`, `environment.flag("NAME")`."""


def settings_read() -> set[str]:
    files = [ROOT / "manage.py", *(ROOT / "tracker").rglob("*.py")]
    return {name for file in files for name in names_read(file.read_text("utf-8"))}


def names_read(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id=reader)),
                args=[ast.Constant(value=str(name)), *_],
            ) if reader in READERS and name.isupper():
                yield name
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr="environ"), attr="get"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name


OURS = sorted(
    name for name, app in get_commands().items() if not app.startswith("django.")
    and (ROOT / app / "management" / "commands" / f"{name}.py").exists()
)  # fmt: skip


def own_options(name: str) -> set[str]:
    """What a command takes beyond what every command of Django's takes."""
    command = load_command_class(get_commands()[name], name)
    return spelled(command.create_parser("manage.py", name)) - spelled(
        BaseCommand().create_parser("manage.py", name)
    )


def spelled(parser: argparse.ArgumentParser) -> set[str]:
    return {
        action.option_strings[-1] if action.option_strings else action.dest
        for action in parser._actions
    }


def documented_options(part: str) -> set[str]:
    return set(re.findall(r"^- `([^`]+)` ", part, re.MULTILINE))


def test_every_setting_read_from_the_environment_is_documented_and_no_other():
    assert set(rows(section(PAGE, "Settings"))) == settings_read()


def test_every_setting_of_a_deployment_is_documented():
    used = set(re.findall(r"\$\{(\w+)", text("compose.yaml")))

    assert {name for name in used if f"`{name}`" not in section(PAGE, "Settings")} == (
        set()
    )


def test_every_command_is_documented_and_no_other():
    assert set(subsections(section(PAGE, "Commands"))) == set(OURS)


@pytest.mark.parametrize("name", OURS)
def test_every_option_of_a_command_is_documented_and_no_other(name):
    part = subsections(section(PAGE, "Commands"))[name]

    assert documented_options(part) == own_options(name)


def test_every_line_that_the_jobs_log_is_documented_and_no_other():
    logged = {
        line
        for file in (ROOT / "deadlines").rglob("*.py")
        for line in re.findall(r'^ +log\.\w+\(\s*"([^"]+)"', file.read_text(), re.M)
    }

    assert set(rows(section(PAGE, "Health and logs"))) == logged


def test_the_waits_between_two_attempts_at_a_mail_are_documented():
    minutes = [int(wait.total_seconds()) // 60 for wait in BACKOFF]
    shorter = [str(each) for each in minutes if each < 60]
    longer = [str(each // 60) for each in minutes if each >= 60]

    assert f"{listed(shorter)} minutes and {listed(longer)} hours" in " ".join(
        section(PAGE, "Mail").split()
    )


def listed(numbers: list[str]) -> str:
    return f"{', '.join(numbers[:-1])} and {numbers[-1]}"
