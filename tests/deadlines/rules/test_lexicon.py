from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.rules.edtf_window import window_of
from deadlines.rules.lexicon import (
    VERSION,
    Kind,
    NeedsSaidOn,
    UnknownLanguage,
    propose,
)
from deadlines.rules.windows import Window

SAID_ON = date(2025, 10, 27)


def strict(words, language="en", said_on=SAID_ON):
    """The first and last strict day, as text."""
    return ends(propose(words, language=language, said_on=said_on).strict)


def lenient(words, language="en", said_on=SAID_ON):
    return ends(propose(words, language=language, said_on=said_on).lenient)


def ends(window):
    return f"{window.earliest or '..'}/{window.latest or '..'}"


@pytest.mark.parametrize(
    ("words", "days", "generously"),
    [
        ("end of January 2026", "2026-01-31/2026-01-31", "2026-01-21/2026-01-31"),
        ("end-February 2026", "2026-02-28/2026-02-28", "2026-02-21/2026-02-28"),
        ("end of 2025", "2025-12-31/2025-12-31", "2025-12-01/2025-12-31"),
        ("year-end 2025", "2025-12-31/2025-12-31", "2025-12-01/2025-12-31"),
        ("early March 2026", "2026-03-01/2026-03-10", "2026-03-01/2026-03-15"),
        ("mid-March 2026", "2026-03-11/2026-03-20", "2026-03-06/2026-03-25"),
        ("late March 2026", "2026-03-21/2026-03-31", "2026-03-16/2026-03-31"),
        ("early in 2026", "2026-01-01/2026-03-31", "2026-01-01/2026-04-30"),
        ("mid-2026", "2026-06-01/2026-07-31", "2026-05-01/2026-08-31"),
        ("spring 2026", "2026-03-01/2026-05-31", "2026-02-01/2026-06-20"),
        ("the summer of 2026", "2026-06-01/2026-08-31", "2026-05-01/2026-09-22"),
        ("fall 2026", "2026-09-01/2026-11-30", "2026-08-01/2026-12-21"),
        ("winter 2026", "2026-12-01/2027-02-28", "2026-01-01/2027-03-20"),
        ("early spring 2026", "2026-03-01/2026-03-31", "2026-02-01/2026-04-15"),
        ("fiscal 2026", "2026-04-01/2027-03-31", "2025-10-01/2027-03-31"),
    ],
)
def test_vague_words_have_a_strict_and_a_generous_reading(words, days, generously):
    assert (strict(words), lenient(words)) == (days, generously)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("19 March 2026", "2026-03-19/2026-03-19"),
        ("March 19th, 2026", "2026-03-19/2026-03-19"),
        ("2026-03-19", "2026-03-19/2026-03-19"),
        ("Sept. 2026", "2026-09-01/2026-09-30"),
        ("during 2026", "2026-01-01/2026-12-31"),
        ("Q3 2026", "2026-07-01/2026-09-30"),
        ("the third quarter of 2026", "2026-07-01/2026-09-30"),
        ("H1 2026", "2026-01-01/2026-06-30"),
        ("first half of March 2026", "2026-03-01/2026-03-15"),
        ("Japan's fiscal year 2026", "2026-04-01/2027-03-31"),
        ("Korea's fiscal 2026", "2026-01-01/2026-12-31"),
        ("U.S. fiscal 2026", "2025-10-01/2026-09-30"),
        ("January to March 2026", "2026-01-01/2026-03-31"),
        ("November–January 2026", "2025-11-01/2026-01-31"),
        ("December 2025-January 2026", "2025-12-01/2026-01-31"),
        ("between 1 March and 15 April 2026", "2026-03-01/2026-04-15"),
    ],
)
def test_plain_english_dates(words, days):
    assert strict(words) == days


@pytest.mark.parametrize(
    ("words", "days", "generously"),
    [
        ("by the end of 2025", "../2025-12-31", "../2025-12-31"),
        ("by January 2029", "../2029-01-31", "../2029-01-31"),
        ("no later than 31 March 2026", "../2026-03-31", "../2026-03-31"),
        ("end of March 2026 at the latest", "../2026-03-31", "../2026-03-31"),
        ("before 19 March 2026", "../2026-03-18", "../2026-03-19"),
        ("before 2029", "../2028-12-31", "../2029-01-01"),
        ("before the end of 2025", "../2025-12-31", "../2025-12-31"),
        ("as early as March 2026", "2026-03-01/..", "2026-03-01/.."),
        ("as early as the end of this year", "2025-12-31/..", "2025-12-01/.."),
        ("not before 1 May 2026", "2026-05-01/..", "2026-05-01/.."),
        ("effective March 1, 2026", "2026-03-01/..", "2026-03-01/.."),
        ("after 19 March 2026", "2026-03-20/..", "2026-03-19/.."),
        ("not in H1 2026", "2026-07-01/..", "2026-06-30/.."),
    ],
)
def test_words_around_a_period_bound_it_on_one_side(words, days, generously):
    assert (strict(words), lenient(words)) == (days, generously)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("this month", "2025-10-01/2025-10-31"),
        ("end of the month", "2025-10-31/2025-10-31"),
        ("by the end of the year", "../2025-12-31"),
        ("early next year", "2026-01-01/2026-03-31"),
        ("next spring", "2026-03-01/2026-05-31"),
        ("winter", "2025-12-01/2026-02-28"),
        ("within the fiscal year", "../2026-03-31"),
        ("next week", "2025-11-03/2025-11-09"),
        ("within 30 days", "../2025-11-26"),
        ("October", "2025-10-01/2025-10-31"),
        ("September", "2026-09-01/2026-09-30"),
        ("27 October", "2025-10-27/2025-10-27"),
        ("26 October", "2026-10-26/2026-10-26"),
    ],
)
def test_relative_words_count_from_the_day_they_were_said(words, days):
    assert strict(words) == days


