"""A row must not contradict itself."""

import pytest

from tests.tracker.seeding.conftest import TODAY
from tests.tracker.seeding.samples import claim, claimed, row

WINDOW = 'type = "window"'


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("earliest = 2026-02-17, latest = 2026-02-17", []),
        ("latest = 2026-02-17", []),
        ("earliest = 2026-02-17", []),
        (
            "earliest = 2026-02-18, latest = 2026-02-17",
            ["date: latest: 2026-02-17 is before earliest 2026-02-18"],
        ),
        ('reason = "x"', ['date: type "window" needs earliest, latest or both']),
        (
            'latest = 2026-02-17, event = "summit"',
            ['date: event: only with type "event_bound" or "offset"'],
        ),
    ],
)
def test_a_window_runs_forward_and_has_an_end(messages, date, found):
    text = claimed("date", f"date = {{ {WINDOW}, {date} }}")

    assert messages(text) == found


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ('type = "undated"', []),
        ('type = "event_bound", event = "before the summit"', []),
        ('type = "offset", event = "a month after it"', []),
        (
            'type = "undated", latest = 2026-02-17',
            ['date: latest: only with type "window", not "undated"'],
        ),
        (
            'type = "undated", event = "summit"',
            ['date: event: only with type "event_bound" or "offset"'],
        ),
        (
            'type = "offset"',
            ['date: event: missing: type "offset" counts from one'],
        ),
        (
            'type = "event_bound", event = "summit", edtf = "2026-03"',
            ['date: edtf: only with type "window", not "event_bound"'],
        ),
    ],
)
def test_only_a_window_has_days_and_only_a_bound_date_an_event(messages, date, found):
    assert messages(claimed("date", f"date = {{ {date} }}")) == found


@pytest.mark.parametrize(
    ("edtf", "found"),
    [
        ("../2026-02", []),
        (
            "../2026-03",
            ["date: edtf: ../2026-03 has latest 2026-03-31, not 2026-02-28"],
        ),
        (
            "2026-02",
            ["date: edtf: 2026-02 has earliest 2026-02-01, not None"],
        ),
    ],
)
def test_the_edtf_of_a_window_has_its_ends(messages, edtf, found):
    date = f'{WINDOW}, latest = 2026-02-28, edtf = "{edtf}"'

    assert messages(claimed("date", f"date = {{ {date} }}")) == found


def test_an_edtf_nobody_can_read_is_told(messages):
    date = f'{WINDOW}, latest = 2026-02-28, edtf = "February"'

    [found] = messages(claimed("date", f"date = {{ {date} }}"))
    assert found.startswith('date: edtf: "February" is not an EDTF date.')


@pytest.mark.parametrize(
    ("qualifier", "bounds", "found"),
    [
        ("exactly", ("low = 5", "high = 5"), None),
        ("exactly", ("low = 5", "high = 6"), '"exactly" is one figure; low and high'),
        ("exactly", ("low = 5",), '"exactly" needs low and high'),
        ("about", ("high = 5",), '"about" needs low and high'),
        ("range", ("low = 5", "high = 6"), None),
        ("range", ("low = 5", "high = 5"), 'a "range" has two ends; low and high'),
        ("up_to", ("high = 5",), None),
        ("up_to", ("low = 5", "high = 5"), '"up_to" needs high and no low'),
        ("up_to", ("low = 5",), '"up_to" needs high and no low'),
        ("over", ("low = 5",), None),
        ("over", ("low = 5", "high = 6"), '"over" needs low and no high'),
        ("at_least", ("low = 5",), None),
        ("at_least", ("high = 5",), '"at_least" needs low and no high'),
    ],
)
def test_a_qualifier_fits_its_bounds(messages, qualifier, bounds, found):
    lines = (f'qualifier = "{qualifier}"', 'unit = "USD"', *bounds)
    expected = [f"qualifier: {found}"] if found else []

    assert [
        message[: len(expected[0])] if expected else message
        for message in messages(claimed("quantity", *lines))
    ] == expected


@pytest.mark.parametrize("unit", ["USD", "GW"])
def test_an_amount_needs_a_figure(messages, unit):
    assert messages(claimed("quantity", f'unit = "{unit}"')) == [
        f"low: an amount in {unit} needs low, high or both"
    ]


def test_low_is_compared_with_high_as_a_number(messages):
    lines = ('unit = "%"', 'qualifier = "range"', 'low = "9.5"')

    assert messages(claimed("quantity", *lines, "high = 10")) == []
    assert messages(claimed("quantity", *lines, "high = 9")) == [
        "low: 9.5 is above high 9"
    ]


def test_a_claim_needs_a_citation(messages):
    assert messages(claimed("statement", "citations = []")) == ["citations: missing"]


def test_an_update_without_claims_needs_its_own_citation(messages):
    assert messages(row("update", "citations")) == [
        "citations: an update without claims needs its own"
    ]
    assert messages(row("update", "citations") + claim("statement")) == []


