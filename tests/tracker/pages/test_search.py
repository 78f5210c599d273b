"""The search finds what stands in the record, in any script, for whom it may."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission
from django.utils.html import escape

from projects.actions import retract
from projects.models import Citation, Party, PartyName, ProjectName, Source
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
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def page(client, q, **asked):
    return client.get("/search/", {"q": q, **asked}).content.decode()


def found(client, q, **asked):
    """The kinds that were found, with how many of each."""
    heads = r'id="found-(\w+)">[^<]+<span class="count">([\d,]+)<'
    return {kind: int(n) for kind, n in re.findall(heads, page(client, q, **asked))}


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


class TestArchivedText:
    """Held, but not ours to publish."""

    @pytest.fixture(autouse=True)
    def held(self):
        SourceFactory(title="Front page", archived_text="Secretly, 内密の計画 is held.")

    @pytest.mark.parametrize("q", ["secretly", "内密", "front secretly", "計"])
    def test_readers_neither_hit_nor_see_it(self, client, q):
        assert found(client, q) == {}
        assert "計画 is held" not in page(client, q)
        assert "is held" not in page(client, "front")

    def test_a_viewer_is_a_reader(self, client):
        viewer = UserFactory()
        viewer.user_permissions.add(Permission.objects.get(codename="view_update"))
        client.force_login(viewer)

        assert found(client, "内密") == {}

    def test_an_analyst_finds_it(self, client):
        analyst = UserFactory()
        analyst.user_permissions.add(Permission.objects.get(codename="add_draft"))
        client.force_login(analyst)

        assert found(client, "内密") == {"source": 1}
        assert "archived text, not public" in page(client, "内密")


def test_a_retracted_update_takes_along_what_it_alone_brought(client):
    source = SourceFactory(title="Zinc, says who", publisher__name="Zinc Daily")
    update = UpdateFactory(headline="Zinc works", note="zinc")
    speaker = PartyFactory(name="Mr Zinc")
    StatementFactory(words="zinc", update=update, by=[speaker], source=source)
    assert found(client, "zinc") == {"party": 2, "update": 1, "claim": 1, "source": 1}

    retract(update, by=UserFactory(), now=NOW, why="a hoax")

    assert found(client, "zinc") == {}


def test_what_others_name_too_outlives_a_retraction(client):
    source, speaker = SourceFactory(title="Zinc"), PartyFactory(name="Mr Zinc")
    update = UpdateFactory()
    for each in (update, UpdateFactory()):
        StatementFactory(words="so", update=each, by=[speaker], source=source)

    retract(update, by=UserFactory(), now=NOW, why="a hoax")

    assert found(client, "zinc") == {"party": 1, "source": 1, "claim": 1}


def test_a_name_given_anew_is_found_at_once_and_the_old_one_no_more(client):
    party = PartyFactory(name="Oldname")
    Party.objects.filter(pk=party.pk).update(name="Newname")

    assert found(client, "newname") == {"party": 1}
    assert found(client, "oldname") == {}


def test_a_text_that_is_blanked_is_found_no_more(client):
    source = SourceFactory(note="private")
    Source.objects.filter(pk=source.pk).update(note="")

    assert found(client, "private") == {}


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
