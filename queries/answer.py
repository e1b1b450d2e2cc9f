"""Ask a question of the library, and the table that comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from kg.counts import counted
from kg.errors import KgError
from kg.model import Entity, Network
from kg.stores import Rows, Store, Value
from queries.algorithms import ALGORITHMS, NOTHING, help_of
from queries.library import Parameter, Question, parse, questions
from queries.near import near
from queries.values import ANY, is_plain, value
from queries.who import atlas, is_called, meant
from schemas.ontology import ontology

KEYS = ("subject_id", "predicate_id", "object_id")
"""The last columns of a row: the relation that it is about."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A table of plain values: what a question came back with.

    ``took`` are the entities that the names in the question were understood as, in the order of the parameters;
    ``guessed`` those names of them that nothing has, so that the closest one was taken. ``title`` is a heading for it,
    ``why`` tells line by line how it came about, ``nothing`` what it means if it has no rows.

    >>> Answer(("partner", "sources"), (("Spitalul Luceafărul", 2),)).rows[0][1]
    2
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    took: tuple[Entity, ...] = ()
    guessed: tuple[str, ...] = ()
    title: str = ""
    why: tuple[str, ...] = ()
    nothing: str = "Nothing found"


@cache
def catalogue() -> Mapping[str, Question]:
    """Everything that can be asked by name: the query files, and the algorithms, which have no texts.

    >>> [name for name in ("partners", "path") if name in catalogue()]
    ['partners', 'path']
    """
    found = {name: replace(parse(name, {"rq": help_of(name)}), texts=MappingProxyType({})) for name in ALGORITHMS}
    return MappingProxyType(dict(sorted(({**questions(), **found}).items())))


def question(name: str) -> Question:
    """One question. Raises ``KgError``, naming those there are, if there is none of that name."""
    if name not in catalogue():
        raise KgError(f"there is no question {name!r}: expected one of {', '.join(catalogue())}")
    return catalogue()[name]


def ask(store: Store, name: str, values: Sequence[str] = (), named: Mapping[str, str] | None = None) -> Answer:
    """Put the question ``name`` to a store.

    ``values`` fill the parameters in their declared order, ``named`` the others. Names of entities may be written
    in any form, without accents, with a slip of the pen, or be an id. Raises ``KgError`` for a question, parameter or
    name that there is not, for a name that fits several, and for a value that is missing or of the wrong type;
    ``StoreError`` when the store fails.
    """
    asked = question(name)
    for text in (*values, *(named or {}).values()):
        if text.encode("utf-8", "ignore").decode() != text:
            raise KgError(f"{name}: expected valid Unicode, got {text!r}")
    if name not in ALGORITHMS and store.language not in asked.texts:
        raise KgError(f"{name}: there is no queries/{name}.{store.language} to ask this store with")
    took: list[Entity] = []
    guessed: list[str] = []
    bound: dict[str, Value] = {}
    for parameter, given in _given(asked, values, named or {}).items():
        if is_plain(parameter.type):
            bound[parameter.name] = value(parameter.name, parameter.type, given)
            continue
        if given == ANY == parameter.default:
            bound[parameter.name] = ANY
            continue
        try:
            best = meant(store, given, parameter.type)
        except KgError as error:
            raise KgError(f"{parameter.name}: {error}") from None
        took.append(best)
        guessed += [given] if not is_called(best, given) else []
        bound[parameter.name] = best.id
    _check_order(asked, bound)
    for parameter in asked.parameters:
        if parameter.type == "Atlas":
            bound[parameter.name] = atlas(store) if _where(asked, bound) else ""
    run = ALGORITHMS.get(name)
    rows = run(store, **bound) if run else near(store, name, bound)
    if rows is None:
        rows = store.ask(asked.texts[store.language], **bound)
    answer = Answer(rows.columns, rows.rows, tuple(took), guessed=tuple(guessed))
    nothing = NOTHING.get(name, answer.nothing).format_map(bound)
    return replace(answer, title=_title(asked, answer), why=_why(asked, bound, answer), nothing=nothing)


def _title(asked: Question, answer: Answer) -> str:
    return ": ".join(
        [asked.name.capitalize(), *(", ".join(entity.name for entity in answer.took),)][: 1 + bool(answer.took)]
    )


