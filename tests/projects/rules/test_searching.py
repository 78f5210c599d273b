"""What a query asks for, and where a text says it."""

import pytest

from projects.rules.searching import Term, fold, marks, terms, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("Ｍüller ＬＮＧ", "muller lng", id="width, accents, case"),
        pytest.param("ｿﾌﾄﾊﾞﾝｸ", "ソフトバンク", id="half-width Japanese"),
        pytest.param("한국", "한국", id="Korean letters apart"),
    ],
)
def test_forms_of_a_letter_are_one(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        pytest.param("Tariffs tariff", [Term(("tariff",))], id="a word, once"),
        pytest.param("関税", [Term(("関税",), "関税")], id="two characters"),
        pytest.param("税", [Term(("税",), "税")], id="one character"),
        pytest.param(
            "軟銀集団", [Term(("軟銀", "銀集", "集団"), "軟銀集団")], id="as typed"
        ),
        pytest.param("500億円", [Term(("億円",), "500億円")], id="digits and a unit"),
        pytest.param("33.3", [Term(("33",), "33.3")], id="a decimal number"),
        pytest.param("US$550bn", [Term(("us",)), Term(("550bn",))], id="two words"),
        pytest.param(
            "“end  of January”",
            [Term(("end", "of", "january"), "end of january")],
            id="in quotes",
        ),
        pytest.param(
            "関税、投資",
            [Term(("関税",), "関税"), Term(("投資",), "投資")],
            id="a comma",
        ),
        pytest.param('"" ?!', [], id="nothing"),
    ],
)
def test_a_query_is_cut_into_what_it_asks_for(query, asked):
    assert terms(query) == asked


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("companies", "company"),
        ("taxes", "tax"),
        ("businesses", "business"),
        ("branches", "branch"),
        ("loans", "loan"),
        ("status", "status"),
        ("gas", "gas"),
    ],
)
def test_a_plural_is_found_by_its_singular(plural, singular):
    assert tokens(plural) == {singular}


def test_what_was_asked_for_is_marked_where_it_stands():
    text = "Ｔariffs: ｿﾌﾄﾊﾞﾝｸ and Müller’s tariff"

    found = [text[a:b] for a, b in marks(text, terms("tariff バンク muller"))]

    assert found == ["Ｔariffs", "ﾊﾞﾝｸ", "Müller", "tariff"]


def test_marks_that_touch_are_one():
    assert marks("関税引き下げ", terms("関税 引き")) == [(0, 4)]