@pytest.mark.parametrize(
    ("said_on", "days"),
    [
        pytest.param(date(2026, 2, 28), "2025-12-01/2026-02-28", id="still winter"),
        pytest.param(date(2026, 3, 1), "2026-12-01/2027-02-28", id="winter is over"),
    ],
)
def test_season_without_a_year_is_the_first_that_is_not_over(said_on, days):
    assert strict("winter", said_on=said_on) == days


@pytest.mark.parametrize(
    ("said_on", "days"),
    [
        pytest.param(date(2026, 3, 31), "../2026-03-31", id="last day of fiscal 2025"),
        pytest.param(date(2026, 4, 1), "../2027-03-31", id="first day of fiscal 2026"),
    ],
)
def test_fiscal_year_turns_in_april(said_on, days):
    assert strict("年度内", "ja", said_on) == days


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("end of the month", "en"),
        ("by March", "en"),
        ("within 30 days", "en"),
        ("年内", "ja"),
        ("3월 초", "ko"),
        ("年底前", "zh"),
    ],
)
def test_relative_words_without_that_day_are_refused(words, language):
    with pytest.raises(NeedsSaidOn, match="said"):
        propose(words, language=language, said_on=None)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("hello", "en"),
        ("", "en"),
        ("30 February 2026", "en"),
        ("April to March to May", "en"),
        ("the year 3026", "en"),
        ("2026年2月30日", "ja"),
        ("안녕", "ko"),
        ("你好", "zh"),
    ],
)
def test_unknown_words_get_no_proposal(words, language):
    assert propose(words, language=language, said_on=SAID_ON) is None


def test_proposal_explains_itself():
    found = propose("early March", language="en", said_on=SAID_ON)

    assert found.reason == (
        "Early part of month: 2026-03-01 to 2026-03-10, "
        "generously 2026-03-01 to 2026-03-15. Counted from 2025-10-27."
    )
    assert (found.pattern, found.version) == ("en: early part of month", VERSION)
    assert found.edtf == "2026-03-01/2026-03-10"


def test_region_is_no_other_language():
    assert strict("年底前", "zh-Hant") == "../2025-12-31"
    with pytest.raises(UnknownLanguage, match="Use one of en, ja, ko, zh"):
        propose("fin 2025", language="fr", said_on=SAID_ON)


WORDS = st.one_of(
    st.tuples(
        st.sampled_from(["", "by ", "before ", "as early as ", "after ", "within "]),
        st.sampled_from(["", "early ", "mid-", "late ", "end of "]),
        st.sampled_from(
            ["March", "winter", "spring", "Q4", "H2", "fiscal", "this month", "week"]
        ),
        st.sampled_from(["", " 2024", " 2026"]),
    ).map(lambda parts: ("en", "".join(parts))),
    st.tuples(
        st.sampled_from(["", "2026年", "来年", "2026年度"]),
        st.sampled_from(["上半期", "第2四半期", "春", "3月末", "末", "初め", ""]),
        st.sampled_from(["", "までに", "以降", "中", "内", "前"]),
    ).map(lambda parts: ("ja", "".join(parts))),
)


@given(WORDS, st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_strict_window_lies_inside_the_lenient_one(spoken, said_on):
    language, words = spoken

    found = propose(words, language=language, said_on=said_on)

    if found and found.kind is Kind.DATED:
        assert found.lenient.contains(found.strict)
        assert window_of(found.edtf) == found.strict


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_bare_month_is_never_over_when_it_is_said(said_on):
    for month in ("March", "end of February", "early December"):
        window = propose(month, language="en", said_on=said_on).strict

        assert said_on <= window.last
        assert (window.last - said_on).days <= 366


@given(st.text(max_size=12), st.sampled_from(["en", "ja", "ko", "zh"]))
def test_any_text_is_a_proposal_or_none(words, language):
    found = propose(words, language=language, said_on=SAID_ON)

    assert found is None or isinstance(found.strict, Window)
