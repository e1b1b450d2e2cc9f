"""The date grammar of one language, compiled from the ``[dates]`` section of its TOML file.

A pattern is written as a date is: literal words and signs, ``(a|b)``, ``?`` after a letter or bracket, and

=============  ==========================================================================
``{d}``        a day of the month in digits          ``{m}``  a month in digits
``{y}``        a year of four digits                 ``{month}``  a name from ``months``
``{weekday}``  a name from ``weekdays``              ``{alone}``  one from ``alone``
``{days}``     a key of the table ``days``: days from the publication date
``{rm}``       a key of ``months_from_now``          ``{ry}``  a key of ``years_from_now``
``{rw}``       a key of ``weeks_from_now``           ``{n}``  a number, in digits or a key of ``counts``
``{season}``   a key of ``seasons``: the year in which that month was or will be
``{Y}``        a year with anything after it, for ISO dates and spans to skip
=============  ==========================================================================

A word in lower case matches any case, a word with a capital only as written. A pattern begins with a word, an element
or a bracket of words. Words of ``before`` and weekdays may stand before any pattern and belong to the date.
"""

from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from operator import itemgetter

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from kg.errors import DataError
from schemas.languages import Language

# Kinds of patterns that count back from the publication date.
AGO = ("days_ago", "months_ago", "years_ago")
# In order of preference: where two kinds fit at one place, the first counts.
KINDS = ("skip", "ranges", "dates", "previous", "coming", "recent", "same_day", "same_year", *AGO, "weeks", "cued")
# A space of any kind inside a line, or the underscore of segmented text.
_SPACE = r"[\h_]"
# "on the morning of Sunday": no date has more such words before it, and a text of nothing else is looked at once.
_WORDS_BEFORE = 6
_NO_WORD_AFTER = r"(?![^\W_])"
_DIGITS = {
    "d": r"(?P<d>\d\d?)(?!\d)",
    "m": r"(?P<m>\d\d?)(?!\d)",
    # A year that opens a span of years ("2024-2027", "2022 - 2023") is no date.
    "y": rf"(?P<y>(?:19|20)\d\d)(?!\d|[-–—/]\d|{_SPACE}+[-–—]{_SPACE}*(?:19|20)\d\d(?!\d))",
    # A year inside an ISO date or a span, where more may follow.
    "Y": r"(?P<y>(?:19|20)\d\d)",
}
# What may follow no date: more digits, a sign that makes it a number or a fraction, or a letter (document numbers).
_END = r"(?![^\W_]|/|[-.,:]\d|(?:[^\S\n])?%)"
_DIGIT = list("0123456789")
_YEAR = "2019"
# The parts of a pattern that several patterns may begin with.
_PART = regex.compile(r"\{\w+\}|\([^)]*\)\??|[^\W\d_][\w'’]*\.?\??|\d+| \??|.\??")
_TOKEN = regex.compile(r"\{(\w+)\}|([^\W\d_][\w'’]*\.?)|(\d+)|( \??)|(-)|(.)")


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """What ``loaders.text.dates`` needs of one language. All look-ups by name are in lower case.

    ``gate`` finds the places where a date may begin; number n of its words is the first of a date that ``cores[n]``
    matches, or of words before a date that ``before[n]`` tells. After those a date matches ``after_words[n]``. A
    match has the elements under their names, and a group named by the kind of its pattern. ``numbers`` and ``years``
    are what may follow a number of one or two digits and a year at the beginning of a date: a character, or a space
    and a character; None means anything.
    """

    gate: AhoCorasick
    cores: tuple[regex.Pattern[str] | None, ...]
    after_words: tuple[regex.Pattern[str] | None, ...]
    before: tuple[bool, ...]
    words_before: regex.Pattern[str]
    words_behind: regex.Pattern[str]
    numbers: frozenset[str] | None
    years: frozenset[str] | None
    tables: dict[str, dict[str, int]]
    cues: tuple[regex.Pattern[str], ...]
    fraction_cues: regex.Pattern[str]
    refused_after: regex.Pattern[str]
    future: AhoCorasick
    future_endings: AhoCorasick
    past: AhoCorasick
    due: regex.Pattern[str]
    clauses: regex.Pattern[str]
    header: regex.Pattern[str]
    beside: regex.Pattern[str]
    month_first: bool


def alternatives(words: list[str]) -> str:
    """A regular expression for one of these words, the longest first; one that never matches where there are none."""
    return (
        "(?:" + "|".join(word_pattern(word) for word in sorted(words, key=len, reverse=True)) + ")" if words else "(?!)"
    )


