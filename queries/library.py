"""The questions that come with the program, each a pair of files: ``NAME.rq`` in SPARQL, ``NAME.cypher`` in Cypher.

The comment that a file opens with is its help; the two files of a question open with the same words. The last lines
of the comment declare the parameters, in the order in which their values are given on a command line::

    # Who works with an institution, and who says so.
    # $institution: Institution. The institution asked about, in any written form of its name.
    # $since: date = any. Leave out what was last told of before this date.

A parameter's type is one of ``queries.values.TYPES``, a list of the words that it may be (``year|month``), or a class
of the ontology, whose values are names of entities. Dates are declared in their order: none may come after the next.
``= value`` makes it optional. A comment ``# include: NAME`` in SPARQL stands for the text of ``parts/NAME.rq``.

Rows end with the columns ``subject_id``, ``predicate_id`` and ``object_id``: the relation that a row is about.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kg.errors import DataError, KgError
from queries.values import TYPES, is_plain
from schemas.ontology import ontology

COMMENTS: Mapping[str, str] = MappingProxyType({"rq": "#", "cypher": "//"})
"""Query languages by their file suffix, with what opens a comment in each."""
_PARAMETER = re.compile(r"\$(?P<name>\w+): (?P<type>[\w|]+)(?: = (?P<default>[^.]+))?\. (?P<help>.+)")
_INCLUDE = re.compile(r"^ *# include: (\w+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question wants to be told. ``default`` is None where it must be told."""

    name: str
    type: str
    help: str
    default: str | None = None

    def __str__(self) -> str:
        """What a person is told of it.

        >>> print(Parameter("depth", "1|2|3", "The most steps.", "1"))
        depth (1|2|3): The most steps. Default: 1.
        """
        default = "" if self.default is None else f" Default: {self.default}."
        return f"{self.name} ({self.type}): {self.help}{default}"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the library. ``help`` is a text of whole sentences, ``texts`` the query by language suffix."""

    name: str
    help: str
    parameters: tuple[Parameter, ...]
    texts: Mapping[str, str]

    @property
    def asked(self) -> tuple[Parameter, ...]:
        """The parameters that a person may fill; the others are filled in by the program."""
        return tuple(parameter for parameter in self.parameters if parameter.type != "Atlas")


@cache
def questions() -> Mapping[str, Question]:
    """All questions by name. Raises ``DataError`` if a file is missing or breaks the rules above.

    >>> [parameter.name for parameter in questions()["common"].parameters][:2]
    ['first', 'second']
    """
    folder = files("queries")
    names = {path.name.rpartition(".")[0] for path in folder.iterdir() if path.name.endswith((".rq", ".cypher"))}
    found = {}
    for name in sorted(names):
        texts = {}
        for suffix in COMMENTS:
            path = folder / f"{name}.{suffix}"
            if path.is_file():
                texts[suffix] = _whole(path.read_text(encoding="utf-8"), f"queries/{name}.{suffix}")
        found[name] = parse(name, texts)
    return MappingProxyType(found)


def _whole(text: str, origin: str) -> str:
    """A text with its includes in their places."""

    def part(match: re.Match[str]) -> str:
        path = files("queries") / "parts" / f"{match[1]}.rq"
        if not path.is_file():
            raise DataError(f"{origin}: expected the file queries/parts/{match[1]}.rq to include")
        return _whole(path.read_text(encoding="utf-8"), f"queries/parts/{match[1]}.rq")

    return _INCLUDE.sub(part, text)


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
    if not is_plain(found["type"]) and found["type"] not in ontology().classes:
        raise DataError(f"queries/{question}: expected a class or one of {', '.join(TYPES)}, got {found['type']!r}")
    return Parameter(found["name"], found["type"], found["help"], found["default"])
