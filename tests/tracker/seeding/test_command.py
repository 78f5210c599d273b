"""python -m tracker.seeding: every problem, or the counts."""

import pytest

from tests.tracker.seeding.samples import SOUND, row
from tracker.seeding.__main__ import main


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "base.toml").write_text(SOUND, "utf-8")
    return tmp_path


def test_sound_files_are_counted(folder, capsys):
    assert main([str(folder)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert "     2 party" in lines
    assert "     1 claim" in lines


def test_problems_are_printed_in_order(folder, capsys):
    wrong = row("party", 'parent = "x"') + row("pledge", 'promisor = "y"')
    (folder / "wrong.toml").write_text(wrong, "utf-8")

    assert main([str(folder)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f'{folder}/wrong.toml:1: parent: no party "x"',
        f'{folder}/wrong.toml:6: promisor: no party "y"',
    ]


def test_one_file_can_be_looked_at_alone(folder, capsys):
    (folder / "wrong.toml").write_text(row("party", 'parent = "x"'), "utf-8")

    assert main([str(folder), "--only", "base.toml"]) == 0
    assert main([str(folder), "--only", "wrong.toml"]) == 1
    assert "2 party" not in capsys.readouterr().out.splitlines()[-1]