def test_the_key_of_an_update_begins_with_its_day(messages):
    assert messages(row("update", 'key = "2026-02-16-first"')) == [
        'key: begin it with its known_on, as "2026-02-17-..."'
    ]


def test_an_update_is_not_known_before_today_has_come(messages):
    def on(day):
        return row("update", f"known_on = {day}", f'key = "{day}-x"')

    assert messages(on(TODAY)) == []
    assert messages(on("2026-07-02")) == [
        "known_on: 2026-07-02 is still to come; today is 2026-07-01"
    ]


def test_a_seed_is_mended_where_it_stands(messages):
    assert messages(row("update", 'kind = "our_correction"')) == [
        "kind: no seed corrects another: mend the update that was wrong"
    ]


@pytest.mark.parametrize("stance", ["confirms", "denies"])
def test_a_confirmation_or_denial_names_what_it_answers(messages, stance):
    assert messages(claimed("statement", f'stance = "{stance}"')) == [
        f'stance: "{stance}" needs responds_to, the claim it answers'
    ]


def test_an_assertion_answers_no_claim(messages):
    assert messages(claimed("statement", 'stance = "asserts"')) == []


@pytest.mark.parametrize(
    ("stance", "found"),
    [
        ("confirms", []),
        ("denies", []),
        ("asserts", ['responds_to: only with stance "confirms" or "denies"']),
    ],
)
def test_only_a_confirmation_or_denial_responds(messages, stance, found):
    lines = (f'stance = "{stance}"', 'responds_to = "2025-10-27-interview/what"')

    assert messages(claimed("statement", *lines)) == found


def test_an_excerpt_says_its_language(messages):
    def cited(*, language):
        citation = f'{{ source = "n1", excerpt = "a ceiling"{language} }}'
        return claimed("statement", f"citations = [{citation}]")

    assert messages(cited(language=', language = "en"')) == []
    assert messages(cited(language="")) == [
        "citations 1: language: missing: which is the excerpt in?"
    ]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("parent", 'parent = "japan-550"', "additive = true"), []),
        (
            ('parent = "japan-550"',),
            ["additive: missing: is it part of its parent's sum?"],
        ),
        (("additive = true",), ["additive: only with parent"]),
        (
            ("opens_on = 2025-09-04",),
            ["zone: missing: in which zone do the days of the window end?"],
        ),
        (
            ("opens_on = 2025-09-04", "closes_on = 2025-09-03", 'zone = "UTC"'),
            ["closes_on: 2025-09-03 is before opens_on 2025-09-04"],
        ),
    ],
)
def test_a_pledge_says_how_it_adds_up_and_when_it_ends(messages, lines, found):
    assert messages(row("pledge", *lines)) == found


@pytest.mark.parametrize(
    ("lines", "sound"),
    [
        (('pledge = "japan-550"',), True),
        (('projects = ["gas-power"]',), True),
        (('pledge = "japan-550"', 'projects = ["gas-power"]'), False),
        ((), False),
    ],
)
def test_a_line_of_money_has_one_subject(messages, lines, sound):
    found = [] if sound else ["projects: name either projects or a pledge"]

    assert messages(row("financing_line", *lines)) == found


@pytest.mark.parametrize(("amount", "sound"), [("1", True), ("0", False)])
def test_cash_that_moved_is_above_zero(messages, amount, sound):
    line = row("financing_line", 'pledge = "japan-550"')
    flow = (
        f'line = "jbic-loans"\nkind = "paid_out"\non = 2025-10-27\namount = {amount}\n'
        'currency = "JPY"\nupdate = "2025-10-27-interview"\n'
    )
    found = messages(f"{line}[[cash_flow]]\n{flow}")

    assert (found == []) is sound


@pytest.mark.parametrize(
    ("outcome", "sound"),
    [
        ('outcome = "met"\non = 2026-02-17', True),
        ('outcome = "met"', False),
        ('outcome = "met_according_to"', False),
        ('outcome = "cancelled"', True),
    ],
)
def test_what_is_met_is_met_on_a_day(messages, outcome, sound):
    found = messages(claimed("outcome", *outcome.splitlines()))

    assert [message[:12] for message in found] == ([] if sound else ["on: missing:"])


def test_a_statement_says_something(messages):
    answer = ('question = "what-is-it"', 'code = "ceiling"', "words")

    assert messages(claimed("statement", *answer)) == []
    assert messages(claimed("statement", "words")) == [
        "words: missing: a statement says something, in words or by a code"
    ]


def test_a_project_is_not_linked_to_itself(messages):
    link = 'from = "gas-power"\nto = "gas-power"\nkind = "same_as"\nreason = "x"\n'

    assert messages(f'[[project_link]]\n{link}update = "2025-10-27-interview"\n') == [
        'to: "gas-power" is linked to itself'
    ]