def _why(asked: Question, bound: Mapping[str, Value], answer: Answer) -> tuple[str, ...]:
    told = ", ".join(f"{parameter.name}={bound[parameter.name]}" for parameter in asked.asked)
    size = f"{counted(len(answer.rows), 'row')}, {counted(len(keys(answer)), 'relation')}"
    return asked.help, f"Asked with {told or 'no parameters'}: {size}"


def _check_order(asked: Question, bound: Mapping[str, Value]) -> None:
    """Fail for a time that ends before it begins."""
    days = [(one.name, str(bound[one.name])) for one in asked.asked if one.type == "date" and bound[one.name] != ANY]
    for (first, start), (last, end) in pairwise(days):
        if start[: len(end)] > end[: len(start)]:
            raise KgError(f"{asked.name}: expected {first} no later than {last}, got {start} and {end}")


def _where(asked: Question, bound: Mapping[str, Value]) -> bool:
    return any(parameter.type == "Country" and bound[parameter.name] != ANY for parameter in asked.parameters)


def keys(answer: Answer | Rows) -> set[tuple[str, str, str]]:
    """Canonical subject, predicate and object (or field code) of every relation that the rows are about."""
    if any(column not in answer.columns for column in KEYS):
        return set()
    places = [answer.columns.index(column) for column in KEYS]
    found = (tuple(str(row[place]) for place in places) for row in answer.rows)
    return {_sorted(*key) for key in found}


def _sorted(subject: str, predicate: str, target: str) -> tuple[str, str, str]:
    turned = ontology().predicates[predicate].symmetric and target < subject
    return (target, predicate, subject) if turned else (subject, predicate, target)


def network(store: Store, answer: Answer) -> Network:
    """The relations that the rows of an answer are about, with all their statements: what a page shows of them.

    Who was asked about is there too, even if nothing is said of them.
    """
    if "id" in answer.columns:
        place = answer.columns.index("id")
        return store.network(sorted({str(row[place]) for row in answer.rows}), depth=0) if answer.rows else Network()
    wanted = keys(answer)
    ends = {end for key in wanted for end in (key[0], key[2]) if not ontology().has_field(key[1]) or end == key[0]}
    ends |= {entity.id for entity in answer.took}
    if not ends:
        return Network()
    relations = {key[1] for key in wanted}
    about = {name for name in relations if ontology().has_field(name)}
    found = store.network(sorted(ends), depth=0, predicates=sorted(relations - about))
    edges = list(found.edges)
    articles = {article.id: article for article in found.articles}
    if about:
        more = store.network(sorted(ends), depth=1, predicates=sorted(about))
        edges += more.edges
        articles |= {article.id: article for article in more.articles}
    kept = tuple(edge for edge in edges if (edge.subject, edge.predicate, edge.object) in wanted)
    cited = {statement.article for edge in kept for statement in edge.statements}
    centre = answer.took[0].id if len(answer.took) == 1 else None
    return replace(found, edges=kept, articles=tuple(articles[key] for key in sorted(cited)), centre=centre)


def shown(store: Store, answer: Answer) -> Answer:
    """The answer for a person: without the ids of its rows, unless two things in it have the same name."""
    ends = sorted({end for key in keys(answer) for end in (key[0], key[2])})
    known = store.network(ends, depth=0, predicates=()).entities if ends else ()
    if len({entity.name for entity in known}) < len(known):
        return answer
    places = [place for place, column in enumerate(answer.columns) if column not in KEYS]
    return replace(
        answer,
        columns=tuple(answer.columns[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in answer.rows),
    )


def _given(asked: Question, values: Sequence[str], named: Mapping[str, str]) -> dict[Parameter, str]:
    """What each parameter of a question was given, in their order."""
    names = [parameter.name for parameter in asked.asked]
    if len(values) > len(names):
        wanted = f"at most {len(names)} {'value' if len(names) == 1 else 'values'} ({', '.join(names)})"
        raise KgError(f"{asked.name}: expected {wanted}, got {len(values)}; a name of several words needs quotes")
    given = dict(zip(names, values, strict=False))
    for name, text in named.items():
        if name not in names:
            raise KgError(f"{asked.name}: there is no parameter {name!r}: expected one of {', '.join(names)}")
        if name in given:
            raise KgError(f"{asked.name}: {name} was given twice")
        given[name] = text
    found: dict[Parameter, str] = {}
    for parameter in asked.parameters:
        told = given.get(parameter.name, parameter.default)
        if told is None:
            raise KgError(f"{asked.name}: expected a value for {parameter.name}: {parameter.help}")
        found[parameter] = told
    return found