def word_pattern(word: str) -> str:
    """A word or phrase as a regular expression: any case when it is all lower case, spaces of any width.

    >>> bool(regex.fullmatch(word_pattern("hôm qua"), "Hôm  qua"))
    True
    >>> bool(regex.fullmatch(word_pattern("May"), "may"))
    False
    """
    body = rf"{_SPACE}+".join(regex.escape(part) for part in word.split())
    return f"(?i:{body})" if word == word.lower() else body


def compiled_pattern(pattern: str, elements: dict[str, str]) -> str:
    """One pattern of the data file as a regular expression. Raises ``DataError`` on an unknown element."""
    out = []
    for element, word, digits, space, hyphen, sign in _TOKEN.findall(pattern):
        if element:
            if element not in elements:
                raise DataError(f"date pattern {pattern!r}: unknown element {{{element}}}")
            out.append(elements[element])
        elif word:
            out.append(word_pattern(word))
        elif digits:
            out.append(digits)
        elif space:
            out.append(f"{_SPACE}*" if space == " ?" else f"{_SPACE}+")
        elif hyphen:
            out.append("[-‑–]")
        else:
            out.append("(?:" if sign == "(" else sign if sign in "|)?" else regex.escape(sign))
    return "".join(out)


@cache
def grammar(language: Language) -> Grammar:
    """The compiled date grammar of a language. Raises ``DataError`` where its data is wrong."""
    data = language.section("dates")
    tables = {
        "month": {form.lower(): i for i, forms in enumerate(data.get("months", []), 1) for form in forms},
        "weekday": {form.lower(): i for i, forms in enumerate(data.get("weekdays", [])) for form in forms},
        "days": {form.lower(): n for form, n in data.get("days", {}).items()},
        "season": {form.lower(): n for form, n in data.get("seasons", {}).items()},
        "rm": {form.lower(): n for form, n in data.get("months_from_now", {}).items()},
        "ry": {form.lower(): n for form, n in data.get("years_from_now", {}).items()},
        "rw": {form.lower(): n for form, n in data.get("weeks_from_now", {}).items()},
        "n": {form.lower(): n for form, n in data.get("counts", {}).items()} | {str(n): n for n in range(1, 100)},
    }
    words = {
        "month": list(chain(*data.get("months", []))),
        "weekday": list(chain(*data.get("weekdays", []))),
        "alone": data.get("alone", []),
        "days": list(data.get("days", {})),
        "season": list(data.get("seasons", {})),
        "rm": list(data.get("months_from_now", {})),
        "ry": list(data.get("years_from_now", {})),
        "rw": list(data.get("weeks_from_now", {})),
        "n": list(data.get("counts", {})),
    }
    if unknown := [w for w in words["alone"] if w.lower() not in tables["weekday"]]:
        raise DataError(f"schemas/languages/{language.code}.toml: [dates] alone: not among weekdays: {unknown}")
    elements = dict(_DIGITS)
    for name, forms in words.items():
        group = "weekday" if name == "alone" else name
        elements[name] = f"(?P<{group}>{alternatives(forms)}){_NO_WORD_AFTER}"
    elements["n"] = rf"(?P<n>[1-9]\d?|{alternatives(words['n'])}){_NO_WORD_AFTER}"
    lists: dict[str, list[str]] = {kind: data.get(kind, []) for kind in KINDS[:-1]}
    cued = data.get("cued", [])
    lists |= {f"cued{i}": entry["patterns"] for i, entry in enumerate(cued)}
    patterns = [(kind, pattern, set(_openers(pattern, words))) for kind in lists for pattern in lists[kind]]
    before = {_first_word(w) for w in [*data.get("before", []), *words["weekday"]]}
    opening = before.union(*(openers for _, _, openers in patterns))
    # A word that stands in any case stands for itself with a capital letter too.
    patterns = [(kind, p, {w.lower() if w.lower() in opening else w for w in openers}) for kind, p, openers in patterns]
    gate = sorted(before.union(*(openers for _, _, openers in patterns)) | set(_DIGIT))
    fitting = [tuple((kind, p) for kind, p, openers in patterns if word in openers) for word in gate]
    told = [tuple(part for part in fit if part[0] != "skip") for fit in fitting]
    compiled = {fit: _any_of(fit, elements) if fit else None for fit in {*fitting, *told}}
    signs = set("".join(chain(*lists.values(), *words.values())))
    longest = MatchKind.LeftmostLongest
    cased = [(form, n) for n, word in enumerate(gate) for form in _cases(word)]
    return Grammar(
        gate=AhoCorasick([form for form, _ in cased], matchkind=longest),
        cores=tuple(compiled[fitting[n]] for _, n in cased),
        after_words=tuple(compiled[told[n]] for _, n in cased),
        before=tuple(gate[n] in before for _, n in cased),
        words_before=regex.compile(
            rf"(?:(?:{alternatives(data.get('before', []))}|{elements['weekday']}){_NO_WORD_AFTER}"
            rf"[,(]?{_SPACE}+[(]?){{1,{_WORDS_BEFORE}}}"
        ),
        words_behind=regex.compile(rf"(?:,?{_SPACE}+{alternatives(data.get('behind', []))}{_NO_WORD_AFTER})?"),
        numbers=_followers(compiled[fitting[gate.index("1")]], [*_DIGIT, *_leading_numbers(patterns)], signs),
        years=_followers(compiled[fitting[gate.index("1")]], [_YEAR], signs),
        tables=tables,
        cues=tuple(_ends_with(entry["after"]) for entry in cued),
        fraction_cues=_ends_with(data.get("fraction_cues", [])),
        refused_after=_ends_with(data.get("refused_after", [])),
        future=AhoCorasick([form for word in data.get("future", []) for form in _cases(word)], matchkind=longest),
        future_endings=AhoCorasick(data.get("future_endings", []), matchkind=longest),
        past=AhoCorasick([form for word in data.get("past", []) for form in _cases(word)], matchkind=longest),
        due=_ends_with(data.get("due", [])),
        clauses=regex.compile(rf"(?<!\w){alternatives(data.get('clauses', []))}(?!\w)"),
        header=regex.compile(rf"(?<![^\W_]){alternatives(data.get('header', []))}(?!\w)"),
        beside=regex.compile(rf"(?<!\w){alternatives(data.get('beside', []))}(?!\w)"),
        month_first=bool(data.get("month_first", False)),
    )


