"""Where each row of a seed file begins, which tomllib does not tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

# Comments and strings come first, so that a header quoted inside one is no header.
TOKEN = re.compile(
    r'''
      \#[^\n]*
    | """ (?: [^\\] | \\. )*? "{3,5}
    | \'\'\' .*? '{3,5}
    | " (?: [^"\\\n] | \\. )* "
    | ' [^'\n]* '
    | ^ [ \t]* \[\[ (?P<name> [^\[\]\n]+ ) \]\] (?= [ \t]* (?: \# | \r?$ ) )
    ''',
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """The text of one row, from its header to the next row's."""

    name: str
    text: str
    line: int


def blocks(text: str) -> Iterator[Block]:
    """Cut a file at its rows; what stands before the first has no name.

    A deeper header such as [[update.claim.citations]] stays inside its row.
    """
    starts = [(0, ""), *_row_headers(text), (len(text), "")]
    for (start, name), (end, _) in pairwise(starts):
        yield Block(name, text[start:end], text.count("\n", 0, start) + 1)


def _row_headers(text: str) -> Iterator[tuple[int, str]]:
    for token in TOKEN.finditer(text):
        if token["name"] is None:
            continue
        name = ".".join(part.strip(" \t\"'") for part in token["name"].split("."))
        if "." not in name or name == "update.claim":
            yield token.start(), name
