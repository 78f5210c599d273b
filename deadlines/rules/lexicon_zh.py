"""Date words in Chinese, in simplified and traditional characters."""

import re

from deadlines.rules.lexicon_calendar import Unit
from deadlines.rules.lexicon_words import Edge, Vocabulary, arabic, compiled, one_of

_PARTS: dict[str, int | str] = {
    "初": "start",
    "上旬": "first third",
    "中旬": "second third",
    "下旬": "last third",
    "中": "mid",
    "中期": "mid",
    "底": "end",
    "末": "end",
    "尾": "end",
    "上半月": "first half",
    "下半月": "second half",
}
_SEASON_PARTS: dict[str, int | str] = {
    "初": "start",
    "早": "early",
    "仲": "mid",
    "盛": "mid",
    "晚": "late",
    "暮": "late",
    "深": "late",
}
_REFS: dict[str, int | str] = {
    "今年": 0,
    "本年": 0,
    "明年": 1,
    "来年": 1,
    "來年": 1,
    "翌年": 1,
    "次年": 1,
    "后年": 2,
    "後年": 2,
    "本": 0,
    "这个": 0,
    "這個": 0,
    "当": 0,
    "當": 0,
    "今": 0,
    "下个": 1,
    "下個": 1,
    "下": 1,
    "明": 1,
}
_COUNTRIES: dict[str, int | str] = {
    "日本": "jp",
    "韩国": "kr",
    "韓國": "kr",
    "美国": "us",
    "美國": "us",
    "中国": "cn",
    "中國": "cn",
}
_UNITS: dict[str, int | str] = {
    "个工作日": "business day",
    "個工作日": "business day",
    "工作日": "business day",
    "日": "day",
    "天": "day",
    "周": "week",
    "週": "week",
    "个星期": "week",
    "個星期": "week",
    "个月": "month",
    "個月": "month",
    "月": "month",
    "年": "year",
}
_YEARS = one_of(word for word in _REFS if word.endswith("年"))
_YEAR = rf"(?:(?:(?P<year>\d{{4}}|\d{{2}})年|(?P<ref>{_YEARS}))的?)?"
_FISCAL = (
    rf"(?:(?P<country>{one_of(_COUNTRIES)})的?)?"
    r"(?:(?P<year>\d{4}|\d{2})年?|(?P<ref>本|这个|這個|下个|下個|下))?"
    r"(?P<fiscal>财年|財年|财政年度|財政年度|会计年度|會計年度|年度)的?"
)
_PART = rf"(?:的?(?P<part>{one_of(_PARTS)}))?"
_SEASON = r"(?P<season>[春夏秋冬])(?:季|天|日)?"
_HALF = r"(?P<half>上半年|下半年|前半年|后半年|後半年)"
_QUARTER = r"第?(?P<quarter>[1-4])季度?"


def _prepare(text: str) -> str:
    """No spaces, Han numerals as digits, words for "about" dropped."""
    text = arabic(re.sub(r"\s+", "", text))
    return re.sub(r"左右|前后(?=$|的)|大约|约", "", text)


