"""Dates that an article tells, as partial ISO 8601 values with their precision; a year is never guessed.

The only anchor is the date that the article itself states: its ``published`` metadata, else a dateline in its header.
Without one, "yesterday" tells nothing and a day and month keep no year (``--11-27``). With one,

- a day and month take the year that puts them nearest to the anchor, at most 61 days after it; where the sentence
  speaks of the future and that day is more than half a year gone, they keep no year;
- a month takes the newest such month not after the anchor; where its sentence speaks of the future, the next one if
  that is at most half a year away, else it keeps no year;
- a weekday alone is the last such day up to the anchor, as news use it, unless its sentence speaks of the future;
- where a dateline tells a day and month only, "yesterday" tells the same of the day before;
- "three days ago", "two years ago" count back from it; a weekday of last, this or the next week is that day,
  the week itself of its month;
- "the same day" and "the same year" repeat the date told before it.

What cannot be certain is left out: impossible dates, spans of years, 11/12/2024 where a language writes both orders
(only the year is kept), the day where a span of days is told (its month is kept).
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import regex
from ahocorasick_rs import AhoCorasick

from loaders.text.date_grammar import AGO, Grammar, grammar
from schemas.languages import Language

# News announce events a few weeks ahead; a day and month further on than this is last year's.
_AHEAD = timedelta(days=61)
# What follows a word that leads to a year: "until 2030", "by the year 2030".
_TO_YEAR = regex.compile(r"\s(?:\p{L}+\s){0,2}20\d\d\b")
# With a future verb beside it, a day this far back may as well be next year's: then no year is given.
_BACK = timedelta(days=183)
_MONTHS_AHEAD = 6
# A text may be put on a site so long after it was written.
_LATER = timedelta(days=7)
# Characters around a date that may be of its sentence.
_SENTENCE = 250
# Characters before a date in which a word that it depends on is looked for.
_CUE = 25
_HEADER = 600
_HEADER_LINE = 110
_PARTIAL = regex.compile(r"((?:19|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])")
# Time of day, time zone, separators and brackets that stand beside the date in a header line.
_TIME = r"\d{1,2}\s?[:hHg]\s?\d{0,2}"
_CLOCK = regex.compile(
    rf"{_TIME}(?::\d\d)?\s?(?:[AaPp]\.?[Mm]\.?)?|\(?(?:GMT|UTC)\s?[+-]?\d*(?::\d\d)?\)?|[\s,|•·()–—/:-]+"
)
# "HANOI, Vietnam, " or "Thanh Trà • " before a date; after it a dash, a news agency, a full stop, or the line ends. The
# time of day may stand between.
_PLACE = regex.compile(r"(?:\p{Lu}[\w.'’-]*|[\s_():,|•·&/–—-])+")
_PARTED = regex.compile(r"\s*[|¦•·]\s*|\s[»›>]\s+")
_DASH = regex.compile(
    rf"(?:,?\s*{_TIME})?"
    r"\s*\)?\s*(?:/?\p{Lu}{2}[\w ]*/\s*|\(\p{Lu}[^()\n]*\)\s*)?(?:--|[-–—:])(?!\d)"
    r"|\s*/\p{Lu}{2}[\w. ]*/|\.\s+[^\p{Ll}\s]"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date told at ``text[start:end]``: ``value`` is partial ISO 8601, ``precision`` year, month or day."""

    start: int
    end: int
    value: str
    precision: str


