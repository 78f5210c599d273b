"""Writes what claims are about: pledges, tranches, projects and deadlines."""

from collections.abc import Mapping

from django.db.models import Model

from deadlines.models import Deadline
from projects.models import (
    Pledge,
    Project,
    ProjectLink,
    ProjectName,
    ProjectParty,
    Tranche,
)
from tracker.seeding.rows import Row
from tracker.seeding.shelf import Shelf, Writer, plain


def pledge(row: Row, shelf: Shelf) -> Model:
    v = row.values
    names = ("name", "verb", "obligor_kind", "direction", "additive", "opens_on")
    return Pledge.objects.create(
        slug=row.key,
        promisor=shelf.get("party", v["promisor"]),
        beneficiary=shelf.get("party", v["beneficiary"]),
        parent=shelf.named("pledge", v, "parent"),
        brought_in_by=shelf.get("update", v["update"]),
        **plain(v, *names, "closes_on", "zone", "summary"),
    )


def tranche(row: Row, shelf: Shelf) -> Model:
    v = row.values
    return Tranche.objects.create(
        slug=row.key,
        pledge=shelf.get("pledge", v["pledge"]),
        brought_in_by=shelf.get("update", v["update"]),
        **plain(v, "number", "name"),
    )


def project(row: Row, shelf: Shelf) -> Model:
    v = row.values
    written = Project.objects.create(
        slug=row.key,
        pledge=shelf.get("pledge", v["pledge"]),
        tranche=shelf.named("tranche", v, "tranche"),
        brought_in_by=shelf.get("update", v["update"]),
        **plain(v, "name", "sector", "place", "summary"),
    )
    ProjectName.objects.bulk_create(
        ProjectName(project=written, **name) for name in v.get("names", ())
    )
    return written


def project_party(row: Row, shelf: Shelf) -> Model:
    v = row.values
    return ProjectParty.objects.create(
        project=shelf.get("project", v["project"]),
        party=shelf.get("party", v["party"]),
        role=v["role"],
        brought_in_by=shelf.get("update", v["update"]),
    )


def project_link(row: Row, shelf: Shelf) -> Model:
    v = row.values
    return ProjectLink.objects.create(
        from_project=shelf.get("project", v["from"]),
        to_project=shelf.get("project", v["to"]),
        brought_in_by=shelf.get("update", v["update"]),
        **plain(v, "kind", "reason"),
    )


def deadline(row: Row, shelf: Shelf) -> Model:
    v = row.values
    names = ("title", "kind", "bindingness", "met_when", "zone", "bound")
    return Deadline.objects.create(
        slug=row.key,
        obligor=shelf.named("party", v, "obligor"),
        decider=shelf.named("party", v, "decider"),
        pledge=shelf.get("pledge", v["pledge"]),
        tranche=shelf.named("tranche", v, "tranche"),
        project=shelf.named("project", v, "project"),
        agreement=shelf.named("agreement", v, "agreement"),
        brought_in_by=shelf.get("update", v["update"]),
        **plain(v, *names, "check_every_days"),
    )


SUBJECT_WRITERS: Mapping[str, Writer] = {
    "pledge": pledge,
    "tranche": tranche,
    "project": project,
    "project_party": project_party,
    "project_link": project_link,
    "deadline": deadline,
}