_PERIODS = (
    (Unit.DAY, r"(?P<year>\d{4})[-/](?P<month>\d\d?)[-/](?P<day>\d\d?)"),
    (Unit.DAY, rf"{_YEAR}(?P<month>\d\d?)月(?P<day>\d\d?)[日号號]"),
    (Unit.MONTH, rf"{_YEAR}(?P<month>\d\d?)月份?{_PART}"),
    (Unit.MONTH, rf"(?P<ref>本|这个|這個|当|當|下个|下個|下)?月{_PART}"),
    (Unit.SEASON, rf"{_YEAR}(?P<part>{one_of(_SEASON_PARTS)})?{_SEASON}"),
    (Unit.SEASON, rf"(?P<ref>今|明){_SEASON}{_PART}"),
    (Unit.SEASON, rf"{_YEAR}{_SEASON}{_PART}"),
    (Unit.QUARTER, rf"{_YEAR}{_QUARTER}{_PART}"),
    (Unit.QUARTER, rf"{_FISCAL}{_QUARTER}{_PART}"),
    (Unit.HALF, rf"{_YEAR}{_HALF}{_PART}"),
    (Unit.HALF, rf"{_FISCAL}{_HALF}{_PART}"),
    (Unit.YEAR, rf"{_FISCAL}{_PART}"),
    (Unit.WEEK, rf"(?P<ref>本|这个|這個|下个|下個|下)?[周週]{_PART}"),
    (
        Unit.YEAR,
        rf"(?:(?P<year>\d{{4}}|\d{{2}})年|(?P<ref>{_YEARS})|(?=年))(?:年(?=.))?{_PART}",
    ),
    (Unit.YEAR, r"年"),
)
_EDGES = (
    (
        Edge.BY,
        r"(?:最迟|最晚|至迟|最遲|不迟于|不晚于|不遲於|不晚於|迟至)(?:在|于|於)?"
        r"(?P<x>.+?)(?:之前|以前|前)?",
    ),
    (
        Edge.FROM,
        r"(?:最早|最快|早则|不早于|不早於|最早可?能?)(?:将|將)?(?:在|于|於|到)?(?P<x>.+)",
    ),
    (Edge.BY, r"(?:截至|截止到?|直到|到|至)(?P<x>.+?)(?:为止|為止)?"),
    (Edge.BEFORE, r"(?:在|于|於|赶在)?(?P<x>.+?)(?:之前|以前|前)"),
    (Edge.FROM, r"(?:从|從|自)?(?P<x>.+?)(?:以后|以後|起|开始|開始)"),
    (Edge.AFTER, r"(?:在)?(?P<x>.+?)(?:之后|之後|后|後)"),
    (Edge.WITHIN, r"(?:在)?(?P<x>.+?)(?:之内|之內|以内|以內|内|內)"),
    (Edge.IN, r"(?:在|于|於|定于|定於)(?P<x>.+?)(?:期间|期間|中|间|間)?"),
    (Edge.IN, r"(?P<x>.+?)(?:期间|期間|中|间|間)"),
)
_EVENT_WORDS = (
    "峰会|峰會|会晤|會晤|会谈|會談|访美|訪美|访华|訪華|访日|访问|訪問|选举|選舉|大选|大選|"
    "国会|國會|会议|會議|任期|任内|任內|判决|判決|裁决|签署|簽署|生效|公布|就职|谈判|预算"
)
_SPELL = rf"(?<!\d)(?P<count>\d{{1,3}})(?P<unit>{one_of(_UNITS)})"

CHINESE = Vocabulary(
    language="zh",
    prepare=_prepare,
    tokens={
        "part": {**_PARTS, **_SEASON_PARTS},
        "season": {"春": 1, "夏": 2, "秋": 3, "冬": 4},
        "half-year": {
            "上半年": 1,
            "前半年": 1,
            "下半年": 2,
            "后半年": 2,
            "後半年": 2,
        },
        "ref": _REFS,
        "country": _COUNTRIES,
        "unit": _UNITS,
    },
    periods=tuple((unit, compiled(shape)[0]) for unit, shape in _PERIODS),
    edges=tuple((edge, compiled(shape)[0]) for edge, shape in _EDGES),
    ranges=compiled(
        r"(?:从|從|自|在)?(?P<a>.+?)(?:至|到|[~〜～–—]|或)(?P<b>.+?)(?:之?[间間]|期[间間])?",
        r"(?P<a>.*?\d)[-~〜～–至到或](?P<b>\d+月份?)(?:之?[间間]|期[间間])?",
    ),
    undated=re.compile(
        r"(?:在)?(?:尽快|儘快|尽早|儘早|尽速|儘速|早日|近期|近日|不久(?:之?[后後])?|即将|即將"
        r"|很快|适时|適時|立即|马上|馬上|迅速|从速|待定|未定|时间待定|暂无时间表|不日|日内"
        r"|(?:未来|未來)(?:数|數|几|幾)(?:日|天|周|週|个月|個月)(?:内|內)?)"
    ),
    offsets=compiled(
        rf"(?:自|在)?(?P<event>.+?)(?:之日起|起|之?[后後]){_SPELL}"
        r"(?P<within>之?以?[内內])?(?:[后後])?",
        rf"(?P<event>.+?){_SPELL}(?:之?[后後]|(?P<before>之?前))",
        rf"(?P<event>){_SPELL}(?P<within>之?以?[内內])",
    ),
    events=re.compile(
        rf"(?:在|于|於|赶在)?(?P<event>.*(?:{_EVENT_WORDS}).*?)"
        r"(?:之?前|以前|之?[后後]|以[后後]|期[间間]|[时時]|中|之?[内內]|上)?"
    ),
    fiscal=("cn", "jp", "us"),
    month_mark="月",
)
