"""The search finds what stands in the record, in any script, and says where."""

import re
from datetime import date

import pytest
from django.utils.html import escape

from projects.models import Citation, PartyName, ProjectName
from tests.factories import (
    AgreementFactory,
    DateClaimFactory,
    DeadlineFactory,
    FactClaimFactory,
    PartyFactory,
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    SourceFactory,
    StatementFactory,
    UpdateFactory,
)
from tests.tracker.pages.asking import found, page

pytestmark = pytest.mark.django_db


def of_each_kind(word):
    """One thing of each kind that can be found by this word alone."""
    ProjectFactory(summary=f"a {word} plant")
    DeadlineFactory(met_when=f"when {word} is loaded")
    PledgeFactory(name=f"Pledge of {word}")
    AgreementFactory(title=f"{word} framework")
    PartyFactory(name=f"{word} Corp")
    UpdateFactory(note=f"about {word}")
    StatementFactory(words=f"{word} it is")
    SourceFactory(title=f"The {word} story")


def test_each_kind_is_found_and_counted(client):
    of_each_kind("Ammonia")

    assert found(client, "ammonia") == dict.fromkeys(
        [
            *("project", "deadline", "pledge", "agreement"),
            *("party", "update", "claim", "source"),
        ],
        1,
    )


@pytest.mark.parametrize(
    ("text", "q"),
    [
        ("特朗普加征关税", "关税"),
        ("関税の引き下げ", "関税"),
        ("软银集团总裁", "软银"),
        ("高市早苗首相", "高市"),
        ("한국의 투자 약속", "한국"),
        ("ソフトバンクグループ", "バンクグ"),
        ("5500億ドルの投資", "500億ドル"),
        ("Ｃafé ＬＮＧ", "cafe lng"),
        ("US$33.3bn of loans", "33.3 loan"),
    ],
)
def test_words_of_any_script_are_found_and_marked(client, text, q):
    StatementFactory(words=text)

    assert found(client, q) == {"claim": 1}
    assert "<mark>" in page(client, q)


def test_characters_that_stand_elsewhere_one_by_one_are_not_found(client):
    StatementFactory(words="関東と課税、東京と京都")

    assert found(client, "関税") == {}
    assert found(client, "東京都") == {}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(
            lambda: QuantityClaimFactory(printed="3兆4千億円", words="a loan"),
            "3兆4千億円",
            id="amount as printed",
        ),
        pytest.param(
            lambda: FactClaimFactory(value="synthetic graphite", words=""),
            "graphite",
            id="value of a fact",
        ),
        pytest.param(
            lambda: DateClaimFactory(justification="the Diet is dissolved"),
            "dissolved diet",
            id="why a date moved",
        ),
    ],
)
def test_a_claim_is_found_by_its_value(client, make, words):
    make()

    assert found(client, words) == {"claim": 1}


def test_a_claim_is_found_by_its_speaker_and_its_words_together(client):
    speaker = PartyFactory(name="Akazawa Ryosei")
    PartyName.objects.create(party=speaker, name="赤澤亮正", language="ja")
    StatementFactory(words="a significant gap", by=[speaker])
    StatementFactory(words="a significant step")

    assert found(client, "赤澤 gap") == {"claim": 1}
    assert "赤澤亮正" in re.sub("</?mark>", "", page(client, "赤澤 gap"))


def test_a_native_name_leads_to_its_bearer(client):
    party, project = PartyFactory(name="SoftBank"), ProjectFactory(name="Portsmouth")
    PartyName.objects.create(party=party, name="软银", language="zh")
    ProjectName.objects.create(project=project, name="ポーツマス", language="ja")

    assert f'href="/parties/{party.slug}/"' in page(client, "软银")
    assert f'href="/projects/{project.slug}/"' in page(client, "ポーツ")


def test_a_name_that_a_source_gave_later_leads_to_its_project_from_then_on(client):
    project = ProjectFactory(name="Power plan")
    named = UpdateFactory(known_on=date(2026, 2, 17))
    FactClaimFactory(of=[project], attribute="name", value="Portsmouth", update=named)
    link = f'href="/projects/{project.slug}/'

    assert link in page(client, "Portsmouth")
    assert link not in client.get("/search/?q=Portsmouth&as_of=2026-02-16").text


