"""The changelog keeps up with the version."""

import re
import tomllib

from tests.docs.pages import ROOT, section, text

PAGE = "CHANGELOG.md"
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


def entries() -> list[str]:
    return re.findall(r"^## \[(.+?)\] - .+$", text(PAGE), re.MULTILINE)


def test_the_newest_entry_of_the_changelog_is_the_current_version():
    assert entries()[0] == version()


def test_a_change_is_of_a_kind_that_keep_a_changelog_knows():
    assert set(re.findall(r"^### (.+)$", text(PAGE), re.MULTILINE)) <= KINDS


def test_a_change_is_a_full_sentence():
    heading = re.search(r"^## (\[.+)$", text(PAGE), re.MULTILINE)
    assert heading
    changes = re.split(r"^- ", section(PAGE, heading[1]), flags=re.MULTILINE)[1:]

    assert changes
    assert [c for c in changes if not re.search(r"\.\s*(?:### \w+\s*)?$", c)] == []
