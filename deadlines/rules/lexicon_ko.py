"""Date words in Korean."""

import re

from deadlines.rules.lexicon_calendar import Unit
from deadlines.rules.lexicon_words import Edge, Vocabulary, compiled, one_of

_PARTS: dict[str, int | str] = {
    "초": "start",
    "초반": "early",
    "초순": "first third",
    "상순": "first third",
    "중순": "second third",
    "중반": "mid",
    "하순": "last third",
    "말": "end",
    "말일": "end",
    "후반": "second half",
    "전반": "first half",
}
_SEASON_PARTS: dict[str, int | str] = {
    "초": "start",
    "이른": "early",
    "한": "mid",
    "늦": "late",
    "늦은": "late",
}
_YEAR_REFS: dict[str, int | str] = {
    "올해": 0,
    "금년": 0,
    "올": 0,
    "내년": 1,
    "명년": 1,
    "이듬해": 1,
    "다음해": 1,
    "내후년": 2,
}
_NEAR_REFS: dict[str, int | str] = {
    "이번": 0,
    "이": 0,
    "금": 0,
    "다음": 1,
    "내": 1,
    "익": 1,
}
_COUNTRIES: dict[str, int | str] = {
    "일본": "jp",
    "한국": "kr",
    "미국": "us",
    "중국": "cn",
}
_UNITS: dict[str, int | str] = {
    "영업일": "business day",
    "일": "day",
    "주일": "week",
    "주": "week",
    "개월": "month",
    "달": "month",
    "년": "year",
}
_NUMBERS: dict[str, int | str] = {
    "한": 1,
    "두": 2,
    "세": 3,
    "석": 3,
    "네": 4,
    "넉": 4,
    "다섯": 5,
    "여섯": 6,
}
_YEAR = rf"(?:(?:(?P<year>\d{{4}}|\d{{2}})년|(?P<ref>{one_of(_YEAR_REFS)}))의?)?"
_FISCAL = (
    rf"(?:(?P<country>{one_of(_COUNTRIES)})(?:의)?)?"
    r"(?:(?P<year>\d{4}|\d{2})(?:년도?)?|(?P<ref>이번|다음|올해|내년))?"
    r"(?P<fiscal>회계연도|회계년도|연도)"
)
_PART = rf"(?:의?(?P<part>{one_of(_PARTS)}))?"
_SEASON = r"(?P<season>봄|여름|가을|겨울)철?"


def _prepare(text: str) -> str:
    """No spaces: Korean writes the same words with and without them."""
    text = re.sub(r"\s+", "", text)
    return re.sub(r"(?<=[초말순반])(?:경|께|쯤)|무렵", "", text)


