"""Clauses, tariffs and findings in seed files: what is told of a wrong one."""

import pytest

from tests.tracker.seeding.samples import row

AGREEMENT = row(
    "agreement",
    'key = "mou"',
    'title = "Memorandum"',
    'kind = "mou"',
    "dated_on = 2025-09-04",
    'zone = "America/New_York"',
    'legal_force = "political"',
    'parties = ["japan"]',
    'pledges = ["japan-550"]',
    'update = "2025-10-27-interview"',
)
CLAUSE = row(
    "clause",
    'key = "clock"',
    'agreement = "mou"',
    'number = "R12"',
    'title = "When Japan pays"',
    'kind = "funding_clock"',
    'update = "2025-10-27-interview"',
)
CLOCK = 'bound = "not_before", days = 45, unit = "working_day", calendars = ["US"]'


def reading(*lines, parameters=CLOCK):
    """A sound reading of the clock; a line given takes the place of its field."""
    fields = {
        line.partition(" = ")[0]: line
        for line in (
            'kind = "reading"',
            'by = ["japan"]',
            'clause = "clock"',
            'reading = "not-before"',
            'label = "not before"',
            'status = "reported"',
            'words = "45 working days must have passed."',
            "valid_from = 2025-09-04",
            f"parameters = {{ {parameters} }}",
            'citations = [{ source = "n1" }]',
            *lines,
        )
    }
    update = row("update", "citations")
    return (
        AGREEMENT
        + CLAUSE
        + update
        + "\n[[update.claim]]\n"
        + "\n".join(fields.values())
    )


def test_a_sound_reading_is_let_pass(messages):
    assert messages(reading('holders = ["japan"]', 'of = ["project:gas-power"]')) == []


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        (CLOCK.replace("45", '"45"'), "parameters: days: write a whole number, not"),
        (CLOCK.replace("45", "0"), "parameters: A clock of 0 days: write 1 to 3660"),
        (CLOCK.replace("working_day", "week"), "parameters: unit: 'week' is none of"),
        (CLOCK.replace("US", "FR"), "parameters: There is no calendar 'FR', only: US"),
        (
            f"{CLOCK}, window_ends_on = 2040-01-19",
            "parameters: The calendar US federal has no holidays for 2040",
        ),
        (f"{CLOCK}, grace = 5", "parameters: 'grace' is no parameter. Known: bound"),
    ],
)
def test_wrong_parameters_are_told_with_what_to_write(messages, parameters, message):
    [found] = messages(reading(parameters=parameters))

    assert found.startswith(message)


LATE = 'late = { investor = "0.3", host = "0.7" }'
RAISE = (
    'trigger = "t", judge = "j", effects = '
    '[{ kind = "tariff", words = "w", component = "general", to_rate = "0.25" }]'
)


@pytest.mark.parametrize(
    ("kind", "sound", "slip", "message"),
    [
        ("penalty", RAISE, ('"0.25"', '"25"'), "The tariff is 25. Write 4.5% as"),
        ("penalty", RAISE, ("general", "generall"), "component: 'generall' is none of"),
        ("profit_split", LATE, ('"0.3"', "0.3"), "investor: write the number in quo"),
        ("profit_split", f"{LATE}, places = 6", ("6", "-2"), "Money with -2 decimals"),
        ("cap", 'amount = "1", currency = "EUR"', ("EUR", "EURO"), "currency: 'EURO'"),
        ("term", "ends_on = 2025-09-04", ("-04", "-03"), "It ends on 2025-09-03"),
    ],
)
def test_a_slip_in_the_terms_of_any_rule_is_told(messages, kind, sound, slip, message):
    def told(parameters):
        text = reading(parameters=parameters)
        return messages(text.replace('"funding_clock"', f'"{kind}"'))

    assert told(sound) == []
    [found] = told(sound.replace(*slip))
    assert found.startswith(f"parameters: {message}")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('clause = "clok"', 'clause: no clause "clok"; did you mean "clock"?'),
        ('of = ["project:gas"]', 'of: no project "gas"; did you mean "gas-power"?'),
        ('status = "known"', 'status: "known" is not one of reported, verified'),
        ("valid_to = 2025-09-04", "valid_to: 2025-09-04 is not after valid_from"),
        ("parameters = 45", "parameters: 45 is no table: write { name = value }"),
    ],
)
def test_a_wrong_reading_is_told_with_what_to_write(messages, line, message):
    [found] = messages(reading(line))

    assert found.startswith(message)


def test_a_problem_comes_with_the_line_of_its_row(problems):
    [found] = problems(reading(parameters=CLOCK.replace("45", "0")))
    lines = reading().splitlines()

    assert found.startswith(f"more.toml:{lines.index('[[update.claim]]') + 1}: ")


SPELL = (
    'by = ["japan"]',
    'citations = [{ source = "n1" }]',
    'words = "10%"',
    "valid_from = 2026-02-24",
)
TARIFF = (
    'kind = "tariff"',
    'of = ["pledge:japan-550"]',
    'component = "general"',
    'basis = "section-122"',
    *SPELL,
)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('component = "generall"', 'component: "generall" is not one of general'),
        ('rate = "12.5"', 'rate: 12.5 is no rate: write 12.5% as "0.125"'),
        ("valid_to = 2026-02-24", "valid_to: 2026-02-24 is not after valid_from"),
        ('ended_words = "by law"', "valid_to: missing: when had it ended?"),
        ("valid_from", "valid_from: missing: write it, or directed_on"),
    ],
)
def test_a_wrong_tariff_is_told_with_what_to_write(messages, line, message):
    fields = {given.partition(" = ")[0]: given for given in (*TARIFF, line)}
    claim = "\n".join(given for given in fields.values() if "=" in given)

    [found] = messages(f"{row('update', 'citations')}[[update.claim]]\n{claim}\n")

    assert found.startswith(message)


def test_a_finding_of_a_day_names_it(messages):
    claim = (
        'kind = "finding"\nby = ["japan"]\nclause = "clock"\nwhat = "unpaid"\n'
        'citations = [{ source = "n1" }]\n'
    )
    text = AGREEMENT + CLAUSE + row("update", "citations") + "[[update.claim]]\n"

    assert messages(f"{text}{claim}on = 2026-06-01\n") == []
    assert messages(text + claim) == ['on: missing: on which day was it "unpaid"?']


def test_a_step_of_the_path_names_for_what_it_was_taken(messages):
    claim = (
        'kind = "finding"\nby = ["japan"]\nclause = "clock"\nwhat = "advised"\n'
        'on = 2026-06-01\ncitations = [{ source = "n1" }]\n'
    )
    text = AGREEMENT + CLAUSE + row("update", "citations") + "[[update.claim]]\n"

    assert messages(f'{text}{claim}of = ["pledge:japan-550"]\n') == []
    told = 'of: missing: for which project or tranche was it "advised"?'
    assert messages(text + claim) == [told]
