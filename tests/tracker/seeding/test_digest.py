"""A digest changes with what a row says, and with nothing else."""

import pytest

from tests.tracker.seeding.samples import claimed, row
from tracker.seeding import digest
from tracker.seeding.reading import read_file


@pytest.fixture
def digested(tmp_path):
    def read(text, name="a.toml"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return digest(read_file(path).rows[0])

    return read


def test_place_order_and_spelling_do_not_matter(digested):
    same = '\n[[party]]\n# moved\nkind = "agency"\nname = "METI"\nkey="meti"\nnote=""'

    assert digested(row("party")) == digested(same, "b.toml")


def test_what_a_row_says_matters(digested):
    assert digested(row("party")) != digested(row("party", 'name = "Meti"'))


def test_a_day_differs_from_another(digested):
    later = row("update", "known_on = 2026-02-18")

    assert digested(row("update")) != digested(later)


def test_what_an_update_claims_matters(digested):
    changed = claimed("statement", 'words = "something else"')

    assert digested(claimed("statement")) != digested(changed)


def test_a_number_differs_from_its_digits_in_quotes(digested):
    update = f"{row('update', 'citations')}[[update.claim]]\nparameters = "

    assert digested(f"{update}{{ spread = 0.3 }}") != digested(
        f'{update}{{ spread = "0.3" }}'
    )


def test_a_digest_is_the_same_on_every_machine(digested):
    assert digested('[[party]]\nkey = "japan"\nname = "日本"') == (
        "805fe757fb5c96ddbc2776ce24d2cb90345522872785b5eb727f1a8d983f70c3"
    )
