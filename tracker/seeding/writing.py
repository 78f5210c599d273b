"""Every writer of rows, by table: what loading, publishing and importing go through."""

from collections.abc import Mapping

from tracker.seeding.evidence import EVIDENCE_WRITERS
from tracker.seeding.instruments import INSTRUMENT_WRITERS
from tracker.seeding.parties import PARTY_WRITERS
from tracker.seeding.shelf import Writer
from tracker.seeding.subjects import SUBJECT_WRITERS

WRITERS: Mapping[str, Writer] = {
    **PARTY_WRITERS,
    **SUBJECT_WRITERS,
    **INSTRUMENT_WRITERS,
    **EVIDENCE_WRITERS,
}
