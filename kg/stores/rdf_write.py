"""A reading as N-Quads of its article's graph, and a tally as quads of the default graph.

The layout is described in the last part of ontology.ttl. Nothing here touches a store. What is written with each
article is made as text, which takes a tenth of the time of ``Quad`` objects.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.ids import fold
from kg.model import Entity, Reading, Statement
from kg.stores import brief, ties
from kg.stores import terms as t
from kg.stores.edges import keyed
from kg.stores.views import Tally, encode, preferred, view
from schemas.ontology import ontology

has_field = ontology().has_field
Triple = tuple[str, str, str]
"""Subject, predicate and object of a plain triple, as N-Quads write them."""
_SYMMETRIC = frozenset(map(t.text, t.SYMMETRIC))


class _Graph:
    """The N-Quads of one article's graph, a line each, and the names of its nodes, each made once.

    ``entities`` are the canonical ones by the ids of the entities as read, ``ambiguous`` those as read that share one.
    """

    __slots__ = ("ambiguous", "end", "entities", "lines", "name", "passages", "reading")

    def __init__(self, reading: Reading) -> None:
        key = reading.article.id
        self.lines: list[str] = []
        self.reading = reading
        self.name = t.name("article", key)
        self.end = f" {self.name} .\n"
        self.entities = {entity.id: t.name("entity", entity.canonical) for entity in reading.entities}
        shared = Counter(entity.canonical for entity in reading.entities)
        self.ambiguous = {entity.id for entity in reading.entities if shared[entity.canonical] > 1}
        told = {(one.start, one.end, one.rule) for statement in reading.statements for one in statement.evidence}
        self.passages = {one: t.name("passage", key, f"{one[0]}-{one[1]}", one[2]) for one in told}

    def say(self, subject: str, predicate: NamedNode, target: str | NamedNode | Literal) -> None:
        """Add a quad."""
        self.lines.append(f"{subject} {t.text(predicate)} {target}{self.end}")


def graph_lines(reading: Reading, digest: str, triples: Iterable[Triple]) -> list[str]:
    """The whole graph of an article; ``triples`` are those of ``edge_triples``."""
    graph = _Graph(reading)
    _article(graph, digest)
    for entity in reading.entities:
        _entity(graph, entity)
    for statement in reading.statements:
        _statement(graph, statement)
    _evidence(graph)
    graph.lines += [f"{subject} {predicate} {target}{graph.end}" for subject, predicate, target in triples]
    return graph.lines


def quads(lines: Iterable[str]) -> set[Quad]:
    """The quads that lines of N-Quads tell."""
    return set(parse("".join(lines), format=RdfFormat.N_QUADS, lenient=True))


def edge_triples(reading: Reading) -> set[Triple]:
    """The plain triples that the statements of an article assert, in its graph and in the default one."""
    kinds = {True: "field", False: "entity"}
    return {
        (t.name("entity", subject), t.text(t.PREDICATES[by]), t.name(kinds[has_field(by)], target))
        for subject, by, target in {key for key, _ in keyed(reading)}
    }


def walking(triples: Iterable[Triple]) -> Iterator[str]:
    """Plain triples as they stand in the default graph, a line each: symmetric ones in both directions."""
    for subject, predicate, target in triples:
        yield f"{subject} {predicate} {target} .\n"
        if predicate in _SYMMETRIC:
            yield f"{target} {predicate} {subject} .\n"


def view_quads(canonical: str, counts: Tally) -> Iterator[Quad]:
    """How an entity stands in the default graph, apart from its plain triples."""
    entity = view(canonical, counts)
    if entity is None:
        return
    node, languages = t.iri("entity", canonical), set[str]()
    yield Quad(node, t.ID, Literal(canonical))
    yield Quad(node, t.KIND, t.kg(entity.type))
    for name in (entity.type, *ontology().classes[entity.type].ancestors):
        yield Quad(node, t.TYPE, t.kg(name))
    yield Quad(node, t.LABEL, Literal(entity.name, language=entity.names[0][0]))
    for language, name in entity.names:
        yield Quad(node, t.ALT_LABEL if language in languages else t.PREF_LABEL, Literal(name, language=language))
        languages.add(language)
    for folded in {fold(name) for _, name in entity.names}:
        yield Quad(node, t.FOLDED, Literal(folded))
    yield Quad(node, t.TALLY, Literal(encode(counts)))


def _article(graph: _Graph, digest: str) -> None:
    article, node = graph.reading.article, graph.name
    told = {
        t.ID: article.id,
        t.NAME: article.name,
        t.VERSION: article.version,
        t.DIGEST: digest,
        t.LANGUAGE: article.language,
        t.URL: article.url,
        t.TITLE: article.title,
        t.PUBLISHER: article.publisher,
        t.SKETCH: article.sketch,
        t.BRIEF: brief.encode(graph.reading),
        t.TIES: ties.lines(graph.reading),
    }
    for predicate, text in told.items():
        if text is not None:
            graph.say(node, predicate, Literal(text))
    graph.say(node, t.TYPE, t.ARTICLE_CLASS)
    if article.published is not None:
        graph.say(node, t.ISSUED, t.date(article.published))
    if article.copy_of is not None:
        graph.say(node, t.COPY_OF, t.name("article", article.copy_of))
    if article.example:
        graph.say(node, t.EXAMPLE, t.YES)


def _entity(graph: _Graph, entity: Entity) -> None:
    node = t.name("read", graph.reading.article.id, entity.id)
    first = preferred(entity)
    named = first in entity.names
    others = sorted(pair for pair in entity.names if pair != first)
    graph.say(node, t.CANONICAL, graph.entities[entity.id])
    graph.say(node, t.KIND, t.kg(entity.type))
    graph.say(node, t.LABEL, Literal(entity.name, language=first[0]) if named else Literal(entity.name))
    for language, name in others:
        graph.say(node, t.ALT_LABEL, Literal(name, language=language))
    _order(graph, node, "names", entity.names, [first, *others] if named else others)
    if entity.mentions:
        # where an entity is called by its label, the label tells the words
        places = [[one.start, one.end, *([] if one.text == entity.name else [one.text])] for one in entity.mentions]
        told = json.dumps(places, ensure_ascii=False, separators=(",", ":"))
        graph.say(node, t.MENTIONS, Literal(told, datatype=t.JSON))
    if entity.key:
        graph.say(node, t.KEY, t.name("entity", entity.key))


def _statement(graph: _Graph, statement: Statement) -> None:
    node = t.name("statement", statement.id)
    fields, evidence = statement.fields, [(one.start, one.end, one.rule) for one in statement.evidence]
    target = t.name("field", statement.object) if has_field(statement.predicate) else graph.entities[statement.object]
    graph.say(node, t.TYPE, t.STATEMENT_CLASS)
    graph.say(node, t.SUBJECT, graph.entities[statement.subject])
    graph.say(node, t.PREDICATE, t.PREDICATES[statement.predicate])
    graph.say(node, t.OBJECT, target)
    graph.say(node, t.CONFIDENCE, t.number(float(statement.confidence)))
    for passage in set(evidence):
        graph.say(node, t.HAS_TARGET, graph.passages[passage])
    for code in set(fields):
        graph.say(node, t.FIELD, t.name("field", code))
    _order(graph, node, "evidence", evidence, sorted(set(evidence)))
    _order(graph, node, "fields", fields, sorted(set(fields)))
    if statement.role is not None:
        graph.say(node, t.ROLE, Literal(statement.role))
    if statement.date is not None:
        graph.say(node, t.DATE, t.date(statement.date))
    if statement.status is not None:
        graph.say(node, t.STATUS, t.kg("status-" + statement.status))
    if statement.agreement is not None:
        graph.say(node, t.AGREEMENT, graph.entities[statement.agreement])
    if graph.ambiguous:
        given = (statement.subject, statement.object, statement.agreement)
        for predicate, one in zip((t.SUBJECT_AS, t.OBJECT_AS, t.AGREEMENT_AS), given, strict=True):
            if one in graph.ambiguous:
                graph.say(node, predicate, t.name("read", statement.article, one))


def _evidence(graph: _Graph) -> None:
    key = graph.reading.article.id
    words = {(one.start, one.end): one.quote for said in graph.reading.statements for one in said.evidence}
    places = {span: t.selector(key, *span) for span in words}
    for (start, end, rule), node in graph.passages.items():
        graph.say(node, t.HAS_SOURCE, graph.name)
        graph.say(node, t.HAS_SELECTOR, places[start, end])
        graph.say(node, t.GENERATED_BY, t.name("rule", rule))
    for (start, end), quote in words.items():
        place = places[start, end]
        graph.say(place, t.START, Literal(start))
        graph.say(place, t.END, Literal(end))
        graph.say(place, t.EXACT, Literal(quote))


def _order(graph: _Graph, node: str, what: str, given: Sequence[object], base: Sequence[object]) -> None:
    if len(given) < 2 or list(given) == list(base):
        return
    places = {one: str(place) for place, one in enumerate(base)}
    graph.say(node, t.ORDER, Literal(" ".join([what, *(places[one] for one in given)])))
