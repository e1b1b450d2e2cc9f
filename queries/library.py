"""The questions that come with the program, each a pair of files: ``NAME.rq`` in SPARQL, ``NAME.cypher`` in Cypher.

The comment that a file opens with is its help; the two files of a question open with the same words. The last lines
of the comment declare the parameters, in the order in which their values are given on a command line::

    # Who works with an institution, and who says so.
    # $institution: Institution. The institution asked about, in any written form of its name.
    # $since: date = 1900. Leave out what was last told of before this date.

A parameter's type is ``text``, ``integer``, ``number``, ``date`` or a class of the ontology, whose values are names
of entities. ``= value`` makes it optional.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kg.errors import DataError, KgError
from kg.stores import Value
from schemas.ontology import ontology

COMMENTS: Mapping[str, str] = MappingProxyType({"rq": "#", "cypher": "//"})
"""Query languages by their file suffix, with what opens a comment in each."""
_PARAMETER = re.compile(r"\$(?P<name>\w+): (?P<type>\w+)(?: = (?P<default>[^.]+))?\. (?P<help>.+)")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question wants to be told. ``default`` is None where it must be told."""

    name: str
    type: str
    help: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the library. ``help`` is a text of whole sentences, ``texts`` the query by language suffix."""

    name: str
    help: str
    parameters: tuple[Parameter, ...]
    texts: Mapping[str, str]


@cache
def questions() -> Mapping[str, Question]:
    """All questions by name. Raises ``DataError`` if a file is missing or breaks the rules above.

    >>> [parameter.name for parameter in questions()["partners"].parameters]
    ['institution']
    """
    folder = files("queries")
    names = {path.name.rpartition(".")[0] for path in folder.iterdir() if path.name.endswith((".rq", ".cypher"))}
    found = {}
    for name in sorted(names):
        texts = {}
        for suffix in COMMENTS:
            path = folder / f"{name}.{suffix}"
            if not path.is_file():
                raise DataError(f"queries/{name}.{suffix}: expected this file beside the query in the other language")
            texts[suffix] = path.read_text(encoding="utf-8")
        found[name] = parse(name, texts)
    return MappingProxyType(found)


def question(name: str) -> Question:
    """One question. Raises ``KgError``, naming those there are, if there is none of that name."""
    try:
        return questions()[name]
    except KeyError:
        raise KgError(f"there is no question {name!r}: expected one of {', '.join(questions())}") from None


def parse(name: str, texts: Mapping[str, str]) -> Question:
    """A question from its texts by language suffix. Raises ``DataError``."""
    read = {suffix: _opening(text, COMMENTS[suffix]) for suffix, text in texts.items()}
    if len(set(read.values())) != 1:
        raise DataError(f"queries/{name}: expected the same opening comment in each language, got different ones")
    lines = next(iter(read.values()))
    words = [line for line in lines if not line.startswith("$")]
    if not words or lines[: len(words)] != tuple(words):
        raise DataError(f"queries/{name}: expected help, then parameters, in the opening comment, got {lines!r}")
    parameters = tuple(_parameter(name, line) for line in lines[len(words) :])
    return Question(name, " ".join(words), parameters, MappingProxyType(dict(texts)))


def value(parameter: Parameter, given: str) -> Value:
    """What was given for a parameter as a value of its type; names of entities stay as they are.

    >>> value(Parameter("least", "integer", "Fewest sources."), "2")
    2
    """
    convert = _TYPES.get(parameter.type, str)
    try:
        return convert(given)
    except ValueError:
        raise KgError(f"{parameter.name}: expected {parameter.type}, got {given!r}") from None


def _opening(text: str, mark: str) -> tuple[str, ...]:
    lines = []
    for line in text.splitlines():
        if not line.startswith(mark):
            break
        lines.append(line.removeprefix(mark).strip())
    return tuple(lines)


def _parameter(question: str, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None:
        raise DataError(f"queries/{question}: expected '$name: type = default. What it means.', got {line!r}")
    if found["type"] not in _TYPES and found["type"] not in ontology().classes:
        raise DataError(f"queries/{question}: expected a class or one of {', '.join(_TYPES)}, got {found['type']!r}")
    return Parameter(found["name"], found["type"], found["help"], found["default"])


def _date(text: str) -> str:
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    return text


_TYPES: Mapping[str, Callable[[str], Value]] = MappingProxyType(
    {"text": str, "integer": int, "number": float, "date": _date}
)
