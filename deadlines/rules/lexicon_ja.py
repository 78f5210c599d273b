"""Date words in Japanese."""

import re

from deadlines.rules.lexicon_calendar import Unit
from deadlines.rules.lexicon_words import Edge, Vocabulary, arabic, compiled, one_of

_PARTS: dict[str, int | str] = {
    "初め": "start",
    "はじめ": "start",
    "始め": "start",
    "初頭": "start",
    "初旬": "early",
    "頭": "start",
    "早々": "start",
    "初": "start",
    "上旬": "first third",
    "半ば": "mid",
    "なかば": "mid",
    "中ごろ": "mid",
    "中頃": "mid",
    "中旬": "second third",
    "下旬": "last third",
    "末": "end",
    "末日": "end",
    "終わり": "end",
    "前半": "first half",
    "後半": "second half",
}
_YEAR_PARTS: dict[str, int | str] = {
    "明け": "start",
    "始": "start",
    "央": "mid",
    "瀬": "end",
}
_SEASON_PARTS: dict[str, int | str] = {
    "早": "early",
    "初": "start",
    "仲": "mid",
    "盛": "mid",
    "真": "mid",
    "晩": "late",
}
_REFS: dict[str, int | str] = {
    "今年": 0,
    "本年": 0,
    "来年": 1,
    "翌年": 1,
    "明年": 1,
    "再来年": 2,
    "今": 0,
    "本": 0,
    "来": 1,
    "翌": 1,
    "同": 0,
}
_COUNTRIES: dict[str, int | str] = {
    "日本": "jp",
    "韓国": "kr",
    "米国": "us",
    "アメリカ": "us",
    "米": "us",
    "中国": "cn",
}
_UNITS: dict[str, int | str] = {
    "営業日": "business day",
    "日": "day",
    "週間": "week",
    "週": "week",
    "か月": "month",
    "カ月": "month",
    "ヶ月": "month",
    "ヵ月": "month",
    "ケ月": "month",
    "箇月": "month",
    "月": "month",
    "年": "year",
}
_YEARS = one_of(word for word in _REFS if word.endswith("年"))
_YEAR = rf"(?:(?:(?P<year>\d{{4}}|\d{{2}})年|(?P<ref>{_YEARS}))の?)?"
_FISCAL = (
    rf"(?:(?P<country>{one_of(_COUNTRIES)})の?)?"
    r"(?:(?P<year>\d{4}|\d{2})|(?P<ref>今|本|来|翌|同))?(?P<fiscal>年度|会計年度)の?"
)
_PART = rf"(?:の?(?P<part>{one_of(_PARTS)}))?"
_QUARTER = r"第?(?P<quarter>[1-4])四半期"
_HALF = r"(?P<half>上半期|下半期|上期|下期|前半|後半)"
_SEASON = rf"(?P<part>{one_of(_SEASON_PARTS)})?(?P<season>[春夏秋冬])(?:季|場|頃)?"


def _prepare(text: str) -> str:
    """No spaces, Han numerals and era years as digits, words for "about" dropped."""
    text = arabic(re.sub(r"\s+", "", text))
    text = re.sub(r"令和(\d+|元)年", _reiwa, text)
    return re.sub(r"ごろ|頃|前後|ぐらい|くらい", "", text)


def _reiwa(match: re.Match[str]) -> str:
    year = 1 if match[1] == "元" else int(match[1])
    return f"{2018 + year}年"


