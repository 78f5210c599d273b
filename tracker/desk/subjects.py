"""The parts that bring something new into the record, in the groups they are shown in.

Each is called as its table of the seed format; a table without a part is named, with
the reason, in docs/architecture.md and in the test that compares the two.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tracker.desk.choices import Label
from tracker.desk.claim_kinds import OF_CLAIM
from tracker.desk.fields import Kind
from tracker.desk.new_instruments import (
    AGREEMENT,
    AGREEMENT_LINK,
    CASH_FLOW,
    CLAUSE,
    FINANCING_LINE,
)
from tracker.desk.new_parties import (
    ACCEPTANCE,
    PARTY,
    QUESTION,
    ROLE,
    SOURCE,
    SOURCE_STATUS,
)
from tracker.desk.new_subjects import (
    DEADLINE,
    PLEDGE,
    PROJECT,
    PROJECT_LINK,
    PROJECT_PARTY,
    TRANCHE,
)
from tracker.desk.parts import CITATION, HEAD

# The common ones first.
GROUPS: tuple[tuple[Label, tuple[Kind, ...]], ...] = (
    (_("Promised and due"), (DEADLINE, PROJECT, TRANCHE, PLEDGE)),
    (_("People and sources"), (PARTY, SOURCE, ROLE, QUESTION)),
    (_("Instruments and money"), (AGREEMENT, CLAUSE, FINANCING_LINE, CASH_FLOW)),
    (_("How they hang together"), (PROJECT_PARTY, PROJECT_LINK, AGREEMENT_LINK)),
    (_("What became of it"), (SOURCE_STATUS, ACCEPTANCE)),
)
BROUGHT_IN: Mapping[str, Kind] = {
    kind.code: kind for _label, kinds in GROUPS for kind in kinds
}
KINDS: Mapping[str, Kind] = {
    HEAD.code: HEAD,
    **OF_CLAIM,
    CITATION.code: CITATION,
    **BROUGHT_IN,
}
ADDABLE = tuple(code for code in KINDS if code != HEAD.code)
