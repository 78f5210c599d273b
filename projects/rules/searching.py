"""Full-text search in any script: what a query asks for, and where a text says it.

Words of alphabetic scripts are looked up whole, folded: lower case, no accents, no
plural. Chinese, Japanese and Korean text has no such words: it is looked up by single
characters and pairs of neighbours, and a longer piece must also stand there as typed.
The database function `pledgebook_tokens` cuts texts up by the same rules.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST_TOKEN = 80

_CJK = (
    "\u1100-\u11ff\u3005-\u3007\u3041-\u30fa\u30fc-\u318f\u31a0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
# No letters: ASCII and Latin-1 signs, punctuation, symbols, and everything CJK.
_BETWEEN = (
    "\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\xbf\xd7\xf7\u1100-\u11ff\u2000-\u2e7f"
    "\u3000-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\ufe10-\ufe6f\uff00-\uffff\U00020000-\U0003ffff"
)
_WORD, _RUN = f"[^{_BETWEEN}]+", f"[{_CJK}]+"
_PIECES = re.compile(f"({_WORD})|({_RUN})")
_UNITS = re.compile(rf"(?:[^{_BETWEEN}]|[{_CJK}]|(?<=[0-9])[.,](?=[0-9]))+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_QUOTED = re.compile(r'["“„]([^"“”„]*)["”]|([^"“”„]+)')
# A character with the marks that belong to it; Korean letters that join to a syllable.
_CLUSTERS = re.compile(
    "[\u1100-\u11ff]+|.[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a query asks for: tokens to hold, and words that must stand as typed.

    The phrase is empty where single words alone are asked for.
    """

    tokens: tuple[str, ...]
    phrase: str = ""

    @property
    def to_recheck(self) -> str:
        """The phrase, unless its one token says as much."""
        return "" if self.tokens == (self.phrase,) else self.phrase


def fold(text: str) -> str:
    """Lower case, no accents, one width: "Ｍüller" is "muller", "ｶﾞｽ" is "ガス"."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return "".join(map(str.lower, unicodedata.normalize("NFC", plain)))


def tokens(text: str) -> set[str]:
    """Everything a text can be found by."""
    found = set()
    for word, run in _PIECES.findall(fold(text)):
        found.update([_token(word)] if word else [*run, *_pairs(run)])
    return found


def terms(query: str) -> list[Term]:
    """What a query asks for, each thing once. All of it must be met."""
    found: list[Term] = []
    for quoted, plain in _QUOTED.findall(query):
        if phrase := " ".join(fold(quoted).split()):
            found.append(Term(_needed(phrase), phrase))
        found.extend(_term(unit) for unit in _UNITS.findall(fold(plain)))
    return [term for term in dict.fromkeys(found) if term.tokens]


def marks(text: str, asked: Iterable[Term]) -> list[Span]:
    """Where in a text the terms stand, from left to right, without overlaps."""
    folded, places = _folded(text)
    spans = sorted(
        (places[first], places[last - 1] + 1)
        for term in asked
        for first, last in _found(folded, term)
    )
    merged: list[Span] = []
    for first, last in spans:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return [(first, _with_marks(text, last)) for first, last in merged]


def _term(unit: str) -> Term:
    """A unit that has CJK characters or a decimal point must stand as typed."""
    needed = _needed(unit)
    if re.fullmatch(_WORD, unit):
        return Term(needed)
    # The last of "33.3" is also in the text where that says "33.3bn".
    return Term(needed[:-1] if re.search("[.,]", unit) and needed[1:] else needed, unit)


def _needed(text: str) -> tuple[str, ...]:
    """Tokens of every text in which this stands.

    Next to CJK characters a word may be the rest of a longer one: it is left to the
    phrase.
    """
    pieces = _PIECES.findall(text)
    runs = [run for _, run in pieces if run]
    if runs:
        found = [pair for run in runs for pair in _pairs(run) or [run]]
    else:
        found = [_token(word) for word, _ in pieces]
    return tuple(dict.fromkeys(found))


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _token(word: str) -> str:
    return _singular(word)[:LONGEST_TOKEN]


def _singular(word: str) -> str:
    """An English plural without its ending: tariffs, companies, taxes."""
    if not re.fullmatch("[a-z]{3,}s", word) or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def _found(folded: str, term: Term) -> Iterator[Span]:
    if term.phrase:
        for match in re.finditer(re.escape(term.phrase), folded):
            yield match.span()
        return
    for match in _PIECES.finditer(folded):
        if match[1] and _token(match[1]) in term.tokens:
            yield match.span()


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters where it stood."""
    folded: list[str] = []
    places: list[int] = []
    for match in _CLUSTERS.finditer(text):
        piece = _fold_cluster(match[0])
        folded.append(piece)
        places.extend([match.start()] * len(piece))
    return "".join(folded), places


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    return fold(cluster)


def _with_marks(text: str, last: int) -> int:
    """The end of a span, moved behind the marks that belong to its last character."""
    match = _CLUSTERS.match(text, last - 1)
    return match.end() if match else last
