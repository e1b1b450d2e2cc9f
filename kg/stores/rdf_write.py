"""A reading as quads in the graph of its article, and a tally as quads of the default graph.

The layout is described in the last part of ontology.ttl. Nothing here touches a store.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from kg.ids import fold
from kg.model import Article, Entity, Reading, Statement
from kg.stores import brief, ties
from kg.stores import terms as t
from kg.stores.edges import keyed
from kg.stores.views import Tally, encode, preferred, view
from schemas.ontology import ontology

has_field = ontology().has_field
Triple = tuple[NamedNode, NamedNode, NamedNode]
"""Subject, predicate and object of a plain triple."""
_Span = tuple[int, int]


def graph_quads(reading: Reading, digest: str, triples: Iterable[Triple]) -> list[Quad]:
    """The whole graph of an article; ``triples`` are those of ``edge_triples``."""
    article, nodes = reading.article, _Nodes(reading)
    graph = nodes.graph
    quads = _article(article, graph, digest)
    quads.append(Quad(graph, t.BRIEF, Literal(brief.encode(reading)), graph))
    quads.append(Quad(graph, t.TIES, Literal(ties.lines(reading)), graph))
    quotes: dict[_Span, str] = {}
    for entity in reading.entities:
        # where an entity is called by its label, the label tells the words
        quotes.update({(one.start, one.end): one.text for one in entity.mentions if one.text != entity.name})
        quads += _entity(entity, article.id, nodes)
    for statement in reading.statements:
        quotes.update({(one.start, one.end): one.quote for one in statement.evidence})
        quads += _statement(statement, nodes)
    for (start, end, rule), node in nodes.passages.items():
        quads.append(Quad(node, t.HAS_SOURCE, graph, graph))
        quads.append(Quad(node, t.HAS_SELECTOR, nodes.places[start, end], graph))
        quads.append(Quad(node, t.GENERATED_BY, t.iri("rule", rule), graph))
    for start, end in {(start, end) for start, end, _ in nodes.passages}:
        place = nodes.places[start, end]
        quads.append(Quad(place, t.START, Literal(start), graph))
        quads.append(Quad(place, t.END, Literal(end), graph))
    quads += [Quad(nodes.places[span], t.EXACT, Literal(text), graph) for span, text in quotes.items()]
    quads += [Quad(*triple, graph) for triple in triples]
    return quads


class _Nodes:
    """The nodes of one article's graph, each made once: its canonical entities by the ids of the entities as read, its
    places, its passages. ``ambiguous`` are entities as read that share a canonical one.
    """

    __slots__ = ("ambiguous", "entities", "graph", "passages", "places")

    def __init__(self, reading: Reading) -> None:
        key, evidence = reading.article.id, [one for statement in reading.statements for one in statement.evidence]
        self.graph = t.iri("article", key)
        self.entities = {entity.id: t.iri("entity", entity.canonical) for entity in reading.entities}
        shared = Counter(entity.canonical for entity in reading.entities)
        self.ambiguous = {entity.id for entity in reading.entities if shared[entity.canonical] > 1}
        spans = {(one.start, one.end) for one in evidence}
        spans.update((one.start, one.end) for entity in reading.entities for one in entity.mentions)
        self.places = {span: t.selector(key, *span) for span in spans}
        passages = {(one.start, one.end, one.rule) for one in evidence}
        self.passages = {one: t.iri("passage", key, f"{one[0]}-{one[1]}", one[2]) for one in passages}


def edge_triples(reading: Reading) -> set[Triple]:
    """The plain triples that the statements of an article assert, in its graph and in the default one."""
    return {
        (t.iri("entity", one[0]), t.PREDICATES[one[1]], t.iri("field" if has_field(one[1]) else "entity", one[2]))
        for one in {key for key, _ in keyed(reading)}
    }


def walking(triples: Iterable[Triple]) -> Iterator[Quad]:
    """Plain triples as they stand in the default graph: symmetric ones in both directions."""
    for subject, predicate, target in triples:
        yield Quad(subject, predicate, target)
        if predicate in t.SYMMETRIC:
            yield Quad(target, predicate, subject)


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


def _article(article: Article, graph: NamedNode, digest: str) -> list[Quad]:
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
    }
    quads = [Quad(graph, predicate, Literal(text), graph) for predicate, text in told.items() if text is not None]
    quads.append(Quad(graph, t.TYPE, t.ARTICLE_CLASS, graph))
    if article.published is not None:
        quads.append(Quad(graph, t.ISSUED, t.date(article.published), graph))
    if article.copy_of is not None:
        quads.append(Quad(graph, t.COPY_OF, t.iri("article", article.copy_of), graph))
    if article.example:
        quads.append(Quad(graph, t.EXAMPLE, t.YES, graph))
    return quads


def _entity(entity: Entity, article: str, nodes: _Nodes) -> list[Quad]:
    node, graph = t.iri("read", article, entity.id), nodes.graph
    first = preferred(entity)
    named = first in entity.names
    label = Literal(entity.name, language=first[0]) if named else Literal(entity.name)
    others = sorted(pair for pair in entity.names if pair != first)
    spans = [(mention.start, mention.end) for mention in entity.mentions]
    decided = [Quad(node, t.KEY, t.iri("entity", entity.key), graph)] if entity.key else []
    return [
        *decided,
        Quad(node, t.CANONICAL, nodes.entities[entity.id], graph),
        Quad(node, t.KIND, t.kg(entity.type), graph),
        Quad(node, t.LABEL, label, graph),
        *[Quad(node, t.ALT_LABEL, Literal(name, language=language), graph) for language, name in others],
        *[Quad(node, t.MENTION, nodes.places[span], graph) for span in set(spans)],
        *_order(node, "names", entity.names, [first, *others] if named else others, graph),
        *_order(node, "mentions", spans, sorted(set(spans)), graph),
    ]


def _statement(statement: Statement, nodes: _Nodes) -> list[Quad]:
    node, graph = t.iri("statement", statement.id), nodes.graph
    target = t.iri("field", statement.object) if has_field(statement.predicate) else nodes.entities[statement.object]
    evidence = [(one.start, one.end, one.rule) for one in statement.evidence]
    quads = [
        Quad(node, t.TYPE, t.STATEMENT_CLASS, graph),
        Quad(node, t.SUBJECT, nodes.entities[statement.subject], graph),
        Quad(node, t.PREDICATE, t.PREDICATES[statement.predicate], graph),
        Quad(node, t.OBJECT, target, graph),
        Quad(node, t.CONFIDENCE, t.number(float(statement.confidence)), graph),
        Quad(node, t.DERIVED_FROM, graph, graph),
        *[Quad(node, t.HAS_TARGET, nodes.passages[one], graph) for one in set(evidence)],
        *_order(node, "evidence", evidence, sorted(set(evidence)), graph),
        *[Quad(node, t.FIELD, t.iri("field", code), graph) for code in set(statement.fields)],
        *_order(node, "fields", statement.fields, sorted(set(statement.fields)), graph),
    ]
    if statement.role is not None:
        quads.append(Quad(node, t.ROLE, Literal(statement.role), graph))
    if statement.date is not None:
        quads.append(Quad(node, t.DATE, t.date(statement.date), graph))
    if statement.status is not None:
        quads.append(Quad(node, t.STATUS, t.kg("status-" + statement.status), graph))
    if statement.agreement is not None:
        quads.append(Quad(node, t.AGREEMENT, nodes.entities[statement.agreement], graph))
    if nodes.ambiguous:
        given = (statement.subject, statement.object, statement.agreement)
        for predicate, one in zip((t.SUBJECT_AS, t.OBJECT_AS, t.AGREEMENT_AS), given, strict=True):
            if one in nodes.ambiguous:
                quads.append(Quad(node, predicate, t.iri("read", statement.article, one), graph))
    return quads


def _order(node: NamedNode, what: str, given: Sequence[object], base: Sequence[object], graph: NamedNode) -> list[Quad]:
    if len(given) < 2 or list(given) == list(base):
        return []
    places = {one: str(place) for place, one in enumerate(base)}
    return [Quad(node, t.ORDER, Literal(" ".join([what, *(places[one] for one in given)])), graph)]
