"""Readings made by hand for tests of what comes after extraction. All names and events are invented."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from kg.ids import digest, fold
from kg.model import Article, Entity, Evidence, Mention, Reading, Statement
from kg.stores import Store, open_store
from kg.stores.rdf import RdfStore
from kg.stores.views import Tally, tally, view
from schemas.ontology import ontology

Said = tuple[str, str, str] | tuple[str, str, str, Mapping[str, object]]
"""Subject name, predicate, object name or field code, and qualifiers of the statement."""


@contextmanager
def kept(place: Path, readings: Iterable[Reading]) -> Iterator[RdfStore]:
    """A store of readings in a new folder, opened for reading only."""
    with open_store(place) as made:
        made.add(readings)
    with open_store(place, read_only=True) as opened:
        assert isinstance(opened, RdfStore)
        yield opened


def reading(
    name: str, things: dict[str, str], said: Sequence[Said], *, language: str = "ro", text: str = ""
) -> Reading:
    """An article that says each of ``said`` in a sentence of its own about ``things`` (name: type).

    Canonical ids follow from type and folded name, so that the same name in two readings is the same entity.
    """
    lines = [f"{text} {one[0]} {one[1]} {one[2]}.".strip() for one in said]
    raw = "\n".join(lines) or text or name
    article = Article(
        id=digest(name),
        name=name,
        raw=raw,
        version=sha256(raw.encode("utf-8", "surrogatepass")).hexdigest(),
        language=language,
        url=f"https://news.example/{digest(name)}",
        title=f"Știri despre {name}",
        publisher="Curierul Exemplu",
        published="2024-04-09",
        example=True,
    )
    entities = {thing: entity(article, thing, kind) for thing, kind in things.items()}
    statements, start = [], 0
    for line, one in zip(lines, said, strict=True):
        evidence = Evidence(article.id, start, start + len(line), line, f"test.{one[1].lower()}")
        statements.append(_statement(article, entities, one, evidence))
        start += len(line) + 1
    return Reading(article, tuple(entities.values()), tuple(statements))


def entity(article: Article, name: str, kind: str) -> Entity:
    """An entity with every place in the article where its name stands."""
    mentions, at = [], article.raw.find(name) if name else -1
    while at >= 0:
        mentions.append(Mention(name, at, at + len(name)))
        at = article.raw.find(name, at + len(name))
    names = ((article.language, name),)
    return Entity(digest(article.id, name), kind, name, names, tuple(mentions), digest(kind, fold(name)))


def _statement(article: Article, entities: dict[str, Entity], one: Said, evidence: Evidence) -> Statement:
    qualifiers = dict(one[3]) if len(one) == 4 else {}
    subject = entities[one[0]].id
    target = one[2] if ontology().has_field(one[1]) else entities[one[2]].id
    agreement = qualifiers.pop("agreement", None)
    made = Statement(
        id=digest(article.id, one[1], subject, target, str(evidence.start)),
        article=article.id,
        subject=subject,
        predicate=one[1],
        object=target,
        evidence=(evidence,),
        confidence=0.9,
        agreement=None if agreement is None else entities[str(agreement)].id,
    )
    return replace(made, **qualifiers)  # type: ignore[arg-type]


DEAL = reading(
    "deal.txt",
    {
        "Spitalul Luceafărul": "Hospital",
        "Universitatea Pontica": "University",
        "Ana Moldoveanu": "Person",
        "Cluj": "Place",
        "acordul Luceafărul–Pontica": "Agreement",
    },
    [
        (
            *("Spitalul Luceafărul", "PARTNERS_WITH", "Universitatea Pontica"),
            {"date": "2024-04-09", "status": "signed", "agreement": "acordul Luceafărul–Pontica"},
        ),
        (
            *("Spitalul Luceafărul", "PARTY_TO", "acordul Luceafărul–Pontica"),
            {"date": "2024-04-09", "status": "signed", "fields": ("training", "research")},
        ),
        ("Universitatea Pontica", "PARTY_TO", "acordul Luceafărul–Pontica", {"date": "--04-09", "status": "signed"}),
        ("acordul Luceafărul–Pontica", "COVERS", "training"),
        ("Ana Moldoveanu", "HOLDS_ROLE", "Universitatea Pontica", {"role": "rectorul"}),
        ("Spitalul Luceafărul", "LOCATED_IN", "Cluj"),
        ("Spitalul Luceafărul", "SPECIALISES_IN", "oncology"),
    ],
)
"""One signed agreement between two institutions."""

ENDED = reading(
    "ended.txt",
    {"Spitalul Luceafărul": "Hospital", "Universitatea Pontica": "University", "Asociația Mesteacăn": "Organization"},
    [
        ("Universitatea Pontica", "PARTNERS_WITH", "Spitalul Luceafărul", {"date": "2025-01", "status": "ended"}),
        ("Asociația Mesteacăn", "PARTNERS_WITH", "Spitalul Luceafărul"),
    ],
)
"""A later article: the same cooperation, told from the other side, has ended."""

VIETNAMESE = reading(
    "hop-tac.txt",
    {"Bệnh viện Bạch Mai": "Hospital", "Bệnh viện Hoa Sen": "Hospital", "Việt Nam": "Place"},
    [
        ("Bệnh viện Bạch Mai", "PARTNERS_WITH", "Bệnh viện Hoa Sen", {"date": "2023", "fields": ("oncology",)}),
        ("Bệnh viện Bạch Mai", "LOCATED_IN", "Việt Nam"),
    ],
    language="vi",
)

SOME = (DEAL, ENDED, VIETNAMESE)


def many(statements: int, *, seed: int = 1) -> Iterator[Reading]:
    """Readings with about so many statements in all, 15 to an article, over institutions some of which are hubs."""
    lot = random.Random(seed)
    hospitals = [f"Spitalul nr. {number}" for number in range(max(20, statements // 20))]
    places = [f"Orașul {number}" for number in range(60)]
    for number in range(statements // 15):
        chosen = [hospitals[int(len(hospitals) * lot.random() ** 3)] for _ in range(8)]
        things = dict.fromkeys(chosen, "Hospital") | dict.fromkeys(lot.sample(places, 3), "Place")
        towns = [name for name, kind in things.items() if kind == "Place"]
        said: list[Said] = []
        while len(said) < 15:
            one, other = lot.choice(chosen), lot.choice(chosen)
            if one != other and lot.random() < 0.7:
                said.append((one, "PARTNERS_WITH", other, {"date": f"20{lot.randint(10, 25)}", "status": "signed"}))
            else:
                said.append((one, "LOCATED_IN", lot.choice(towns)))
        yield reading(
            f"article-{seed}-{number}.txt", things, said, text="Potrivit unui comunicat de presă al instituției,"
        )


def as_kept(one: Reading) -> Reading:
    """A reading as a store gives it back: no raw text, no refusals, everything in order of ids."""
    return Reading(
        replace(one.article, raw=""),
        tuple(sorted(one.entities, key=lambda entity: entity.id)),
        tuple(sorted(one.statements, key=lambda statement: statement.id)),
    )


def whole(store: Store, readings: Iterable[Reading]) -> int:
    """Whether each of some articles is in a store as it was read or not at all, and all entities are what these
    articles make of them; the number of articles."""
    given = {one.article.id: one for one in readings}
    totals: dict[str, Tally] = {}
    count = 0
    for one in store.readings():
        assert one == as_kept(given[one.article.id])
        count += 1
        for entity in one.entities:
            totals.setdefault(entity.canonical, Tally()).update(tally(entity))
    assert list(store.entities()) == [view(key, totals[key]) for key in sorted(totals)]
    return count
