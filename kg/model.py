"""The nouns of the project. Everything else is a function that turns one of them into the next.

Offsets are indices into ``Article.raw`` counted in code points, end exclusive, and
``raw[evidence.start:evidence.end] == evidence.quote`` holds for every piece of evidence.
Dates are partial ISO 8601: ``2024-04-09``, ``2024-04``, ``2024`` or, with no year, ``--04-09`` and ``--04``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as its reader delivered it, before any cleaning.

    ``id`` depends on the canonical URL, else on ``name``, never on the content, whose SHA-256 is ``version``.
    ``sketch`` is a short text by which near-copies of an article are found; ``copy_of`` the id of the article that
    stands for them, None where it is this one.
    """

    id: str
    name: str
    raw: str
    version: str
    language: str = "und"
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    example: bool = False
    sketch: str | None = None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the article where an entity is named; ``text`` is as written."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that an article speaks of.

    ``id`` is the id it was read with, valid inside its article; ``canonical`` the id it has across articles,
    empty until it was resolved; ``key`` the id that its name gave it, where a decision has since given it another
    ``canonical``, else empty. ``type`` is a class of the ontology. ``names`` are (language, name) pairs,
    the preferred one first.
    """

    id: str
    type: str
    name: str
    names: tuple[tuple[str, str], ...] = ()
    mentions: tuple[Mention, ...] = ()
    canonical: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An exact piece of an article that says what a statement says, and the rule that read it there."""

    article: str
    start: int
    end: int
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What one article says: a subject, a predicate of the ontology, an object, and how it is qualified.

    ``object`` is an entity id, or a field code where the predicate points at a field. ``status`` is one of
    announced, signed, planned, suspended, ended, or None where the article tells none. ``agreement`` is the id
    of the Agreement entity that a signature or a partnership belongs to.
    """

    id: str
    article: str
    subject: str
    predicate: str
    object: str
    evidence: tuple[Evidence, ...]
    confidence: float
    role: str | None = None
    date: str | None = None
    status: str | None = None
    fields: tuple[str, ...] = ()
    agreement: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A candidate statement that was not made, and why."""

    rule: str
    reason: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article. This is what a store adds and takes back."""

    article: Article
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    refused: tuple[Refusal, ...] = ()
    fault: str = ""
    """Why the program failed to read it, if it did; then there is nothing else, and nothing to store."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of an article that its reading went by; ``label`` says what it was taken for.

    ``kind`` is name, meant (a pronoun or a definite noun), trigger (words of a rule), cue (of doubt or of a status),
    post, date, or aside (not of the article: what its site puts round it).
    """

    start: int
    end: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Unmade:
    """What a rule would have said, and why it did not. ``says`` is what it was about to say, as far as is known."""

    says: tuple[str, ...]
    rule: str
    reason: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """A reading with all that led to it.

    ``marks`` stand in order and apart. ``rules`` are those behind each statement, by its id, ``places`` where each
    rule is written. ``unmade`` were met and stated nothing; of ``near`` the sentence has the words, and no more.
    """

    reading: Reading
    marks: tuple[Mark, ...] = ()
    rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    unmade: tuple[Unmade, ...] = ()
    near: tuple[Unmade, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """All statements with one canonical subject, predicate and object: what a person walks along.

    ``sources`` counts articles, ``independent`` those among them that are no near-copies of one another. ``status`` is
    that of the latest dated statement, else the most settled one.
    """

    subject: str
    predicate: str
    object: str
    statements: tuple[Statement, ...]
    confidence: float
    sources: int
    first_date: str | None = None
    last_date: str | None = None
    status: str | None = None
    independent: int = 0


@dataclass(frozen=True, slots=True)
class Network:
    """Entities and edges that a query returned, with the articles that say so: what a renderer takes.

    Entities here carry their canonical id as ``id``. ``centre`` is the entity that was asked for, if one was.
    """

    entities: tuple[Entity, ...] = ()
    edges: tuple[Edge, ...] = ()
    articles: tuple[Article, ...] = field(default=())
    centre: str | None = None
