"""The RDF terms that a store writes. Namespaces come from the ontology."""

import re
from datetime import datetime
from functools import lru_cache
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode

from schemas.ontology import ontology

NAMESPACES = dict(ontology().namespaces)
_NS = NAMESPACES
_CACHE = 16_384
"""Terms that are kept: to make one takes ten times as long as to look it up, and articles repeat theirs."""

TYPE = NamedNode(_NS["rdf"] + "type")
SUBJECT = NamedNode(_NS["rdf"] + "subject")
PREDICATE = NamedNode(_NS["rdf"] + "predicate")
OBJECT = NamedNode(_NS["rdf"] + "object")
LABEL = NamedNode(_NS["rdfs"] + "label")
PREF_LABEL = NamedNode(_NS["skos"] + "prefLabel")
ALT_LABEL = NamedNode(_NS["skos"] + "altLabel")
HAS_TARGET = NamedNode(_NS["oa"] + "hasTarget")
HAS_SOURCE = NamedNode(_NS["oa"] + "hasSource")
HAS_SELECTOR = NamedNode(_NS["oa"] + "hasSelector")
START = NamedNode(_NS["oa"] + "start")
END = NamedNode(_NS["oa"] + "end")
EXACT = NamedNode(_NS["oa"] + "exact")
GENERATED_BY = NamedNode(_NS["prov"] + "wasGeneratedBy")
LANGUAGE = NamedNode(_NS["dcterms"] + "language")
TITLE = NamedNode(_NS["dcterms"] + "title")
ISSUED = NamedNode(_NS["dcterms"] + "issued")
PUBLISHER = NamedNode(_NS["schema"] + "publisher")
URL = NamedNode(_NS["schema"] + "url")
INTEGER = NamedNode(_NS["xsd"] + "integer")
JSON = NamedNode(_NS["rdf"] + "JSON")
DOUBLE = NamedNode(_NS["xsd"] + "double")
BOOLEAN = NamedNode(_NS["xsd"] + "boolean")
text = lru_cache(maxsize=_CACHE)(str)
"""A term as N-Quads write it."""
NUMBERS = {_NS["xsd"] + name: float for name in ("decimal", "double", "float")}


@lru_cache(maxsize=_CACHE)
def kg(name: str) -> NamedNode:
    """A term of the project's own vocabulary."""
    return NamedNode(_NS["kg"] + name)


ID, KIND, FOLDED, TALLY, DIGEST, ORDER = map(kg, ("id", "type", "folded", "tally", "digest", "order"))
TIES, BRIEF = map(kg, ("ties", "brief"))
CANONICAL, MENTIONS, CONFIDENCE, ROLE, DATE, STATUS = map(
    kg, ("canonical", "mentions", "confidence", "role", "date", "status")
)
FIELD, AGREEMENT, NAME, VERSION, EXAMPLE, STALE = map(kg, ("field", "agreement", "name", "version", "example", "stale"))
KEY, SKETCH, COPY_OF, STANDS_FOR, CALLED = map(kg, ("key", "sketch", "copyOf", "standsFor", "called"))
SUBJECT_AS, OBJECT_AS, AGREEMENT_AS = map(kg, ("subjectAs", "objectAs", "agreementAs"))
ARTICLE_CLASS, STATEMENT_CLASS = kg("Article"), kg("Statement")
PREDICATES = {name: kg(name) for name in ontology().predicates}
SYMMETRIC = frozenset(PREDICATES[name] for name, one in ontology().predicates.items() if one.symmetric)
STALE_GRAPH = NamedNode(_NS["graph"] + "stale")
IDENTITY_GRAPH = NamedNode(_NS["graph"] + "identity")
YES = Literal("true", datatype=BOOLEAN)

