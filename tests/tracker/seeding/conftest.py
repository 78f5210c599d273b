from datetime import date

import pytest

from tests.tracker.seeding.samples import SOUND
from tracker.seeding import check_folder

TODAY = date(2026, 7, 1)


@pytest.fixture
def problems(tmp_path):
    """Check a text next to a sound record: what is wrong, as `file:line: message`."""

    def check(text="", **files):
        for name, content in {"base": SOUND, "more": text, **files}.items():
            (tmp_path / f"{name}.toml").write_text(content, "utf-8")
        found = check_folder(tmp_path, today=TODAY).problems
        return [str(problem).replace(f"{tmp_path}/", "") for problem in found]

    return check


@pytest.fixture
def messages(problems):
    """The same without the places."""
    return lambda text: [line.split(": ", 1)[1] for line in problems(text)]
