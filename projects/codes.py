"""The code book: every coded value of the record with the words shown for it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartyKind(TextChoices):
    GOVERNMENT = "government", _("government")
    AGENCY = "agency", _("agency")
    COMPANY = "company", _("company")
    PERSON = "person", _("person")
    COURT = "court", _("court")
    LEGISLATURE = "legislature", _("legislature")
    OUTLET = "outlet", _("outlet")
    ANONYMOUS = "anonymous", _("unnamed source")


class SourceKind(TextChoices):
    ORIGIN = "origin", _("origin")
    CARRIER = "carrier", _("carrier")


class Grade(TextChoices):
    """How directly we hold the words, not whether they are true."""

    A = "A", _("A: primary or official text")
    B = "B", _("B: newspaper, wire, think tank, law firm")
    C = "C", _("C: aggregator, repost, digest, forum")


class SourceState(TextChoices):
    LIVE = "live", _("live")
    AMENDED = "amended", _("amended")
    CORRECTED = "corrected", _("corrected")
    RETRACTED = "retracted", _("retracted by its publisher")
    GONE = "gone", _("no longer online")


class KnownPrecision(TextChoices):
    EXACT = "exact", _("on")
    AT_LATEST = "at_latest", _("at latest on")
    INFERRED = "inferred", _("inferred as")


class UpdateStatus(TextChoices):
    PUBLISHED = "published", _("published")
    RETRACTED = "retracted", _("retracted")


class UpdateKind(TextChoices):
    NEWS = "news", _("news")
    OUR_CORRECTION = "our_correction", _("our correction")
    SPEAKER_CORRECTION = "speaker_correction", _("speaker corrected itself")
    SOURCE_CORRECTION = "source_correction", _("source corrected or withdrawn")
    VERIFICATION = "verification", _("checked, nothing new")


class DraftState(TextChoices):
    OPEN = "open", _("being written")
    WAITING = "waiting", _("waiting for review")
    PUBLISHED = "published", _("published")
    DISCARDED = "discarded", _("discarded")


class BatchState(TextChoices):
    TO_REHEARSE = "to_rehearse", _("to be checked")
    REHEARSING = "rehearsing", _("being checked")
    REFUSED = "refused", _("refused")
    READY = "ready", _("ready to publish")
    TO_PUBLISH = "to_publish", _("to be published")
    PUBLISHING = "publishing", _("being published")
    PUBLISHED = "published", _("published")
    RETRACTED = "retracted", _("retracted")


class ReportState(TextChoices):
    OPEN = "open", _("open")
    DISMISSED = "dismissed", _("dismissed")
    DRAFTED = "drafted", _("made into a draft")


class ClaimKind(TextChoices):
    QUANTITY = "quantity", _("quantity")
    STAGE = "stage", _("stage")
    FACT = "fact", _("project fact")
    STATEMENT = "statement", _("statement")
    DATE = "date", _("date given")
    OUTCOME = "outcome", _("outcome")
    READING = "reading", _("reading of a clause")
    FINDING = "finding", _("finding")
    LEGAL_BASIS = "legal_basis", _("legal basis")
    TARIFF = "tariff", _("tariff component")


class Stance(TextChoices):
    ASSERTS = "asserts", _("asserts")
    CONFIRMS = "confirms", _("confirms")
    DENIES = "denies", _("denies")
    INTERPRETS = "interprets", _("interprets")
    THREATENS = "threatens", _("threatens")
    PREDICTS = "predicts", _("predicts")


class Basis(TextChoices):
    HEADLINE = "headline", _("headline pledge")
    CEILING = "ceiling", _("ceiling")
    BUSINESS_SCALE = "business_scale", _("business scale, sales included")
    PROJECT_COST = "project_cost", _("project cost")
    FINANCING = "financing", _("financing")
    FACILITY = "facility", _("lending facility")
    SIGNED = "signed", _("signed")
    PAID_OUT = "paid_out", _("paid out")
    PURCHASE = "purchase", _("purchase")
    CAPACITY = "capacity", _("capacity")
    EXPORT_VALUE = "export_value", _("export value")
    GROWTH = "growth", _("growth")
    SHARE = "share", _("share")
    COUNT = "count", _("count")
    ESTIMATE = "estimate", _("estimate")
    COMPOSITION = "composition", _("composition")
    TARIFF = "tariff", _("tariff rate")
    CONVERSION = "conversion", _("conversion quoted by a source")
    OTHER = "other", _("other")


class Qualifier(TextChoices):
    EXACTLY = "exactly", _("exactly")
    ABOUT = "about", _("about")
    UP_TO = "up_to", _("up to")
    AT_LEAST = "at_least", _("at least")
    OVER = "over", _("over")
    ALMOST = "almost", _("almost")
    RANGE = "range", _("between")


class Stage(TextChoices):
    """The stage ladder; the last two leave it."""

    IDEA = "idea", _("idea")
    CANDIDATE = "candidate", _("candidate")
    SHORT_LISTED = "short_listed", _("short-listed")
    RECOMMENDED = "recommended", _("recommended")
    ANNOUNCED = "announced", _("announced or welcomed")
    SELECTED = "selected", _("selected")
    NOTIFIED = "notified", _("notified")
    CONTRACT_SIGNED = "contract_signed", _("loan or contract signed")
    PAID_OUT = "paid_out", _("paid out")
    UNDER_CONSTRUCTION = "under_construction", _("under construction")
    OPERATING = "operating", _("operating")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


OFF_LADDER = (Stage.DECLINED, Stage.WITHDRAWN)


def stages_from(stage: Stage) -> list[Stage]:
    """This stage and those after it, without the two that leave the ladder."""
    ladder = [each for each in Stage if each not in OFF_LADDER]
    return ladder[ladder.index(stage) :]


class FactAttribute(TextChoices):
    NAME = "name", _("name")
    PLACE = "place", _("place")
    PRODUCT = "product", _("product")
    CAPACITY = "capacity", _("capacity")
    OPERATOR = "operator", _("operator")
    NATURE = "nature", _("nature")


class ObligorKind(TextChoices):
    STATE = "state", _("state")
    AGENCIES = "agencies", _("public agencies")
    FIRMS = "firms", _("firms")
    MIXED = "mixed", _("state and firms")


class Direction(TextChoices):
    OUTWARD = "outward", _("promisor invests abroad")
    INWARD = "inward", _("promisor receives")
    PURCHASES = "purchases", _("purchases")
    POLICY = "policy", _("policy")


class Sector(TextChoices):
    ENERGY = "energy", _("energy")
    NUCLEAR = "nuclear", _("nuclear")
    GRID = "grid", _("grid and power equipment")
    CHIPS = "chips", _("semiconductors")
    MINERALS = "minerals", _("critical minerals")
    MATERIALS = "materials", _("materials")
    SHIPPING = "shipping", _("ships and ports")
    ELECTRONICS = "electronics", _("electronics")
    AI = "ai", _("AI infrastructure")
    FOOD = "food", _("food and farming")
    DEFENCE = "defence", _("defence")
    OTHER = "other", _("other")


class PartyInProject(TextChoices):
    OPERATOR = "operator", _("operator")
    DEVELOPER = "developer", _("developer")
    TECHNOLOGY = "technology", _("technology")
    SUPPLIER = "supplier", _("supplier")
    BUILDER = "builder", _("builder")
    BUYER = "buyer", _("buyer")
    LENDER = "lender", _("lender")
    INSURER = "insurer", _("insurer")
    INTERESTED = "interested", _("reported as interested")


class LinkKind(TextChoices):
    SAME_AS = "same_as", _("same as")
    BECAME = "became", _("became")
    PART_OF = "part_of", _("part of")
    MAY_OVERLAP = "may_overlap", _("may overlap with")


class AgreementKind(TextChoices):
    MOU = "mou", _("memorandum of understanding")
    ORDER = "order", _("order")
    FACT_SHEET = "fact_sheet", _("fact sheet")
    JOINT_STATEMENT = "joint_statement", _("joint statement")
    LAW = "law", _("law")
    RULING = "ruling", _("ruling")
    CONTRACT = "contract", _("contract")
    LETTER = "letter", _("letter")
    MEMORANDUM = "memorandum", _("memorandum")
    PROCLAMATION = "proclamation", _("proclamation")
    ANSWER = "answer", _("government answer")
    FRAMEWORK = "framework", _("framework")


class LegalForce(TextChoices):
    BINDING_LAW = "binding_law", _("binding law")
    POLITICAL = "political", _("political")
    ADMINISTRATIVE = "administrative", _("non-binding administrative document")
    CONTRACT = "contract", _("contract")
    RULING = "ruling", _("court ruling")


class AgreementLinkKind(TextChoices):
    SUPERSEDES = "supersedes", _("supersedes")
    IMPLEMENTS = "implements", _("implements")
    VOIDS = "voids", _("voids")


class Instrument(TextChoices):
    EQUITY = "equity", _("equity")
    LOAN = "loan", _("loan")
    COVERED_BANK_LOAN = "covered_bank_loan", _("bank loan under public cover")
    GUARANTEE = "guarantee", _("guarantee")
    COVER = "cover", _("insurance cover")
    GRANT = "grant", _("grant")
    SPONSOR_EQUITY = "sponsor_equity", _("sponsor equity")
    FACILITY = "facility", _("lending facility")


class CashFlowKind(TextChoices):
    CALLED = "called", _("called")
    PAID_OUT = "paid_out", _("paid out")
    REPAID = "repaid", _("repaid")
    DISTRIBUTED = "distributed", _("distributed")


class ClauseKind(TextChoices):
    """Which rule reads the parameters of a clause; a text has none."""

    TEXT = "text", _("text only")
    TERM = "term", _("term")
    DECISION_PATH = "decision_path", _("decision path")
    FUNDING_CLOCK = "funding_clock", _("funding clock")
    PROFIT_SPLIT = "profit_split", _("profit split")
    DEEMED_AMOUNT = "deemed_amount", _("deemed amount")
    REVIEW = "review", _("review of the split")
    PENALTY = "penalty", _("penalty")
    SAFE_HARBOUR = "safe_harbour", _("safe harbour")
    CAP = "cap", _("cap")


class ClauseStatus(TextChoices):
    """How well we hold what a clause says."""

    REPORTED = "reported", _("reported")
    VERIFIED = "verified", _("text verified")
    CONTESTED = "contested", _("contested")


class FindingKind(TextChoices):
    """What a clause asks of the facts, and somebody has to say."""

    TRIGGERED = "triggered", _("what sets it off has happened")
    PRIOR_STEP_DONE = "prior_step_done", _("the step before it was taken")
    JUDGED = "judged", _("its judge has found so")
    INVOKED = "invoked", _("a side has invoked it")
    GOOD_FAITH = "good_faith", _("delivery in good faith")
    FAILED_TO_FUND = "failed_to_fund", _("failure to fund")
    UNPAID = "unpaid", _("nothing had been paid")
    ADVISED = "advised", _("the body that advises had given its advice")
    CARRIED_OUT = "carried_out", _("the body that carries out had done so")


STEPS_TAKEN = (FindingKind.ADVISED, FindingKind.CARRIED_OUT)
"""Steps of a decision path, taken for a project or a tranche, that are no stage."""

ON_A_DAY = (FindingKind.INVOKED, FindingKind.UNPAID, *STEPS_TAKEN)
"""What was found of a day, so that it names it."""