_SAFE = re.compile(r"[A-Za-z0-9._~-]+").fullmatch
_DATES = (
    ("%Y-%m-%d", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), NamedNode(_NS["xsd"] + "date")),
    ("%Y-%m", re.compile(r"[0-9]{4}-[0-9]{2}"), NamedNode(_NS["xsd"] + "gYearMonth")),
    ("%Y", re.compile(r"[0-9]{4}"), NamedNode(_NS["xsd"] + "gYear")),
    ("%Y--%m-%d", re.compile(r"--[0-9]{2}-[0-9]{2}"), NamedNode(_NS["xsd"] + "gMonthDay")),
    ("%Y--%m", re.compile(r"--[0-9]{2}"), NamedNode(_NS["xsd"] + "gMonth")),
)


@lru_cache(maxsize=_CACHE)
def iri(kind: str, *keys: str) -> NamedNode:
    """The name of a thing of the program: ``kind`` is a declared prefix, the keys may hold any character.

    >>> iri("entity", "c-1>").value
    'urn:healthkg:entity:c-1%3E'
    """
    return NamedNode(name(kind, *keys)[1:-1])


@lru_cache(maxsize=_CACHE)
def name(kind: str, *keys: str) -> str:
    """The same as N-Quads write it.

    >>> name("entity", "c-1>")
    '<urn:healthkg:entity:c-1%3E>'
    """
    return f"<{_NS[kind]}{'/'.join([safe(key) for key in keys])}>"


@lru_cache(maxsize=_CACHE)
def safe(key: str) -> str:
    """A key with all but letters, digits and ``-._~`` as percent codes."""
    return key if _SAFE(key) else quote(key, safe="")


def key(kind: str, node: str) -> str:
    """The last key in a name that ``iri`` made.

    >>> key("entity", "urn:healthkg:entity:c-1%3E")
    'c-1>'
    """
    name = node[len(_NS[kind]) :].rpartition("/")[2]
    return unquote(name) if "%" in name else name


def selector(article: str, start: int, end: int) -> str:
    """The name of a stretch of an article as N-Quads write it, with the text fragment of RFC 5147."""
    return f"<{_NS['article']}{safe(article)}#char={start},{end}>"


def passage(node: str) -> tuple[int, int, str]:
    """Start, end and rule in the name of a passage.

    >>> passage(iri("passage", "a", "3-9", "vi.sign").value)
    (3, 9, 'vi.sign')
    """
    _, place, rule = node.rsplit("/", 2)
    start, _, end = place.partition("-")
    return int(start), int(end), unquote(rule)


@lru_cache(maxsize=_CACHE)
def date(text: str) -> Literal:
    """A partial date with its XML Schema type; anything else, also a day that no calendar has, as plain text.

    >>> date("--11-27").datatype.value, date("--11").datatype.value
    ('http://www.w3.org/2001/XMLSchema#gMonthDay', 'http://www.w3.org/2001/XMLSchema#gMonth')
    """
    found = ((form, kind) for form, shape, kind in _DATES if shape.fullmatch(text))
    for form, kind in found:
        try:  # a year without a day in February leaps
            datetime.strptime(f"2000{text}" if text.startswith("--") else text, form)
        except ValueError:
            break
        return Literal(text, datatype=kind)
    return Literal(text)


@lru_cache(maxsize=_CACHE)
def number(value: float) -> Literal:
    """A number in double precision, every digit of it."""
    return Literal(repr(value), datatype=DOUBLE)


def plain(term: object) -> str | int | float | bool | None:
    """A term as a plain Python value: ids for the names of things, local names for terms of the vocabulary."""
    if isinstance(term, Literal):
        return _value(term)
    if isinstance(term, NamedNode):
        for kind in _PLAIN:
            if term.value.startswith(_NS[kind]):
                return key(kind, term.value)
        return term.value
    return None if term is None else str(term)


_PLAIN = ("entity", "kg", "field", "article", "statement", "rule")


def _value(literal: Literal) -> str | int | float | bool:
    kind = literal.datatype
    try:
        if kind == INTEGER:
            return int(literal.value)
        if kind.value in NUMBERS:
            return float(literal.value)
    except ValueError:
        return literal.value
    return literal.value in ("true", "1") if kind == BOOLEAN else literal.value
