import pytest

from deadlines.rules.lexicon import Kind, Offset, propose
from deadlines.rules.windows import UNDATED


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("As soon as possible.", "en"),
        ("in due course", "en"),
        ("できるだけ早く", "ja"),
        ("早期に", "ja"),
        ("조속히", "ko"),
        ("가능한 한 빨리", "ko"),
        ("尽快", "zh"),
        ("儘快", "zh"),
    ],
)
def test_words_without_a_date_are_undated(words, language):
    found = propose(words, language=language, said_on=None)

    assert (found.kind, found.strict, found.edtf) == (Kind.UNDATED, UNDATED, "")


@pytest.mark.parametrize(
    ("words", "language", "event"),
    [
        ("before the March summit", "en", "the March summit"),
        ("ahead of Takaichi's spring visit", "en", "Takaichi's spring visit"),
        ("during Trump\u2019s term", "en", "Trump's term"),
        ("首脳会談の前に", "ja", "首脳会談"),
        ("3월 정상회담 전에", "ko", "3월정상회담"),
        ("三月峰会前", "zh", "三月峰会"),
    ],
)
def test_words_that_hang_on_an_event_quote_it(words, language, event):
    found = propose(words, language=language, said_on=None)

    assert (found.kind, found.event) == (Kind.EVENT_BOUND, event)
    assert found.strict == UNDATED


@pytest.mark.parametrize(
    ("words", "language", "offset"),
    [
        (
            "three months after promulgation",
            "en",
            Offset(3, "month", "promulgation", within=False, before=False),
        ),
        (
            "within 7 days of Federal Register publication",
            "en",
            Offset(7, "day", "Federal Register publication", within=True, before=False),
        ),
        (
            "45 business days after notice",
            "en",
            Offset(45, "business day", "notice", within=False, before=False),
        ),
        (
            "two weeks before the summit",
            "en",
            Offset(2, "week", "the summit", within=False, before=True),
        ),
        (
            "公布の日から起算して三月以内",
            "ja",
            Offset(3, "month", "公布", within=True, before=False),
        ),
        (
            "通知から45営業日以内",
            "ja",
            Offset(45, "business day", "通知", within=True, before=False),
        ),
        (
            "공포 후 3개월",
            "ko",
            Offset(3, "month", "공포", within=False, before=False),
        ),
        (
            "公布之日起7日内",
            "zh",
            Offset(7, "day", "公布", within=True, before=False),
        ),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_time_counted_from_an_event_is_an_offset(words, language, offset):
    found = propose(words, language=language, said_on=None)

    assert (found.kind, found.offset) == (Kind.OFFSET, offset)
    assert found.event == offset.event
