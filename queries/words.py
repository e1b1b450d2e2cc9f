"""The words that pages, briefs and pictures are written in: their own, and the labels of the codes that they show."""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from kg.errors import DataError
from queries.countries import country_name
from queries.templates import page_file
from schemas.fields import fields
from schemas.ontology import ontology

LANGUAGES = ("en", "vi", "ro", "fr")
"""Languages that a page can be switched to, each with a file of words in ``queries/page``."""


@cache
def words(language: str) -> Mapping[str, Any]:
    """The words of ``queries/page/LANGUAGE.toml``. Raises ``DataError`` for a language that has none."""
    name = f"queries/page/{language}.toml"
    try:
        found: Mapping[str, Any] = tomllib.loads(page_file(f"{language}.toml"))
    except FileNotFoundError:
        raise DataError(f"{name}: there are no words in the language {language!r}") from None
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{name}: {error}") from error
    if missing := words("en").keys() - found.keys() if language != "en" else set():
        raise DataError(f"{name}: expected the words of en.toml, got none for {', '.join(sorted(missing))}")
    return found


def labels(language: str, codes: Collection[str] = (), countries: Collection[str] = ()) -> dict[str, dict[str, Any]]:
    """Labels of types, predicates (forwards and backwards), statuses, and of the given fields and countries.

    What has no label in the language has it in English, else its code.

    >>> labels("ro", ["oncology"])["fields"]
    {'oncology': 'oncologie'}
    """
    known = ontology()
    return {
        "types": {name: _in(kind.labels, language, name) for name, kind in known.classes.items()},
        "predicates": {
            name: [_in(predicate.labels, language, name), _in(predicate.inverse, language, name)]
            for name, predicate in known.predicates.items()
        },
        "statuses": {name: _in(status.labels, language, name) for name, status in known.statuses.items()},
        "fields": {code: _in(fields()[code].labels, language, code) for code in sorted(codes) if code in fields()},
        "countries": {code: country_name(code, language) for code in sorted(countries)},
    }


def _in(found: Mapping[str, str], language: str, name: str) -> str:
    return found.get(language) or found.get("en") or name
