"""The database cuts texts up as the query is, and reads an index to find them."""

import pytest
from django.db import connection
from hypothesis import example, given, settings
from hypothesis import strategies as st

from projects.rules.moment import LATEST
from projects.rules.searching import fold, marks, terms, tokens
from tracker.pages.search_fields import FIELDS, KINDS
from tracker.pages.search_hits import _CARDS, _QUERIES
from tracker.pages.search_query import rows_of, things
from tracker.pages.search_shown import moment_tables

pytestmark = pytest.mark.django_db

CJK = "関税关软银軟銀高市特朗普々〆ーのをカガパｶﾞﾊﾟー한국투자ㄱㅎ한𠀋"
LATIN = "abesxyziABSÉüñøßĄ0159"
SIGNS = " \n.,;:'’\"()-–/$€%&|\\_、。「」・！？　"
any_text = st.text(st.sampled_from(CJK + LATIN + SIGNS), max_size=60)
cjk_text = st.text(st.sampled_from(CJK), min_size=2, max_size=30)
words = st.lists(st.text(st.sampled_from(LATIN), min_size=1, max_size=12), min_size=1)


def of_database(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pledgebook_tokens(%s)", [text])
        return set(cursor.fetchone()[0])


def holds(text, term):
    """What the search asks of a text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pledgebook_tokens(%s) @> %s::text[]"
            " AND strpos(pledgebook_fold(%s), %s) > 0",
            [text, list(term.tokens), text, term.to_recheck],
        )
        return cursor.fetchone()[0]


@settings(deadline=None)
@given(any_text)
@example("Companies, taxes and 33.3bn of US$550bn at １．５兆円")
@example("ΣΑΣ Σ İstanbul ǅ ﬁnance ㌦ ① ½ Ⅷ")
@example("x" * 5000)
def test_the_database_cuts_a_text_up_by_the_same_rules(text):
    assert of_database(text) == tokens(text)


@settings(deadline=None)
@given(before=any_text, text=cjk_text, after=any_text, data=st.data())
def test_any_two_neighbours_or_more_are_found_and_marked(before, text, after, data):
    first = data.draw(st.integers(0, len(text) - 2))
    last = data.draw(st.integers(first + 2, len(text)))
    whole = before + text + after

    for term in terms(text[first:last]):
        # Marks and Korean letters may join to what stands around the cut.
        if term.phrase in fold(whole):
            assert holds(whole, term)
            assert marks(whole, [term])


@settings(deadline=None)
@given(words=words, sign=st.sampled_from(SIGNS.replace(".", "").replace(",", "")))
def test_any_whole_word_is_found_and_marked(words, sign):
    text = sign.join(words)

    for word in words:
        for term in terms(word):
            assert holds(text, term)
            assert marks(text, [term])


@pytest.mark.parametrize(
    "field", FIELDS, ids=lambda field: f"{field.kind} {field.name} {field.table}"
)
def test_each_field_has_an_index(field):
    tables, at_moment = moment_tables(LATEST)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexonlyscan = off")
        cursor.execute(
            f"EXPLAIN WITH term (tokens, phrase) AS (VALUES (ARRAY['a'], '')), {tables}"
            f" SELECT {field.key}, {field.text} {rows_of(field)}",
            at_moment,
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "Bitmap Index Scan on search_" in plan


def test_each_kind_has_its_words_and_its_page():
    assert set(KINDS) == {field.kind for field in FIELDS}
    assert set(KINDS) == _CARDS.keys() == _QUERIES.keys()


def test_without_leave_archived_texts_are_not_even_looked_at(
    django_assert_num_queries,
):
    with django_assert_num_queries(1) as asked:
        things(terms("secret"), LATEST, staff=False, kind="", page=1, size=5)

    assert "archived_text" not in asked[0]["sql"]