@dataclass(frozen=True, slots=True)
class _Anchor:
    """First and last day that the article may be of; the same day where its date is known in full."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Found:
    """Something with the form of a date: ``fields`` are its elements and its kind, by name, as written."""

    text: str
    start: int
    end: int
    core: regex.Match[str]
    fields: dict[str, str]
    has_words_before: bool


def find_dates(text: str, language: Language, published: str | None) -> list[DateMention]:
    """All dates told in a text, in order, without those of its dateline and header lines.

    ``published`` is the article's own date in (partial) ISO form, or None; then a dateline in the text is used.

    >>> from schemas.languages import language
    >>> find_dates("MedLife a semnat ieri.", language("ro"), "2025-05-21")
    [DateMention(start=17, end=21, value='2025-05-20', precision='day')]
    >>> [d.value for d in find_dates("Signed on 27 November, in Hanoi.", language("en"), None)]
    ['--11-27']
    """
    rules = grammar(language)
    matches = _matches(text, rules)
    header = _header_dates(matches, rules)
    anchor = _anchor(published) or _anchor(next((value for _, value in header if value[0] != "-"), None))
    in_header = {found.start for found, _ in header}
    issued = header[0] if header and anchor is None else None
    told: list[DateMention] = []
    for found in matches:
        if found.start in in_header:
            continue
        value = _value(found, rules, anchor, told)
        if value is None and issued is not None and (days := _days_since(found, issued[0], rules)) is not None:
            value = _days_from(issued[1], days)
        if value is not None:
            told.append(DateMention(found.start, found.end, value, _precision(value)))
    return told


def dateline(text: str, language: Language) -> str | None:
    """The full date that the article's own header states, in ISO form: a dateline or a line with its date of issue.

    >>> from schemas.languages import language
    >>> dateline("HANOI, Vietnam, November 29, 2024 -- FPT yesterday signed", language("en"))
    '2024-11-29'
    >>> dateline("They signed on November 29, 2024.", language("en")) is None
    True
    """
    rules = grammar(language)
    header = _header_dates(_matches(text, rules), rules)
    return next((value for _, value in header if value[0] != "-"), None)


def article_date(text: str, language: Language, published: str | None) -> str | None:
    """The date from which an article counts: when it was published, or what its header says if that is a few days less.

    >>> from schemas.languages import language
    >>> article_date("Kigali, 27 August 2025 - The ministry today signed", language("en"), "2025-08-28")
    '2025-08-27'
    """
    told = dateline(text, language)
    day, written = _anchor(published), _anchor(told)
    if day is None or written is None or day.first != day.last:
        return published or told
    return told if timedelta(0) <= day.first - written.first <= _LATER else published


# An article is asked first for its dateline and then for its dates.
@lru_cache(maxsize=1)
def _matches(text: str, rules: Grammar) -> list[_Found]:
    """Everything that has the form of a date, from left to right and without overlap."""
    matches, end = list[_Found](), 0
    hits = rules.gate.find_matches_as_indexes(text)
    words = {start: word for word, start, _ in hits}
    for word, start, stop in hits:
        if start < end or not _is_opener(text, start, stop):
            continue
        before = rules.words_before.match(text, start) if rules.before[word] else None
        first = words.get(before.end()) if before else None
        core = _match_at(text, before.end(), rules.after_words[first], rules) if before and first is not None else None
        if core is None:
            before = None
            core = _match_at(text, start, rules.cores[word], rules)
        if core is None:
            continue
        fields = {name: part for found in (before, core) if found for name, part in found.groupdict().items() if part}
        behind = rules.words_behind.match(text, core.end())
        end = behind.end() if behind else core.end()
        counted = text[start].isdigit() or not fields.keys().isdisjoint(AGO)
        refused = counted and rules.refused_after.match(text, max(0, start - _CUE), start)
        if not refused and "skip" not in fields:
            matches.append(_Found(text, start, end, core, fields, before is not None))
    return matches


def _match_at(text: str, at: int, pattern: regex.Pattern[str] | None, rules: Grammar) -> regex.Match[str] | None:
    """A match of the pattern here; most numbers are told from dates by the one or two characters behind them."""
    if pattern is None or (text[at].isdigit() and not _may_open(text, at, rules)):
        return None
    return pattern.match(text, at)


def _may_open(text: str, at: int, rules: Grammar) -> bool:
    end = at + 1
    while text[end : end + 1].isdigit() and end < at + 5:
        end += 1
    followers = rules.years if end == at + 4 else rules.numbers
    tail = text[end : end + 1]
    if tail.isspace() or tail == "_":
        tail = f" {text[end + 1 : end + 2]}"
    return followers is None or tail in followers or not tail.strip()


def _precision(value: str) -> str:
    _, *rest = value.removeprefix("--").split("-")
    return "day" if len(value) == 10 or (rest and value[0] == "-") else "month" if rest or value[0] == "-" else "year"


def _is_opener(text: str, start: int, end: int) -> bool:
    """Whether what the gate found is a whole word, or the first digit of a number that stands alone."""
    if text[end : end + 1].isalpha() and not text[start].isdigit():
        return False
    before = text[start - 1] if start else " "
    return not before.isalpha() if text[start].isalpha() else not before.isalnum() and before not in "/.:,+-$€£"


def _value(found: _Found, rules: Grammar, anchor: _Anchor | None, told: list[DateMention]) -> str | None:
    """The partial date that a match tells, or None where it is impossible, uncertain or needs an anchor."""
    fields = found.fields
    names = {name: table[_normal(fields[name])] for name, table in rules.tables.items() if name in fields}
    if "same_day" in fields:
        return next((d.value for d in reversed(told) if d.precision == "day"), None)
    if "same_year" in fields:
        return next((d.value[:4] for d in reversed(told) if d.value[0] != "-"), None)
    if not _has_cue(found, fields, rules):
        return None
    if "days" in names:
        return _shifted(anchor, names["days"])
    if fields.keys() & {"recent", "previous", "coming"}:
        return _relative(found, fields, names, rules, anchor)
    if "rm" in names:
        return _month_from_now(anchor, names["rm"])
    if "rw" in names:
        return _day_of_week(anchor, fields, names)
    if "n" in names:
        return _ago(anchor, fields, names["n"])
    year = int(fields["y"]) if "y" in fields else _year(anchor, names["ry"]) if "ry" in names else None
    month = names.get("month") or (int(fields["m"]) if "m" in fields else None)
    day = int(fields["d"]) if "d" in fields else None
    if rules.month_first and day and "m" in fields and found.core.start("d") < found.core.start("y"):
        day, month = _either_order(day, int(fields["m"]))
    if not _possible(year, month, day):
        return None
    if year is None and "season" in names and anchor and "ry" not in names:
        year = _nearest_year(names["season"], None, anchor, future=_speaks_of_future(found, rules))
    if month is None:
        return None if year is None else f"{year:04}"
    if year is None and "ry" not in names and anchor:
        year = _nearest_year(month, day, anchor, future=_speaks_of_future(found, rules))
        if year and day and "weekday" in names and date(year, month, day).weekday() != names["weekday"]:
            year = None
    head = "--" if year is None else f"{year:04}-"
    return f"{head}{month:02}" if day is None or "ranges" in fields else f"{head}{month:02}-{day:02}"


def _has_cue(found: _Found, fields: dict[str, str], rules: Grammar) -> bool:
    """Whether the words before allow this form: "in" for a bare year, "ngày" for 2/3, which else is a fraction."""
    if found.has_words_before:
        return True
    before = (max(0, found.start - _CUE), found.start)
    for i, cue in enumerate(rules.cues):
        if f"cued{i}" in fields:
            return bool(cue.match(found.text, *before))
    if (
        "/" in found.core[0]
        and "y" not in fields
        and "d" in fields
        and "m" in fields
        and int(fields["d"]) <= int(fields["m"])
    ):
        return bool(rules.fraction_cues.match(found.text, *before))
    return True


def _relative(
    found: _Found, fields: dict[str, str], names: dict[str, int], rules: Grammar, anchor: _Anchor | None
) -> str | None:
    """A weekday or a month told by its place before or after the anchor."""
    if "weekday" in names:
        if anchor is None or "coming" in fields:
            return None
        # "last Friday" is past whatever else is to come.
        if "previous" not in fields and _speaks_of_future(found, rules):
            return None
        back = (anchor.first.weekday() - names["weekday"]) % 7
        return _shifted(anchor, -(back or 7) if "previous" in fields else -back)
    month = names.get("month") or int(fields["m"])
    if not 1 <= month <= 12:
        return None
    if anchor is None or (anchor.first.year, anchor.first.month) != (anchor.last.year, anchor.last.month):
        return f"--{month:02}"
    if "coming" in fields:
        return _month_from_now(anchor, (month - anchor.first.month - 1) % 12 + 1)
    return _month_from_now(anchor, -((anchor.first.month - month - 1) % 12 + 1))


def _shifted(anchor: _Anchor | None, days: int) -> str | None:
    if anchor is None or anchor.first != anchor.last:
        return None
    return (anchor.first + timedelta(days)).isoformat()


def _day_of_week(anchor: _Anchor | None, fields: dict[str, str], names: dict[str, int]) -> str | None:
    """A weekday of a week told by its place before or after that of the anchor, or the month that all of it is in."""
    if anchor is None:
        return None
    monday = 7 * names["rw"] - anchor.first.weekday()
    if "weekday" in names:
        return _shifted(anchor, monday + names["weekday"])
    start, end = _shifted(anchor, monday), _shifted(anchor, monday + 6)
    if "weeks" not in fields or start is None or end is None or start[:7] != end[:7]:
        return None
    return start[:7]


def _ago(anchor: _Anchor | None, fields: dict[str, str], number: int) -> str | None:
    """So many days, months or years before the anchor."""
    if "days_ago" in fields:
        return _shifted(anchor, -number)
    if "months_ago" in fields:
        return _month_from_now(anchor, -number)
    year = _year(anchor, -number)
    return None if year is None else f"{year:04}"


def _days_since(found: _Found, issue: _Found, rules: Grammar) -> int | None:
    """Days from that on which an article was issued to one that is told by them, "yesterday", or by its weekday where
    the dateline has one, too; None for no such day.
    """
    if "days" in found.fields:
        return rules.tables["days"][_normal(found.fields["days"])]
    told, head = (_normal(one.fields.get("weekday", "")) for one in (found, issue))
    if "recent" not in found.fields or not head or _speaks_of_future(found, rules):
        return None
    weekdays = rules.tables["weekday"]
    return -((weekdays[head] - weekdays[told]) % len(set(weekdays.values())))


def _days_from(issued: str, days: int) -> str | None:
    """So many days from a day and month of no year; None where the year would have to be known."""
    month, day = (int(part) for part in issued.removeprefix("--").split("-"))
    # 2000 is a leap year; two days of it have another number in others.
    found = date(2000, month, day) + timedelta(days)
    return None if (month > 2) != (found.month > 2) else f"--{found:%m-%d}"


def _month_from_now(anchor: _Anchor | None, months: int) -> str | None:
    if anchor is None or (anchor.first.year, anchor.first.month) != (anchor.last.year, anchor.last.month):
        return None
    year, month = divmod(anchor.first.year * 12 + anchor.first.month - 1 + months, 12)
    return f"{year:04}-{month + 1:02}"


def _year(anchor: _Anchor | None, years: int) -> int | None:
    return anchor.first.year + years if anchor else None


def _either_order(first: int, second: int) -> tuple[int | None, int | None]:
    """Day and month of a numeric date in a language that writes both orders; (None, None) where both are possible."""
    if first != second and max(first, second) <= 12:
        return None, None
    return (second, first) if second > 12 else (first, second)


def _possible(year: int | None, month: int | None, day: int | None) -> bool:
    try:
        # 2000 is a leap year: with no year told, 29 February is possible.
        date(2000 if year is None else year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return False
    return True


def _nearest_year(month: int, day: int | None, anchor: _Anchor, *, future: bool) -> int | None:
    """The one year that the anchor allows, the same for its first and its last day; see the head of the module."""
    years = {_nearest_to(month, day, ending, future=future) for ending in (anchor.first, anchor.last)}
    return years.pop() if len(years) == 1 else None


def _nearest_to(month: int, day: int | None, anchor: date, *, future: bool) -> int | None:
    if day is None and future:
        ahead = (month - anchor.month) % 12
        return anchor.year + (month < anchor.month) if ahead <= _MONTHS_AHEAD else None
    if day is None:
        return anchor.year - (month > anchor.month)
    for year in (anchor.year + 1, anchor.year, anchor.year - 1):
        if _possible(year, month, day) and date(year, month, day) <= anchor + _AHEAD:
            return None if future and date(year, month, day) < anchor - _BACK else year
    return None


def _speaks_of_future(found: _Found, rules: Grammar) -> bool:
    """Whether the sentence of the date has a word or a verb ending of the future.

    A clause that begins behind the date goes on from it: "signed on Thursday a deal that will". A word that leads to a
    year tells of that: "signed on Thursday a deal until 2030". What was concluded on a day was: "under a deal reached
    on Thursday, it will".
    """
    text, start, end = found.text, found.start, found.end
    # "by Friday", but not "on Friday by".
    if rules.due.match(text, max(0, start - _CUE), start):
        return True
    first, last = max(start - _SENTENCE, 0), min(end + _SENTENCE, len(text))
    for stop in ".!?;\n":
        first = max(first, text.rfind(stop, first, start) + 1)
        after = text.find(stop, end, last)
        last = last if after < 0 else after
    clause_start = text.rfind(",", first, start) + 1 or first
    # "announced that in May it would": what was announced is told in a clause of its own.
    clause_start = max((m.end() for m in rules.clauses.finditer(text, clause_start, start)), default=clause_start)
    if _has_word(text[clause_start:start], rules.past):
        first, last = clause_start, start
    clause = rules.clauses.search(text, end, last)
    last = clause.start() if clause else last
    sentence = f" {text[first:last]} "
    words = rules.future.find_matches_as_indexes(sentence)
    for _, a, z in words:
        other = _TO_YEAR.match(sentence, z)
        other = None if other is None or first + other.end() - 1 == end else other
        if other is None and not sentence[a - 1].isalpha() and not sentence[z].isalpha():
            return True
    endings = rules.future_endings.find_matches_as_indexes(sentence)
    return any(sentence[a - 2 : a].isalpha() and not sentence[z].isalpha() for _, a, z in endings)


def _has_word(text: str, words: AhoCorasick) -> bool:
    """Whether one of some words stands in a text, whole."""
    text = f" {text} "
    hits = words.find_matches_as_indexes(text)
    return any(not text[a - 1].isalnum() and not text[z].isalnum() for _, a, z in hits)


def _anchor(published: str | None) -> _Anchor | None:
    found = _PARTIAL.match(published or "")
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or not _possible(year, month, day):
        return None
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return _Anchor(date(year, month or 1, day or 1), date(year, last_month, last_day))


def _header_dates(matches: list[_Found], rules: Grammar) -> list[tuple[_Found, str]]:
    """The days in the article's header that say when it was issued, with their values; a year may be left out."""
    dated = ((found, _value(found, rules, None, [])) for found in matches if found.start < _HEADER)
    return [
        (found, value) for found, value in dated if value and _precision(value) == "day" and _is_header(found, rules)
    ]


def _is_header(found: _Found, rules: Grammar) -> bool:
    """Whether the rest of the line is what stands beside a date of issue: place, author, time, "Published"."""
    text = found.text
    line_end = text.find("\n", found.end)
    before = text[text.rfind("\n", 0, found.start) + 1 : found.start]
    after = text[found.end : line_end if line_end >= 0 else len(text)]
    # "Posted on 3 May | 3 min read | Share", "Press room » 3 May": each part of such a line speaks for itself.
    before, after = _PARTED.split(before)[-1], _PARTED.split(after)[0]
    if len(before) > _HEADER_LINE:
        return False
    alone_after = len(after) <= _HEADER_LINE and not _CLOCK.sub("", rules.header.sub("", after))
    if before.strip() and _PLACE.fullmatch(rules.beside.sub(" ", rules.header.sub(" ", before))):
        return alone_after or _DASH.match(after) is not None
    left = _CLOCK.sub("", before)
    return alone_after and (not left or rules.header.search(before) is not None)


def _normal(form: str) -> str:
    return " ".join(form.replace("_", " ").lower().split())
