"""Whatever htmx swaps in is what a fresh load of the page shows there."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import Group

from projects.models import Draft, ImportBatch
from tests.factories import DateClaimFactory, StageClaimFactory, UserFactory
from tracker import roles

pytestmark = pytest.mark.django_db
TEMPLATES = Path(__file__).parents[2] / "templates"
HTMX = {"HX-Request": "true"}
NOW = datetime(2026, 2, 12, 19, tzinfo=UTC)
# Every template with a swap: what is swapped, and addresses that show it in each state.
SWAPS = {
    "projects.html": ("projects", ["/projects/", "/projects/?stage=selected"]),
    "deadlines.html": ("deadlines", ["/deadlines/", "/deadlines/?show=passed"]),
    "claims.html": ("claims", ["/claims/"]),
    "desk/entry.html": ("entry", ["/desk/new/", "/desk/drafts/{draft}/"]),
    "desk/_reshapes.html": ("entry", ["/desk/drafts/{draft}/"]),
    "desk/import_batch.html": (
        "batch",
        ["/desk/import/{busy}/", "/desk/import/{ready}/"],
    ),
}


@pytest.fixture
def editor(client):
    roles.sync()
    user = UserFactory()
    user.groups.set([Group.objects.get(name="editor")])
    client.force_login(user)
    return user


@pytest.fixture
def shown(editor):
    """Something to show on every page, and what stands in their addresses."""
    DateClaimFactory(latest_on=date(2026, 1, 31), accepted=True)
    StageClaimFactory(stage="selected", accepted=True)
    uploaded = {"content": b"", "uploaded_by": editor, "uploaded_at": NOW, "lines": 9}
    begun = {"part": ["0:update", "1:source", "2:date"], "2-words": ["soonish"]}
    times = {"created_at": NOW, "changed_at": NOW}
    draft = Draft.objects.create(author=editor, payload={"typed": begun}, **times)
    batch = ImportBatch.objects.create
    busy = batch(file_name="a.csv", state="rehearsing", done_lines=4, **uploaded)
    effects = [[2, "Read today", ["A date moves."]]]
    ready = batch(file_name="b.csv", state="ready", effects=effects, **uploaded)
    return {"draft": draft.pk, "busy": busy.pk, "ready": ready.pk}


def test_every_template_that_swaps_is_known_here():
    found = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"\bhx-(get|post)=", path.read_text())
    }

    assert found == set(SWAPS)


@pytest.mark.parametrize(
    ("target", "address"),
    [(target, address) for target, each in SWAPS.values() for address in each],
)
def test_a_swap_equals_a_fresh_load(client, shown, target, address):
    address = address.format(**shown)
    part = bare(client.get(address, headers=HTMX))
    page = bare(client.get(address))

    assert part.startswith("<")
    assert f'id="{target}"' in part.partition(">")[0]
    assert part in page
    assert "<html" in page
    assert "<html" not in part


def bare(response):
    """What is shown, without the marks that are new each time."""
    assert response.status_code == 200
    html = response.content.decode()
    return re.sub(r'name="(csrfmiddlewaretoken|begun)" value="\w+"', "", html).strip()


@pytest.mark.parametrize("name", SWAPS)
def test_going_back_in_history_loads_the_whole_page(client, shown, name):
    address = SWAPS[name][1][-1].format(**shown)
    back = {**HTMX, "HX-History-Restore-Request": "true"}

    assert "<html" in client.get(address, headers=back).content.decode()


def test_a_keystroke_replaces_only_words_that_a_fresh_form_has(client, shown):
    address = f"/desk/drafts/{shown['draft']}/"
    typed = {"part": ["0:update", "1:source", "2:date"], "2-words": "spring 2026"}
    swapped = client.post(address, {**typed, "refresh": "1"}, headers=HTMX)
    part, page = bare(swapped), bare(client.get(address))
    (targets,) = re.findall(r'hx-select-oob="([^"]+)"', page)

    assert "Read strictly: 1 Mar to 31 May 2026" in part
    for target in targets.split(","):
        own = re.compile(rf'<(\w+) [^>]*id="{target[1:]}".*?</\1>', re.S)
        assert own.search(part)[0] == own.search(page)[0]
        assert not re.search("<(input|select|textarea)", own.search(page)[0])