_PERIODS = (
    (Unit.DAY, r"(?P<year>\d{4})[-/](?P<month>\d\d?)[-/](?P<day>\d\d?)"),
    (Unit.DAY, rf"{_YEAR}(?P<month>\d\d?)月(?P<day>\d\d?)日"),
    (Unit.MONTH, rf"{_YEAR}(?P<month>\d\d?)月{_PART}"),
    (Unit.MONTH, rf"(?:(?P<ref>今|本|来|翌))?月{_PART}"),
    (Unit.SEASON, rf"{_YEAR}(?P<season>[春夏秋冬])(?P<part>先|口)"),
    (Unit.SEASON, rf"{_YEAR}{_SEASON}"),
    (Unit.SEASON, rf"(?P<ref>今|来|翌)(?P<season>[春夏秋冬]){_PART}"),
    (Unit.QUARTER, rf"{_YEAR}{_QUARTER}{_PART}"),
    (Unit.QUARTER, rf"{_FISCAL}{_QUARTER}{_PART}"),
    (Unit.HALF, rf"{_YEAR}{_HALF}{_PART}"),
    (Unit.HALF, rf"{_FISCAL}{_HALF}{_PART}"),
    (Unit.YEAR, rf"{_FISCAL}{_PART}"),
    (Unit.WEEK, rf"(?P<ref>今|来|翌)?週{_PART}"),
    (
        Unit.YEAR,
        rf"(?:(?P<year>\d{{4}}|\d{{2}})年|(?P<ref>{_YEARS})|年)"
        rf"の?(?P<part>{one_of({**_PARTS, **_YEAR_PARTS})})?",
    ),
)
_EDGES = (
    (Edge.BY, r"遅く(?:とも|ても)(?P<x>.+?)(?:までに?は?|迄に?|に)?"),
    (
        Edge.FROM,
        r"(?:早ければ|早くて|早くとも|早くても|最短で|最速で)(?P<x>.+?)(?:にも|に)?",
    ),
    (Edge.BY, r"(?P<x>.+?)(?:までに?は?|迄に?|以前に?)"),
    (Edge.BEFORE, r"(?P<x>.+?)(?:より|の)?前に?"),
    (Edge.FROM, r"(?P<x>.+?)(?:以降に?|以後に?|から)"),
    (Edge.AFTER, r"(?P<x>.+?)(?:の?後に?|を?過ぎに?)"),
    (Edge.WITHIN, r"(?P<x>.+?)(?:以?内に?|の?うちに?)"),
    (Edge.IN, r"(?P<x>.+?)(?:中に?|の間に?|を(?:めど|目途|目標)に?|にも?|には)"),
)
_EVENT_WORDS = (
    "首脳会談|会談|会合|会議|訪米|訪日|訪韓|来日|選挙|国会|総会|サミット|任期|協議|判決|"
    "署名|発効|公布|決定|就任|万博|予算"
)
_SPELL = rf"(?<!\d)(?P<count>\d{{1,3}})(?P<unit>{one_of(_UNITS)})"

JAPANESE = Vocabulary(
    language="ja",
    prepare=_prepare,
    tokens={
        "part": {
            **_PARTS,
            **_YEAR_PARTS,
            **_SEASON_PARTS,
            "先": "early",
            "口": "early",
        },
        "season": {"春": 1, "夏": 2, "秋": 3, "冬": 4},
        "half-year": {
            "上半期": 1,
            "上期": 1,
            "前半": 1,
            "下半期": 2,
            "下期": 2,
            "後半": 2,
        },
        "ref": _REFS,
        "country": _COUNTRIES,
        "unit": _UNITS,
    },
    periods=tuple((unit, compiled(shape)[0]) for unit, shape in _PERIODS),
    edges=tuple((edge, compiled(shape)[0]) for edge, shape in _EDGES),
    ranges=compiled(
        r"(?P<a>.+?)から(?P<b>.+?)(?:まで|にかけて|の間)?に?",
        r"(?P<a>.+?)(?:[~〜～–—]|ないし|または|もしくは|か(?=\d))(?P<b>.+)",
        r"(?P<a>.*?\d)[-~〜～–](?P<b>\d+月)期?",
    ),
    undated=re.compile(
        r"(?:(?:できる|できうる|可能な|なる)(?:だけ|限り|べく)?(?:早い時期|早期|早く|速やか)"
        r"|なるべく早く|早期|早急|早速|早晩|速やか|至急|近く|近日中?|近い将来|近々|近いうち|遠からず"
        r"|間もなく|まもなく|直ちに?|遅滞なく|一日も早く|いずれ|当面|未定|時期は?未定)(?:に|内に)?"
    ),
    offsets=compiled(
        rf"(?P<event>.+?)(?:の日)?(?:から起算して|から|より|の?後){_SPELL}"
        r"(?:後|(?P<within>以内|内))?に?",
        rf"(?P<event>.+?)の?{_SPELL}(?:後|(?P<before>前))に?",
        rf"(?P<event>){_SPELL}(?P<within>以内)に?",
    ),
    events=re.compile(
        rf"(?P<event>.*(?:{_EVENT_WORDS}).*?)"
        r"(?:の?前(?:に|まで)?に?|までに?|の?後に?|中に?|に合わせて?|を念頭に|の際に?|時に?|で)"
    ),
    fiscal=("jp",),
    month_mark="月",
    parts_of_year_may_be_fiscal=True,
)
