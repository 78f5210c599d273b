"""The tariff history that the tests of legal basis and penalty share."""

from datetime import date
from decimal import Decimal

from projects.rules.legal_basis import Ending, Spell
from projects.rules.result import Given

GENERAL, AUTOS = "general", "autos"

IEEPA = Spell(
    GENERAL,
    "IEEPA",
    "EO 14345",
    "p1",
    Decimal("0.15"),
    valid_from=date(2025, 9, 16),
    valid_to=date(2026, 2, 20),
    ended=Ending("the ruling Learning Resources v. Trump", "n72"),
)
SECTION_122 = Spell(
    GENERAL,
    "Section 122",
    "the proclamation of 20 February 2026",
    "p10",
    Decimal("0.10"),
    valid_from=date(2026, 2, 24),
    valid_to=date(2026, 7, 25),
    ended=Ending("the statute's 150 days", "p10"),
    other_rates=(Given(Decimal("0.15"), "n134"),),
)
SECTION_301 = Spell(
    GENERAL,
    "Section 301",
    "the memorandum of 23 July 2026",
    "p9",
    Decimal("0.125"),
    directed_on=date(2026, 7, 23),
)
ON_AUTOS = Spell(
    AUTOS,
    "Section 232",
    "EO 14345",
    "p1",
    Decimal("0.15"),
    valid_from=date(2025, 9, 16),
)
SPELLS = [IEEPA, SECTION_122, SECTION_301, ON_AUTOS]
