"""Say what a clause answers on a day, with the working."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from projects.evaluating import Assumed, Evaluation, evaluate, printed_evaluation
from projects.models import Clause, ClauseReading
from projects.rules.exact import money
from projects.rules.moment import Moment
from projects.rules.penalty_terms import PenaltyTerms
from projects.rules.result import BadInput, Given
from tracker.seeding.wording import suggestion

GIVEN = "given on the command line"


class Command(BaseCommand):
    help = "Evaluate a clause: the same inputs give the same bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--clause", required=True, metavar="SLUG", help="the clause, by its slug"
        )
        parser.add_argument(
            "--on",
            type=_day,
            metavar="YYYY-MM-DD",
            help="law and facts in force on this day; today unless told",
        )
        parser.add_argument(
            "--as-of",
            type=_day,
            metavar="YYYY-MM-DD",
            help="evidence known by this day; today unless told, as on the pages",
        )
        parser.add_argument(
            "--recorded",
            type=_instant,
            metavar="INSTANT",
            help="as it was written down here by this instant, in UTC unless told",
        )
        parser.add_argument(
            "--reading", default="", metavar="CODE", help="only this reading"
        )
        parser.add_argument(
            "--imports",
            action="append",
            default=[],
            type=_imports,
            metavar="COMPONENT=AMOUNT",
            help="the yearly imports under a tariff component; may be given again",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        clause = _clause(options["clause"])
        today = timezone.now().astimezone(UTC).date()
        on: date = options["on"] or today
        as_of: date = options["as_of"] or today
        if as_of > today:
            raise CommandError(f"--as-of {as_of} lies ahead: give {today} or before.")
        moment = Moment.at(as_of, recorded=options["recorded"])
        found = evaluate(
            [clause],
            on=on,
            moment=moment,
            reading=options["reading"],
            assumed=Assumed(imports=dict(options["imports"])),
        )
        if not found:
            raise CommandError(_nothing(clause, on, moment, options["reading"]))
        _refuse_strangers(dict(options["imports"]), found)
        self.stdout.write("\n".join(map(printed_evaluation, found)), ending="")
        if refused := [each.reading.reading for each in found if each.problem]:
            raise CommandError(f"Cannot be computed: {', '.join(refused)}; see above.")


def _clause(slug: str) -> Clause:
    clauses = Clause.objects.select_related("agreement")
    clause = clauses.filter(slug=slug).first()
    if clause is None:
        known = clauses.order_by("slug").values_list("slug", flat=True)
        raise CommandError(f"No clause {slug!r}{suggestion(slug, known)}.")
    return clause


def _nothing(clause: Clause, on: date, moment: Moment, reading: str) -> str:
    """Why there is no answer, with what there would be."""
    rows = ClauseReading.objects.live().filter(clause=clause)
    known = ", ".join(sorted(set(rows.values_list("reading", flat=True)))) or "none"
    which = f"reading {reading!r} of {clause.slug}" if reading else clause.slug
    return (
        f"Nothing known by {moment.as_of} says what {which} is on {on}. "
        f"Its readings, on any day: {known}."
    )


def _refuse_strangers(imports: Collection[str], found: Iterable[Evaluation]) -> None:
    """Imports under a component that no reading raises would change nothing."""
    asked = {
        effect.component
        for each in found
        if isinstance(each.terms, PenaltyTerms)
        for effect in each.terms.effects
        if effect.component
    }
    for component in imports:
        if component not in asked:
            known = ", ".join(sorted(asked)) or "none"
            raise CommandError(
                f"--imports {component}: no reading asks for it, only for: {known}."
            )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day: write 2026-03-01") from None


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        form = "write 2026-03-01T12:00:00"
        raise ArgumentTypeError(f"{text!r} is no instant: {form}") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _imports(text: str) -> tuple[str, Given[Decimal]]:
    component, _equals, amount = text.partition("=")
    try:
        base = Decimal(amount)
        money(base, f"The import base of {component}")
    except InvalidOperation:
        form = "write general=150000000000"
        raise ArgumentTypeError(f"{text!r} does not fit: {form}") from None
    except BadInput as refusal:
        raise ArgumentTypeError(str(refusal)) from None
    return component, Given(base, GIVEN)
