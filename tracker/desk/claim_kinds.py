"""Every kind of claim that the form offers: the common ones, then those on clauses."""

from collections.abc import Mapping

from tracker.desk.clause_parts import CLAUSE_KINDS
from tracker.desk.fields import Kind
from tracker.desk.parts import CLAIM_KINDS

OF_CLAIM: Mapping[str, Kind] = {
    kind.code: kind for kind in (*CLAIM_KINDS, *CLAUSE_KINDS)
}
