"""Each field is checked by its kind, and the message says what to write instead."""

import pytest

from tests.tracker.seeding.samples import claim, claimed, row

QUANTITY = ("low = 1", "high = 1", 'unit = "USD"')


def test_a_sound_record_has_no_problem(problems):
    assert problems() == []


def test_an_unknown_party_is_told_with_file_line_and_nearest(problems):
    assert problems(row("party", 'parent = "japn"')) == [
        'more.toml:1: parent: no party "japn"; did you mean "japan"?'
    ]


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ('"2026-02-17"', '"2026-02-17" is no day: write 2026-02-17, unquoted'),
        ('"2026/2/17"', '"2026/2/17" is no day: write 2026-02-17, unquoted'),
        ("20260217", "20260217 is no day: write 2026-02-17, unquoted"),
        ("2026-02-17T09:00:00", "write 2026-02-17, without the time"),
        (
            '"February"',
            '"February" is no day: write a day as 2026-02-17, unquoted, and leave out '
            "one that is not known",
        ),
    ],
)
def test_a_malformed_day_is_told_with_what_to_write(problems, written, advice):
    found = problems(row("update", f"known_on = {written}"))

    assert found == [f"more.toml:1: known_on: {advice}"]


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("2026-2-17", "write 2026-02-17, unquoted"),
        ("2026-02-30", "write a day as 2026-02-17, unquoted, and leave out one"),
        ("2026-02", "write a day as 2026-02-17, unquoted, and leave out one"),
    ],
)
def test_a_day_toml_cannot_read_is_told_on_its_own_line(problems, written, advice):
    [found] = problems(row("update", f"known_on = {written}"))

    assert found.startswith(f"more.toml:4: known_on: {written} is no day: {advice}")


@pytest.mark.parametrize(
    ("written", "shown", "advice"),
    [
        ('"550bn"', '"550bn"', "write 550_000_000_000, unquoted"),
        ('"US$1.5 tn"', '"US$1.5 tn"', "write 1_500_000_000_000, unquoted"),
        ('"550"', '"550"', "write 550, unquoted"),
        ("19.8", "19.8", 'write "19.8", quoted'),
        ("5.5e11", "5.5E+11", "write 550_000_000_000, unquoted"),
        ("true", "true", "write the whole number, as 550_000_000_000, or"),
        ('"some"', '"some"', "write the whole number, as 550_000_000_000, or"),
    ],
)
def test_a_malformed_amount_is_told_with_what_to_write(
    problems, written, shown, advice
):
    [found] = problems(claimed("quantity", *QUANTITY, f"high = {written}"))

    assert found.startswith(f"more.toml:6: high: {shown} is no amount: {advice}")


def test_commas_in_an_amount_are_told_on_their_line(problems):
    [found] = problems(claimed("quantity", *QUANTITY, "high = 550,000"))

    assert found == "more.toml:14: high: 550,000 is no amount: write 550_000, unquoted"


@pytest.mark.parametrize("written", ["1_000", "-3", '"19.8"', '"-0.5"', '"1_000.25"'])
def test_whole_numbers_and_quoted_decimals_are_amounts(problems, written):
    lines = (f"low = {written}", f"high = {written}", 'unit = "%"')

    assert problems(claimed("quantity", *lines)) == []


@pytest.mark.parametrize(
    ("written", "fits"),
    [
        (10**20 - 1, True),
        (10**20, False),
        ('"0.000001"', True),
        ('"0.0000001"', False),
    ],
)
def test_an_amount_fits_its_column(problems, written, fits):
    lines = (f"low = {written}", f"high = {written}", 'unit = "%"')

    assert (problems(claimed("quantity", *lines)) == []) is fits


def test_several_problems_are_reported_together(problems):
    assert problems(
        row("party", 'parent = "metii"', 'nmae = "x"', "name"),
        other=row("project", 'pledge = "japan-55"') + row("update", "known_on = 1"),
    ) == [
        "more.toml:1: name: missing",
        'more.toml:1: nmae: unknown field; did you mean "name"?',
        'more.toml:1: parent: no party "metii"; did you mean "meti"?',
        'other.toml:1: pledge: no pledge "japan-55"; did you mean "japan-550"?',
        "other.toml:7: known_on: 1 is no day: write a day as 2026-02-17, unquoted, "
        "and leave out one that is not known",
    ]


def test_a_wrong_code_lists_the_allowed_ones(messages):
    [message] = messages(row("project", 'sector = "enrgy"'))

    assert message.startswith('sector: "enrgy" is not one of energy, nuclear, grid,')
    assert message.endswith('; did you mean "energy"?')


def test_an_unknown_table_is_told_with_the_nearest(problems):
    assert problems('[[projct]]\nkey = "x"') == [
        'more.toml:1: [[projct]]: unknown table; did you mean "project"?'
    ]


def test_a_field_of_another_kind_of_claim_is_unknown(messages):
    [message] = messages(claimed("statement", 'stage = "selected"'))

    assert message.startswith("stage: unknown field")


def test_a_claim_of_unknown_kind_is_told_for_its_kind_only(messages):
    [message] = messages(claimed("stage", 'kind = "stages"', 'stage = "selected"'))

    assert message.startswith('kind: "stages" is not one of quantity, stage,')


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('key = "METI"', 'key: "METI" does not fit: write a key in lower case with'),
        ('name = ["METI"]', "name: ['METI'] is no text: write it in quotes"),
        (f'name = "{"x" * 201}"', "name: 201 characters are too long: write 200"),
        ('names = "x"', 'names: "x" is no list: write it in [ ]'),
        ('names = ["x"]', 'names 1: "x" does not fit: write { name = ..., language'),
        ('names = [{ name = "x" }]', "names 1: language: missing"),
        (
            'names = [{ name = "x", language = "jp" }]',
            'names 1: language: "jp" is not one of en, ja, ko, zh',
        ),
    ],
)
def test_a_malformed_field_is_told_by_its_place(messages, line, message):
    [found] = messages(row("party", line))

    assert found.startswith(message)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('zone = "Tokyo"', 'zone: "Tokyo" is no time zone: write its name as'),
        ('additive = "yes"', 'additive: "yes" is neither: write true or false'),
    ],
)
def test_a_malformed_setting_of_a_pledge_is_told(messages, line, message):
    assert messages(row("pledge", line))[0].startswith(message)


def test_a_list_names_a_thing_once(messages):
    assert messages(claimed("statement", 'by = ["japan", "newsx", "japan"]')) == [
        'by: "japan" is named twice'
    ]


@pytest.mark.parametrize(
    ("of", "message"),
    [
        ("gas-power", 'of: "gas-power" does not fit: write "project:key"'),
        ("pledge:japan-550", 'of: "pledge:japan-550" does not fit: write'),
        ("project:gas-powr", 'of: no project "gas-powr"; did you mean "gas-power"?'),
    ],
)
def test_a_typed_reference_names_its_table(messages, of, message):
    [found] = messages(claimed("stage", f'of = ["{of}"]', 'stage = "selected"'))

    assert found.startswith(message)


def test_each_claim_is_told_at_its_own_line(problems):
    text = claimed("statement") + claim("statement", "by = []")

    assert problems(text) == ["more.toml:12: by: missing"]
