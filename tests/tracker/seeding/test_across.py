"""Rows must agree with one another, across files."""

import pytest

from tests.tracker.seeding.samples import SOUND, claim, claimed, row

EARLY = ('key = "2025-10-01-early"', "known_on = 2025-10-01")
SECONDARY = (
    "a grade-C carrier can be accepted only if its citation names an A or B origin "
    "(via)"
)


def test_a_key_used_twice_is_told_with_both_places(problems):
    assert problems(row("party", 'key = "japan"')) == [
        'more.toml:1: party "japan" is already at base.toml:1'
    ]


def test_two_tables_may_share_a_key(problems):
    assert problems(row("party", 'key = "gas-power"')) == []


def test_a_claim_key_is_unique_within_its_update_only(problems):
    twice = claim("statement", 'key = "what"')

    assert problems(row("update", "citations") + twice) == []
    [found] = problems(row("update", "citations") + twice + twice)
    assert found.startswith('more.toml:13: claim "2026-02-17-first/what" is already')


def test_two_sources_do_not_share_a_slug(problems):
    source = SOUND[SOUND.index("[[source]]") : SOUND.index('\n[[source]]\nkey = "c1"')]

    assert problems(source.replace('"n1"', '"n2"')) == [
        'more.toml:1: source slug "newsx-2025-10-27" is already at base.toml:11'
    ]


def test_the_same_row_without_a_key_is_told(problems):
    role = (
        '[[role]]\nparty = "japan"\ntitle = "ally"\nupdate = "2025-10-27-interview"\n'
    )

    assert problems(role) == []
    [found] = problems(role + role)
    assert found.endswith('role "japan/ally/" is already at more.toml:1')


def test_a_broken_reference_names_field_key_and_nearest(problems):
    citation = 'citations = [{ source = "n1", via = ["n9", "c1"] }]'

    assert problems(claimed("statement", citation, 'by = ["jpn"]')) == [
        'more.toml:6: by: no party "jpn"; did you mean "japan"?',
        'more.toml:6: citations 1: via: no source "n9"; did you mean "n1"?',
    ]


def test_an_unreadable_row_still_answers_to_its_key(problems):
    broken = '[[party]]\nkey = "meti"\nname = METI\nkind = "agency"\n'

    assert problems(broken, other=row("pledge", 'promisor = "meti"')) == [
        "more.toml:3: not TOML: Invalid value"
    ]


@pytest.mark.parametrize(
    ("field", "stance"), [("supersedes", "asserts"), ("responds_to", "denies")]
)
def test_a_claim_answers_only_what_was_known_by_then(messages, field, stance):
    given = (f'stance = "{stance}"', f'{field} = "2025-10-27-interview/what"')

    assert messages(claimed("statement", *given)) == []
    early = claim("statement", 'of = ["party:japan"]', *given)
    [found] = messages(row("update", *EARLY, "citations") + early)
    assert found == (
        f'{field}: claim "2025-10-27-interview/what" is known only from 2025-10-27, '
        "after 2025-10-01"
    )


def test_a_claim_answers_one_before_it_in_its_update(messages):
    first = claim("statement", 'key = "first"')
    answer = claim("statement", 'supersedes = "2026-02-17-first/first"')
    update = row("update", "citations")

    assert messages(update + first + answer) == []
    assert messages(update + answer + first) == [
        'supersedes: "2026-02-17-first/first" does not come before this claim'
    ]


def test_a_claim_is_not_about_a_subject_known_only_later(messages):
    [found] = messages(row("update", *EARLY, "citations") + claim("statement"))

    assert found == (
        'of: pledge "japan-550" is known only from 2025-10-27, after 2025-10-01'
    )


def test_an_update_may_be_about_a_subject_known_only_later(messages):
    assert messages(row("update", *EARLY, 'projects = ["gas-power"]')) == []


@pytest.mark.parametrize(
    ("parents", "found"),
    [
        (("a", "japan"), []),
        (("a", "b"), ["b -> a -> b", "a -> b -> a"]),
        (("a", "a"), ["a -> a"]),
    ],
)
def test_parents_do_not_go_in_a_circle(messages, parents, found):
    text = row("party", 'key = "b"', f'parent = "{parents[0]}"')
    text += row("party", 'key = "a"', f'parent = "{parents[1]}"')
    circles = [f"parent: goes in a circle: {circle}" for circle in found]

    assert [m for m in messages(text) if "circle" in m] == circles


@pytest.mark.parametrize(
    ("citations", "sound"),
    [
        ('[{ source = "n1" }]', True),
        ('[{ source = "c1" }]', False),
        ('[{ source = "c1", via = ["n1"] }]', True),
        ('[{ source = "c1", via = ["n1", "c2"] }]', False),
        ('[{ source = "c1" }, { source = "n1" }]', True),
    ],
)
def test_hearsay_is_accepted_only_with_a_good_origin(messages, citations, sound):
    source = SOUND[SOUND.index('[[source]]\nkey = "c1"') : SOUND.index("[[question]]")]
    other = source.replace('"c1"', '"c2"').replace("repost-", "other-repost-")
    accepted = f'citations = {citations}\naccept = {{ reason = "official" }}'
    text = claimed("statement", *accepted.splitlines())

    assert messages(text + other) == ([] if sound else [f"accept: {SECONDARY}"])


@pytest.mark.parametrize(("operative", "sound"), [("true", False), ("false", True)])
def test_hearsay_may_be_set_aside_later(messages, operative, sound):
    text = claimed("statement", 'key = "x"', 'citations = [{ source = "c1" }]')
    text += (
        f'[[acceptance]]\nclaim = "2026-02-17-first/x"\noperative = {operative}\n'
        'from_on = 2026-02-17\nreason = "x"\nupdate = "2026-02-17-first"\n'
    )

    assert messages(text) == ([] if sound else [f"claim: {SECONDARY}"])


@pytest.mark.parametrize(
    ("from_on", "found"),
    [
        ("2026-02-17", []),
        (
            "2026-02-16",
            [
                "from_on: 2026-02-16 is before the update became known, 2026-02-17",
            ],
        ),
    ],
)
def test_an_acceptance_does_not_count_before_it_is_known(messages, from_on, found):
    accept = f'accept = {{ reason = "official", from_on = {from_on} }}'

    assert messages(claimed("statement", accept)) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [("ceiling", []), ("floor", ['code: "floor" is not one of ceiling'])],
)
def test_an_answer_has_a_code_of_its_question(messages, code, found):
    lines = ('question = "what-is-it"', f'code = "{code}"')

    assert messages(claimed("statement", *lines)) == found


@pytest.mark.parametrize(
    ("pledge", "found"),
    [
        ("japan-550", []),
        ("korea-350", ['tranche: "tranche-1" belongs to pledge "japan-550"']),
    ],
)
def test_a_project_is_in_a_tranche_of_its_pledge(messages, pledge, found):
    project = row("project", f'pledge = "{pledge}"', 'tranche = "tranche-1"')

    assert messages(row("pledge") + project) == found
