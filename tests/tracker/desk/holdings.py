"""All that the record holds of an update, to be compared with its correction."""

from django.forms.models import model_to_dict

from deadlines.models import Deadline
from projects.models import SourceStatus
from tracker.pages.wording import child

OF_CLAIM = ("id", "claim_ptr", "public_id", "update", "supersedes", "responds_to")
READ_ANEW = ("lexicon_version",)
OF_CITATION = ("id", "claim", "update")
ABOUT = ("pledges", "tranches", "projects", "agreements")


def holdings(update):
    claims = [claim_held(claim) for claim in update.claims.order_by("place")]
    return update_held(update) | {"claims": claims}


def claim_held(claim):
    row = child(claim)
    held = {
        field.name: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in (*OF_CLAIM, *READ_ANEW)
    }
    if claim.kind == "statement":
        held["bears"] = {each.deadline_id for each in row.bears_on_deadlines.all()}
        held["agreements"] = set(row.bears_on_agreements.values_list("pk"))
    if claim.kind == "reading":
        held["holders"] = set(row.holders.values_list("pk"))
    return held | {
        "by": [(said.party_id, said.role) for said in claim.said_by.all()],
        "of": {each.thing for each in claim.subjects.all()},
        "cited": [citation_held(each) for each in claim.citations.all()],
        "accepted": acceptances_held(claim.acceptances.filter(update=claim.update)),
        "answers": [in_place(claim, name) for name in ("supersedes", "responds_to")],
    }


def in_place(claim, name):
    """Its own claims by their place, those of other updates by their key."""
    other = getattr(claim, name)
    if other is None:
        return None
    own = other.update_id == claim.update_id
    return ("place", other.place) if own else other.pk


def citation_held(citation):
    steps = [step.source_id for step in citation.steps.all()]
    return model_to_dict(citation, exclude=OF_CITATION) | {"via": steps}


def acceptances_held(acceptances):
    names = ("operative", "from_on", "reason", "secondary")
    return sorted(acceptances.values_list("claim__place", *names))


def update_held(update):
    names = ("headline", "note", "language", "known_on", "known_precision", "zone")
    return {name: getattr(update, name) for name in names} | {
        "citations": [citation_held(each) for each in update.citations.all()],
        "accepted": acceptances_held(update.acceptances.all()),
        "flows": set(update.cash_flows.values_list("line", "kind", "on", "amount")),
        "statuses": set(
            SourceStatus.objects.filter(update=update).values_list(
                "source", "status", "from_on", "reason"
            )
        ),
    }


def about_held(update):
    deadlines = Deadline.objects.filter(mentions__update=update)
    named = {thing for name in ABOUT for thing in getattr(update, name).all()}
    return named | set(deadlines)