def test_an_excerpt_leads_to_its_source(client):
    claim = StatementFactory(words="so he said", source=SourceFactory())
    Citation.objects.create(
        claim=claim,
        place=2,
        source=(held := SourceFactory(title="Held")),
        origin=held,
        excerpt="首相は関税に言及した",
        language="ja",
        translation="The prime minister spoke of duties",
    )

    assert f'href="/sources/{held.slug}/"' in page(client, "duties")
    assert found(client, "関税に") == {"source": 1}


def test_names_come_before_notes_and_short_names_before_long_ones(client):
    for name, summary in (
        ("Gas", "steel"),
        ("Steel works of the lower valley", ""),
        ("Steel", ""),
    ):
        ProjectFactory(name=name, summary=summary)

    answer = re.sub("</?mark>", "", page(client, "steel"))
    titles = re.findall(r'href="/projects/[^"]+" >([^<]+)<', answer)

    assert titles == ["Steel", "Steel works of the lower valley", "Gas"]


def test_all_words_must_be_there_in_any_order(client):
    UpdateFactory(headline="Loans for three projects", note="signed in May")
    UpdateFactory(headline="Loans refused")

    assert found(client, "signed loan") == {"update": 1}


def test_words_in_quotes_stand_as_typed(client):
    UpdateFactory(headline="The end of January")
    UpdateFactory(headline="January, of all months, at its end")

    assert found(client, "end of January") == {"update": 2}
    assert found(client, '"end of January"') == {"update": 1}


def test_a_kind_is_paged_and_the_rest_keeps_its_counts(client):
    for n in range(23):
        UpdateFactory(headline=f"Steel {n}")
    PartyFactory(name="Steel")

    first = page(client, "steel", kind="update")
    last = page(client, "steel", kind="update", page=9)

    assert first.count('href="/updates/') == 20
    assert last.count('href="/updates/') == 3
    assert 'rel="next"' in first
    assert 'rel="prev" href="?q=steel&amp;kind=update"' in last
    assert "Parties" in last
    assert page(client, "steel").count('href="/updates/') == 5


def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries):
    of_each_kind("Ammonia")
    with django_assert_num_queries(12):
        page(client, "ammonia")
    for _ in range(4):
        of_each_kind("Ammonia")

    with django_assert_num_queries(12):
        page(client, "ammonia")


@pytest.mark.parametrize(
    ("q", "says"),
    [
        pytest.param("", "Type a name", id="empty"),
        pytest.param("?!", "at least one letter", id="no word"),
        pytest.param("unobtainium", "try the name in its own script", id="nothing"),
        pytest.param("\x00", "Type a name", id="a null byte"),
    ],
)
def test_the_page_says_what_to_do(client, q, says):
    assert says in page(client, q)


def test_more_than_200_characters_are_refused_and_kept(client):
    assert client.get("/search/", {"q": "ab " * 66 + "ab"}).status_code == 200

    answer = client.get("/search/", {"q": "ab " * 66 + "abc"})

    assert answer.status_code == 400
    assert "more than 200 characters" in answer.content.decode()
    assert "ab ab abc" in answer.content.decode()


@pytest.mark.parametrize(
    "q", ["<b>bold</b>", "100%", "a'b", 'a"b', "\\", "%s", "); DROP TABLE x; --", "({["]
)
def test_signs_are_no_syntax(client, q):
    UpdateFactory(headline=f"Said {q} then")
    PartyFactory(name="<i>b</i> bold 100 s drop")

    answer = client.get("/search/", {"q": q})

    assert answer.status_code == 200
    assert "<b>bold" not in answer.content.decode()
    assert escape(q) in answer.content.decode()


@pytest.mark.parametrize("asked", [{"page": "x"}, {"page": "-1"}, {"kind": "user"}])
def test_an_odd_address_is_answered(client, asked):
    UpdateFactory(headline="Steel")

    assert found(client, "steel", **asked) == {"update": 1}


def test_every_page_has_the_field(client):
    assert 'action="/search/" role="search"' in client.get("/").content.decode()


def test_claims_lead_to_their_place_on_the_page_of_their_update(client):
    claim = StatementFactory(words="a significant gap")
    address = f"/updates/{claim.update.public_id}/#claim-{claim.public_id}"

    assert f'href="{address}"' in page(client, "significant")
    assert f'id="claim-{claim.public_id}"' in client.get(address).content.decode()
