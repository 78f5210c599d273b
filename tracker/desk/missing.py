"""What to say where something needed is missing: what it is, and how it looks."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tracker.desk.choices import Label
from tracker.desk.fields import Field

ANYWHERE: Mapping[str, Label] = {
    "by": _("Say who said it, by any name the record has; several with ; between."),
    "deadline": _("Name the deadline, or add a new one below."),
    "clause": _("Name the clause, or add a new one below."),
    "pledge": _("Name the pledge, or add a new one below."),
    "project": _("Name the project, or add a new one below."),
    "party": _("Name the party, or add a new one below."),
    "name": _("Give its name."),
    "title": _("Give its title."),
    "key": _("Give a name for its address, e.g. gulflink: a-z, 0-9 and hyphens."),
    "reason": _("Give the reason in a sentence; readers see it."),
    "accept_reason": _("Say in a sentence why this one counts."),
    "currency": _("Give the currency by its code, e.g. JPY."),
    "on": _("Give the day, e.g. 2026-02-17."),
    "from_on": _("Give the day since when, e.g. 2026-02-17."),
}
OF_PART: Mapping[tuple[str, str], Label] = {
    ("update", "headline"): _("Write the headline: who said what, in one sentence."),
    ("update", "known_on"): _("Give the day it was published, e.g. 2026-02-17."),
    ("update", "known"): _("Choose whether that day is exact."),
    ("source", "title"): _("Give the title of what was read."),
    ("source", "publisher"): _("Name who published it, or add a new party below."),
    ("source", "language"): _("Choose the language it is written in."),
    ("source", "kind"): _(
        "Choose whether it is the origin, or carries another's word."
    ),
    ("source", "grade"): _("Choose how directly we hold the words: A, B or C."),
    ("date", "words"): _(
        "Give the date as it was said, e.g. end of February 2026, or choose “a window "
        "of my own” or “no date” under “Read as”."
    ),
    ("outcome", "outcome"): _("Choose how it ended."),
    ("quantity", "of"): _("Name what the amount is of: a pledge, project, loan …"),
    ("quantity", "basis"): _("Choose what the amount counts: headline, signed …"),
    ("quantity", "printed"): _("Give the amount as it is printed, e.g. US$33.3bn."),
    ("quantity", "unit"): _("Give the unit, e.g. USD, % or GW."),
    ("stage", "of"): _("Name the project that reached it; several with ; between."),
    ("stage", "stage"): _("Choose the stage it reached."),
    ("fact", "of"): _("Name the project; several with ; between."),
    ("fact", "attribute"): _("Choose which property it is: place, capacity …"),
    ("fact", "value"): _("Give the value, e.g. Portsmouth, Ohio."),
    ("statement", "of"): _("Name what it is about: a pledge, project, deadline …"),
    ("statement", "words"): _("Write what was said."),
    ("reading", "label"): _(
        "Say in a few words how it is read, e.g. not before 45 days."
    ),
    ("reading", "reading"): _("Give a code for this reading, e.g. not-before."),
    ("reading", "status"): _("Choose how well we hold it."),
    ("reading", "words"): _("Write what the clause says, read so."),
    ("reading", "valid_from"): _("Give the first day on which it holds, 2025-09-04."),
    ("finding", "what"): _("Choose what is said of the clause."),
    ("legal_basis", "name"): _("Give its short name, e.g. Section 122."),
    ("legal_basis", "statute"): _("Name the statute, e.g. Trade Act of 1974."),
    ("legal_basis", "code"): _("Give a code, the same in each version: section-122."),
    ("tariff", "of"): _("Name the pledge to which the tariff belongs."),
    ("tariff", "component"): _("Give the component: general, autos, pharma …"),
    ("tariff", "basis"): _("Give the code of its legal basis, e.g. section-122."),
    ("deadline", "title"): _("Say in a few words what is due, e.g. First project."),
    ("deadline", "kind"): _("Choose what is due."),
    ("deadline", "bindingness"): _("Choose what binds: a law, a target, a report …"),
    ("deadline", "met_when"): _("Write what counts as met, and who decides it."),
    ("deadline", "zone"): _("Give the zone in which its days end, e.g. Asia/Tokyo."),
    ("project", "sector"): _("Choose the sector."),
    ("tranche", "number"): _("Give its number, e.g. 2."),
    ("pledge", "promisor"): _("Name who promised, or add a new party below."),
    ("pledge", "beneficiary"): _("Name to whom it is promised, or add a new party."),
    ("pledge", "verb"): _("Give the verb as written, e.g. will, intends to."),
    ("pledge", "obligor_kind"): _("Choose who is bound."),
    ("pledge", "direction"): _("Choose which way the money goes."),
    ("party", "kind"): _("Choose what it is: a person, an agency …"),
    ("role", "title"): _("Give the role or office, e.g. METI minister."),
    ("question", "text"): _("Write the question that parties answer differently."),
    ("question", "codes"): _("Give its answers, one a line, e.g. ceiling: a ceiling."),
    ("agreement", "kind"): _("Choose what it is: an MOU, a law, a ruling …"),
    ("agreement", "dated_on"): _("Give the day it bears, e.g. 2025-09-04."),
    ("agreement", "zone"): _("Give the zone of that day, e.g. America/New_York."),
    ("agreement", "legal_force"): _("Choose whether it binds in law."),
    ("agreement", "parties"): _("Name its parties, several with ; between."),
    ("clause", "agreement"): _("Name the agreement it stands in."),
    ("clause", "number"): _("Give it a number of ours, e.g. R12."),
    ("clause", "title"): _("Say what it settles, e.g. When Japan pays."),
    ("clause", "kind"): _("Choose the rule, or text only."),
    ("financing_line", "kind"): _("Choose what kind of money it is."),
    ("cash_flow", "line"): _("Name the financing line, or add a new one below."),
    ("cash_flow", "kind"): _("Choose what moved: called, paid out …"),
    ("cash_flow", "amount"): _("Give the amount, e.g. 250bn."),
    ("project_party", "role"): _("Choose its part in the project."),
    ("project_link", "from"): _("Name the project that is linked."),
    ("project_link", "to"): _("Name the other project."),
    ("project_link", "kind"): _("Choose what it is to the other."),
    ("agreement_link", "from"): _("Name the agreement, law or ruling that acts."),
    ("agreement_link", "to"): _("Name the one it acts on."),
    ("agreement_link", "kind"): _("Choose what it does to the other."),
    ("source_status", "source"): _("Name the source, by title or address."),
    ("source_status", "status"): _("Choose what became of it."),
    ("acceptance", "claim"): _("Paste the link of the claim."),
    ("acceptance", "operative"): _("Choose whether it counts from now on."),
    ("acceptance", "reason"): _("Say in a sentence why it counts, or no longer does."),
}


def words_for(part: str, field: Field | None) -> str:
    """What to fill in, in a sentence that names it."""
    name = field.name if field else ""
    told = OF_PART.get((part, name)) or ANYWHERE.get(name)
    if told is None:
        label = field.label if field else part
        return _("Fill in “%(label)s”.") % {"label": label}
    return str(told)