_PERIODS = (
    (Unit.DAY, r"(?P<year>\d{4})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)\.?"),
    (Unit.DAY, rf"{_YEAR}(?P<month>\d\d?)월(?P<day>\d\d?)일"),
    (Unit.MONTH, rf"{_YEAR}(?P<month>\d\d?)월{_PART}"),
    (Unit.MONTH, rf"(?P<ref>이번|이|금|다음|내|익)(?:달|월){_PART}"),
    (Unit.MONTH, rf"월{_PART}"),
    (Unit.SEASON, rf"{_YEAR}(?P<part>{one_of(_SEASON_PARTS)})?{_SEASON}"),
    (Unit.SEASON, rf"(?P<ref>이번|다음){_SEASON}"),
    (Unit.QUARTER, rf"{_YEAR}제?(?P<quarter>[1-4])[/]?(?:사)?분기{_PART}"),
    (Unit.QUARTER, rf"{_FISCAL}제?(?P<quarter>[1-4])분기{_PART}"),
    (Unit.HALF, rf"{_YEAR}(?P<half>상반기|하반기|전반기|후반기){_PART}"),
    (Unit.HALF, rf"{_FISCAL}(?P<half>상반기|하반기){_PART}"),
    (Unit.YEAR, rf"{_FISCAL}{_PART}"),
    (Unit.WEEK, rf"(?P<ref>이번|금|다음|내)주{_PART}"),
    (
        Unit.YEAR,
        rf"(?:(?P<year>\d{{4}}|\d{{2}})년|(?P<ref>{one_of(_YEAR_REFS)})|연){_PART}",
    ),
)
_EDGES = (
    (Edge.BY, r"늦어도(?P<x>.+?)(?:까지는?|에는?)?"),
    (Edge.FROM, r"(?:이르면|빠르면|빨라야|일러야|일러도)(?P<x>.+?)(?:에나?|께)?"),
    (Edge.BY, r"(?P<x>.+?)(?:까지는?|이전에?)"),
    (Edge.FROM, r"(?P<x>.+?)(?:이후에?|부터)"),
    (Edge.BEFORE, r"(?P<x>.+?)전(?:에|까지)?"),
    (Edge.AFTER, r"(?P<x>.+?)후에?"),
    (Edge.WITHIN, r"(?P<x>.+?)(?:이?내에?|이?내로|안에|안으로)"),
    (Edge.IN, r"(?P<x>.+?)(?:중에?|중으로|동안|사이에?|경에?|께|쯤|에는?)"),
)
_EVENT_WORDS = (
    "정상회담|정상회의|회담|회의|방미|방한|방일|총선|대선|선거|국회|본회의|임기|협의|판결|"
    "서명|발효|공포|예산|취임|설"
)
_SPELL = rf"(?<!\d)(?P<count>\d{{1,3}}|{one_of(_NUMBERS)})(?P<unit>{one_of(_UNITS)})"

KOREAN = Vocabulary(
    language="ko",
    prepare=_prepare,
    tokens={
        "part": {**_PARTS, **_SEASON_PARTS},
        "season": {"봄": 1, "여름": 2, "가을": 3, "겨울": 4},
        "half-year": {"상반기": 1, "전반기": 1, "하반기": 2, "후반기": 2},
        "ref": {**_YEAR_REFS, **_NEAR_REFS},
        "country": _COUNTRIES,
        "unit": _UNITS,
        "count": _NUMBERS,
    },
    periods=tuple((unit, compiled(shape)[0]) for unit, shape in _PERIODS),
    edges=tuple((edge, compiled(shape)[0]) for edge, shape in _EDGES),
    ranges=compiled(
        r"(?P<a>.+?)(?:부터|에서)(?P<b>.+?)(?:까지|사이)?에?",
        r"(?P<a>.+?)(?:[~〜～–—]|또는|이나|나)(?P<b>.+)",
        r"(?P<a>.*?\d)[-~〜～–](?P<b>\d+월)",
    ),
    undated=re.compile(
        r"(?:(?:가능한한|가능한|최대한|되도록)(?:빨리|빠르게|신속히|조속히|이른시일내에?)"
        r"|(?:빠른|이른|가까운)(?:시일|시일내|시일안|장래|시기)에?|조속히|조속한시일내에?"
        r"|신속히|속히|하루빨리|곧|조만간|머지않아|즉시|지체없이|미정|시기미정|추후)"
    ),
    offsets=compiled(
        rf"(?P<event>.+?)(?:일?로?부터|한날부터|이?후|뒤){_SPELL}"
        r"(?:후|뒤|(?P<within>이?내|안))?에?",
        rf"(?P<event>.+?){_SPELL}(?:후|뒤|(?P<before>전))에?",
        rf"(?P<event>){_SPELL}(?P<within>이?내|안)에?",
    ),
    events=re.compile(
        rf"(?P<event>.*(?:{_EVENT_WORDS}).*?)"
        r"(?:이?전까?지?에?|까지|이?후에?|뒤에?|중에?|때|에맞춰|을?계기로|에서|내에?)"
    ),
    fiscal=("kr", "jp", "us"),
    month_mark="월",
)
