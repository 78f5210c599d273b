"""python -m tracker.seeding [folder]: check the seed files, or count their rows."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tracker.seeding import Checked, check_folder
from tracker.seeding.order import PHASES
from tracker.seeding.rows import with_claims


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    checked = check_folder(options.folder, today=datetime.now(UTC).date())
    shown = [p for p in checked.problems if options.only in (None, Path(p.file).name)]
    lines = map(str, shown) if shown else _counts(checked)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1 if shown else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tracker.seeding")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("seeds"))
    parser.add_argument("--only", metavar="FILE", help="problems of one file, by name")
    return parser


def _counts(checked: Checked) -> Iterator[str]:
    counts = Counter(row.table for row in with_claims(checked.rows))
    return (f"{counts[table]:>6} {table}" for table in PHASES)


if __name__ == "__main__":
    sys.exit(main())
