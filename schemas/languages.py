"""The languages that articles are read in: one TOML file each, so that a new language needs no Python."""

import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import DataError

_FOLDER = files("schemas") / "languages"
# Behind the code of a language: as it is written where the marks on its letters are left out.
UNMARKED = "-x-unmarked"


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """What the loaders know about one language.

    ``code`` is its ISO 639-1 code, ``label`` its English name and ``data`` the whole file. Each loader reads the
    sections that it uses. Two objects are never equal, so that a loader may cache what it makes of one.
    """

    code: str
    label: str
    data: dict[str, Any] = field(repr=False)

    def section(self, name: str) -> dict[str, Any]:
        """One section of the file, empty where the file has none."""
        found = self.data.get(name, {})
        if not isinstance(found, dict):
            raise DataError(f"schemas/languages/{self.code}.toml: [{name}] must be a table, got {type(found).__name__}")
        return found


def parse(text: str, origin: str) -> Language:
    """Read one language file; ``origin`` names it in errors. Raises ``DataError``.

    >>> parse('code = "xx"\\nlabel = "Example"', "xx.toml").label
    'Example'
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{origin}: not valid TOML: {error}") from error
    for key in ("code", "label"):
        if not isinstance(data.get(key), str):
            raise DataError(f"{origin}: expected a text under {key!r}, got {data.get(key)!r}")
    return Language(data["code"], data["label"], data)


@cache
def language(code: str) -> Language:
    """The language with this ISO 639-1 code. Raises ``DataError`` where there is no file for it.

    >>> language("ro").label
    'Romanian'
    >>> language("vi").section("dates")["weekdays"][0][0]
    'thứ hai'
    >>> language("vi" + UNMARKED).section("dates")["weekdays"][0][0]
    'thu hai'
    """
    if code.endswith(UNMARKED):
        whole = language(code.removesuffix(UNMARKED))
        return Language(code, whole.label, _unmarked(whole.data))
    if code not in languages():
        raise DataError(f"no language {code!r}: expected one of {', '.join(languages())}")
    origin = _FOLDER / f"{code}.toml"
    found = parse(origin.read_text(encoding="utf-8"), f"schemas/languages/{code}.toml")
    if found.code != code:
        raise DataError(f"schemas/languages/{code}.toml: expected code {code!r}, got {found.code!r}")
    return found


def unmarked(text: str) -> str:
    """A text without the marks on its letters.

    >>> unmarked("Spitalul Județean Bacău")
    'Spitalul Judetean Bacau'
    """
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _unmarked(value: Any) -> Any:
    if isinstance(value, dict):
        return {unmarked(key): _unmarked(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_unmarked(inner) for inner in value]
    return unmarked(value) if isinstance(value, str) else value


@cache
def languages() -> tuple[str, ...]:
    """The codes of all languages that have a file, sorted.

    >>> "vi" in languages()
    True
    """
    return tuple(sorted(path.name.removesuffix(".toml") for path in _FOLDER.iterdir() if path.name.endswith(".toml")))


@cache
def place_of_rule(code: str, rule: str) -> str:
    """Where a rule of a language is written: its file and the line of its id.

    >>> place_of_rule("en", "en.deal.sign")[:26]
    'schemas/languages/en.toml:'
    """
    name = f"schemas/languages/{code}.toml"
    lines = (_FOLDER / f"{code}.toml").read_text(encoding="utf-8").splitlines()
    wanted = f'id = "{rule}"'
    found = next((number for number, line in enumerate(lines, 1) if line.strip() == wanted), None)
    return f"{name}:{found}" if found else name
