"""The ground floor of the record: one module a noun."""

from projects.models.agreement import Agreement, AgreementLink
from projects.models.batch import ImportBatch
from projects.models.citation import Citation, CitationStep
from projects.models.claim import Acceptance, Claim, ClaimSpeaker, ClaimSubject
from projects.models.claims import (
    FactClaim,
    QuantityClaim,
    Question,
    QuestionCode,
    StageClaim,
    Statement,
)
from projects.models.clause import Clause, ClauseReading, Finding
from projects.models.financing import CashFlow, FinancingLine
from projects.models.party import Party, PartyName, PartyRole
from projects.models.pledge import Pledge, Tranche
from projects.models.project import Project, ProjectLink, ProjectName, ProjectParty
from projects.models.report import ErrorReport
from projects.models.seed_row import SeedRow
from projects.models.source import Source, SourceStatus
from projects.models.tariff import LegalBasis, TariffComponent
from projects.models.update import Draft, DraftComment, Update
from projects.models.user import User

__all__ = [
    "Acceptance",
    "Agreement",
    "AgreementLink",
    "CashFlow",
    "Citation",
    "CitationStep",
    "Claim",
    "ClaimSpeaker",
    "ClaimSubject",
    "Clause",
    "ClauseReading",
    "Draft",
    "DraftComment",
    "ErrorReport",
    "FactClaim",
    "FinancingLine",
    "Finding",
    "ImportBatch",
    "LegalBasis",
    "Party",
    "PartyName",
    "PartyRole",
    "Pledge",
    "Project",
    "ProjectLink",
    "ProjectName",
    "ProjectParty",
    "QuantityClaim",
    "Question",
    "QuestionCode",
    "SeedRow",
    "Source",
    "SourceStatus",
    "StageClaim",
    "Statement",
    "TariffComponent",
    "Tranche",
    "Update",
    "User",
]
