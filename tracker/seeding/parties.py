"""Writes parties, their roles, sources and questions of sound rows."""

from collections.abc import Mapping

from django.db.models import Model

from projects.models import (
    Party,
    PartyName,
    PartyRole,
    Question,
    QuestionCode,
    Source,
    SourceStatus,
)
from tracker.seeding.rows import Row
from tracker.seeding.shelf import Shelf, Writer, plain


def party(row: Row, shelf: Shelf) -> Model:
    v = row.values
    written = Party.objects.create(
        slug=row.key,
        parent=shelf.named("party", v, "parent"),
        **plain(v, "name", "kind", "note"),
    )
    PartyName.objects.bulk_create(
        PartyName(party=written, **name) for name in v.get("names", ())
    )
    return written


def role(row: Row, shelf: Shelf) -> Model:
    v = row.values
    return PartyRole.objects.create(
        party=shelf.get("party", v["party"]),
        organisation=shelf.named("party", v, "organisation"),
        brought_in_by=shelf.get("update", v["update"]),
        **plain(v, "title", "from_on", "to_on"),
    )


def source(row: Row, shelf: Shelf) -> Model:
    v = row.values
    names = ("slug", "title", "author", "url", "published_on", "language", "kind")
    return Source.objects.create(
        publisher=shelf.get("party", v["publisher"]),
        **plain(v, *names, "grade", "held", "sha256", "note"),
    )


def source_status(row: Row, shelf: Shelf) -> Model:
    v = row.values
    return SourceStatus.objects.create(
        source=shelf.get("source", v["source"]),
        update=shelf.get("update", v["update"]),
        **plain(v, "status", "from_on", "reason"),
    )


def question(row: Row, shelf: Shelf) -> Model:
    written = Question.objects.create(slug=row.key, text=row.values["text"])
    QuestionCode.objects.bulk_create(
        QuestionCode(question=written, **code) for code in row.values["codes"]
    )
    return written


PARTY_WRITERS: Mapping[str, Writer] = {
    "party": party,
    "role": role,
    "source": source,
    "source_status": source_status,
    "question": question,
}