def _any_of(patterns: tuple[tuple[str, str], ...], elements: dict[str, str]) -> regex.Pattern[str]:
    """The first of these (kind, pattern) that fits."""
    kinds = []
    for kind, same_kind in groupby(patterns, key=itemgetter(0)):
        parts = [tuple(_PART.findall(pattern)) for _, pattern in same_kind]
        kinds.append(f"(?P<{kind}>{_merged(parts, elements)}{_END})")
    return regex.compile("|".join(kinds) or "(?!)")


def _merged(patterns: list[tuple[str, ...]], elements: dict[str, str]) -> str:
    """One expression for several patterns in their order; neighbours that begin alike share their beginning."""
    branches = []
    for start, alike in groupby(patterns, key=lambda parts: parts[:1]):
        rests = [parts[1:] for parts in alike]
        body = _merged(rests, elements) if any(rests) else ""
        branches.append("".join(compiled_pattern(part, elements) for part in start) + body)
    return f"(?:{'|'.join(branches)})"


def _leading_numbers(patterns: list[tuple[str, str, set[str]]]) -> list[str]:
    return [number[0] for _, pattern, _ in patterns if (number := regex.match(r"\d+", pattern))]


def _followers(core: regex.Pattern[str] | None, numbers: list[str], signs: set[str]) -> frozenset[str] | None:
    """What may stand behind one of these numbers where a date begins with it, made of these signs; None: anything."""
    if core is None:
        return frozenset()
    if any(core.fullmatch(number) for number in numbers):
        return None
    tails = {*signs, *_DIGIT, "-", "‑", "–", *(sign.upper() for sign in signs if len(sign.upper()) == 1)} - {" ", "_"}
    tails |= {f" {tail}" for tail in tails}
    return frozenset(tail for tail in tails if any(core.fullmatch(n + tail, partial=True) for n in numbers))


def _ends_with(words: list[str]) -> regex.Pattern[str]:
    """Matches, from right to left, a text whose last word is one of these, as it stands before a date."""
    return regex.compile(rf"(?r)(?<![^\W_]){alternatives(words)}[\s_]*\(?")


def _openers(pattern: str, words: dict[str, list[str]]) -> list[str]:
    """The first words that a text which fits the pattern may have; a digit stands for every digit."""
    if element := regex.match(r"\{(\w+)\}", pattern):
        numbers = _DIGIT if element[1] == "n" else []
        return [_first_word(word) for word in [*words.get(element[1], _DIGIT), *numbers]]
    if bracket := regex.match(r"\(([^)]*)\)(?!\?)", pattern):
        return [opener for part in bracket[1].split("|") for opener in _openers(part, words)]
    if pattern[:1].isdigit():
        return _DIGIT
    if word := regex.match(r"\w[\w'’.]*(?![\w?])", pattern):
        return [word[0]]
    raise DataError(f"date pattern {pattern!r}: expected a word, an element or a bracket of words at its start")


def _first_word(phrase: str) -> str:
    return phrase.split()[0]


def _cases(word: str) -> set[str]:
    """Every way of writing that an entry stands for: an all-lower-case one any case, another only itself."""
    return {word, word.capitalize(), word.upper()} if word == word.lower() else {word}
