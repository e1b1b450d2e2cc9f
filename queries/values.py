"""The values that a question may be given, by the types that its parameters declare."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from rapidfuzz.distance import OSA

from kg.errors import KgError
from kg.ids import fold
from kg.stores import Value
from schemas.fields import fields
from schemas.gazetteer import by_id, surface_forms
from schemas.languages import language, languages
from schemas.ontology import ontology

ANY = "any"
"""What an optional parameter holds that leaves nothing out."""
CURRENT = "current"
"""The status of all that is not planned, suspended or ended."""
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_COUNT = re.compile(r"0*[1-9][0-9]{0,8}")


def slips(wanted: str, word: str) -> int | None:
    """How many slips of the pen lie between two folded words; None if more than a reader would see past.

    One in words of four letters or more, two from eight on: with more, "Hue" would do for "Hoa". Digits are never
    mistyped: "108" is another hospital than "103".

    >>> slips("bahc", "bach"), slips("k", "e"), slips("108", "103")
    (1, None, None)
    """
    if wanted == word:
        return 0
    most = len(wanted) // 4 if not (wanted + word).isdigit() else 0
    found = OSA.distance(wanted, word, score_cutoff=min(most, 2))
    return found if found <= min(most, 2) else None


def choose(given: str, forms: Mapping[str, str]) -> str:
    """The value that a written form stands for, or one that is a slip of the pen away from a single form.

    ``forms`` are folded forms with their values. Raises ``ValueError`` that tells what there is.
    """
    wanted = fold(given)
    if wanted in forms:
        return forms[wanted]
    near = {form: found for form in forms if (found := slips(wanted, form)) is not None}
    values = {forms[form] for form, found in near.items() if found == min(near.values())}
    if len(values) == 1:
        return values.pop()
    raise ValueError(_listed(sorted(values or set(forms.values()))))


def _listed(some: Iterable[str], most: int = 60) -> str:
    names = list(some)
    more = "" if len(names) <= most else f" and {len(names) - most} more"
    return f"one of {', '.join(names[:most])}{more}"


def country_of(kind: str, name: str) -> str | None:
    """The English name of the country of a place or institution, by its type and any of its names.

    None where the gazetteer does not have it, or has it in several countries.

    >>> country_of("Place", "Hà Nội"), country_of("Hospital", "benh vien bach mai"), country_of("Place", "Oz")
    ('Vietnam', 'Vietnam', None)
    """
    return _countries().get((kind, fold(name)))


@cache
def _countries() -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], set[str]] = {}
    for form, key in surface_forms():
        entry = by_id()[key]
        if entry.country.lower() in by_id():
            found.setdefault((entry.type, fold(form)), set()).add(entry.country)
    return MappingProxyType(
        {form: by_id()[min(codes).lower()].name("en") for form, codes in found.items() if len(codes) == 1}
    )


@cache
def _country_forms() -> Mapping[str, str]:
    codes = {entry.country for entry in by_id().values() if entry.id == entry.country.lower()}
    forms = {fold(code): by_id()[code.lower()].name("en") for code in sorted(codes)}
    forms |= {
        fold(form): by_id()[key].name("en") for form, key in surface_forms() if by_id()[key].country.lower() == key
    }
    return MappingProxyType(forms)


@cache
def _labelled(what: str) -> Mapping[str, str]:
    """Codes of a closed list by their own folded forms and those of their labels in all languages."""
    lists: Mapping[str, Mapping[str, Any]] = {
        "Field": fields(),
        "Type": ontology().classes,
        "Relation": ontology().predicates,
        "Status": ontology().statuses,
    }
    known = lists[what]
    forms: dict[str, set[str]] = {}
    for code, entry in known.items():
        for label in (code, code.replace("-", " "), *entry.labels.values()):
            forms.setdefault(fold(label), set()).add(code)
    if what == "Field":
        for spoken in languages():
            for code, terms in language(spoken).data["fields"].items():
                for term in terms:
                    forms.setdefault(fold(term), set()).add(code)
    found = {form: min(codes) for form, codes in forms.items() if len(codes) == 1}
    found |= {fold(code): code for code in known}
    return MappingProxyType(found | ({CURRENT: CURRENT} if what == "Status" else {}))


def _from_list(what: str) -> Callable[[str], Value]:
    return lambda given: ANY if given == ANY else choose(given, _labelled(what))


def _country(given: str) -> Value:
    return ANY if given == ANY else choose(given, _country_forms())


def _date(given: str) -> Value:
    if given != ANY and not _DATE.fullmatch(given):
        raise ValueError("a date such as 2024, 2024-05 or 2024-05-31")
    return given


def _integer(given: str) -> Value:
    if not _COUNT.fullmatch(given):
        raise ValueError("a whole number of 1 or more")
    return int(given)


TYPES: Mapping[str, Callable[[str], Value]] = MappingProxyType(
    {
        "text": str,
        "integer": _integer,
        "date": _date,
        "Country": _country,
        "Atlas": str,
        **{what: _from_list(what) for what in ("Field", "Type", "Relation", "Status")},
    }
)
"""Types of parameters that are no names of entities, with what makes a value of what was written, or raises
``ValueError`` with what was expected.

``Field``, ``Type``, ``Relation`` and ``Status`` are the closed lists of the ontology, by code or label in any
language, fields also by the terms that articles use; a ``Country`` is told by any of its names; the ``Atlas`` is
filled in by the program. A closed list of a question's own is written out as its type: ``year|month|field``.
"""


def is_plain(kind: str) -> bool:
    """Whether a type is one of ``TYPES`` or a list written out, and not a class whose values are names of entities."""
    return kind in TYPES or "|" in kind


def value(name: str, kind: str, given: str) -> Value:
    """What was given for a parameter as a value of its type. Raises ``KgError``.

    >>> value("least", "integer", "2"), value("field", "Field", "ung thư"), value("country", "Country", "Viet Nam")
    (2, 'oncology', 'Vietnam')
    >>> value("by", "year|month", "Month"), value("depth", "1|2|3", "2")
    ('month', 2)
    """
    try:
        if "|" not in kind:
            return TYPES[kind](given)
        found = choose(given, {fold(one): one for one in kind.split("|")})
        return int(found) if found.isdigit() else found
    except ValueError as error:
        raise KgError(f"{name}: expected {error}, got {given!r}") from None
