"""Annotated articles, and how far a reading of one agrees with what a careful reader wrote down.

The files are those of ``tests/gold``: one JSON object per article with ``entities`` (``types`` and ``names`` by key),
``relations`` (``s``, ``p``, ``o``) and ``agreements`` (``parties``, ``date``, ``place``, ``fields``). What is marked
``optional`` there is right to find and no fault to leave out.
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.model import Entity, Reading, Statement
from schemas.ontology import ontology

_STRIP = " \t\n\"'“”‘’„«».,;:()[]|–-"
_OVERLAP = 0.5
"""Agreements with this share of their parties in common are taken for one."""

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Gold:
    """What a careful reader found in one article."""

    article: str
    language: str
    entities: Mapping[str, Mapping[str, Any]]
    relations: tuple[Mapping[str, Any], ...]
    agreements: tuple[Mapping[str, Any], ...]


@dataclass(slots=True)
class Verdict:
    """A reading beside its annotation.

    ``right`` tells of every statement whether the annotation has it; ``found`` are the required relations that were
    read, ``missed`` those that were not, ends by their keys in the annotation. An agreement stands there by its number.
    ``entities`` leads from ids of the reading to keys of the annotation.
    """

    right: dict[str, bool] = field(default_factory=dict)
    found: list[Triple] = field(default_factory=list)
    missed: list[Triple] = field(default_factory=list)
    entities: dict[str, str] = field(default_factory=dict)


def load(folder: Path) -> dict[str, Gold]:
    """The annotations of a folder by the name of their article. Raises ``DataError``."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            gold = Gold(
                *(data["article"], data["language"], data["entities"]),
                *(tuple(data["relations"]), tuple(data["agreements"])),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{path}: expected an annotation, got {error}") from error
        found[gold.article] = gold
    return found


def norm(name: str) -> str:
    """A name as two readers would write it alike.

    >>> norm("“Bệnh_viện K”,")
    'bệnh viện k'
    """
    name = unicodedata.normalize("NFC", name).replace("_", " ")
    return " ".join(name.casefold().split()).strip(_STRIP)


def compare(reading: Reading, gold: Gold) -> Verdict:
    """Judge every statement of a reading by its annotation, and tell what it lacks."""
    verdict = Verdict(entities=_mapped(reading.entities, gold))
    deals = {entity.id for entity in reading.entities if entity.type == "Agreement"}
    told = [s for s in reading.statements if s.object not in deals and s.subject not in deals]
    _relations(verdict, told, gold)
    _agreements(verdict, deals, [s for s in reading.statements if s.object in deals or s.subject in deals], gold)
    return verdict


def _mapped(entities: Iterable[Entity], gold: Gold) -> dict[str, str]:
    """Ids to keys: those with most names in common first; one entity may be a second copy of what another is."""
    theirs = {key: {norm(name) for name in entry["names"]} for key, entry in gold.entities.items()}
    pairs = []
    for entity in entities:
        mine = {norm(mention.text) for mention in entity.mentions}
        for key, names in theirs.items():
            if shared := len(mine & names):
                pairs.append((entity.type in gold.entities[key]["types"], shared, -len(mine), entity.id, key))
    mapped: dict[str, str] = {}
    taken: set[str] = set()
    for typed, _, _, identifier, key in sorted(pairs, key=lambda pair: pair[:3], reverse=True):
        if identifier not in mapped and (typed or key in taken):
            mapped[identifier] = key
            taken.add(key)
    return mapped


def _triple(subject: str, predicate: str, target: str) -> Triple:
    ends = sorted((subject, target)) if ontology().predicates[predicate].symmetric else [subject, target]
    return ends[0], predicate, ends[1]


def _relations(verdict: Verdict, told: Iterable[Statement], gold: Gold) -> None:
    required: set[Triple] = set()
    optional: set[Triple] = set()
    for row in gold.relations:
        either = (required, optional)[bool(row.get("optional"))]
        either.add(_triple(row["s"], row["p"], row["o"]))
        if row.get("any_direction"):
            optional.add(_triple(row["o"], row["p"], row["s"]))
    got: set[Triple] = set()
    fielded = {name for name in ontology().predicates if ontology().has_field(name)}
    for s in told:
        subject = verdict.entities.get(s.subject, f"?{s.subject}")
        target = s.object if s.predicate in fielded else verdict.entities.get(s.object, f"?{s.object}")
        triple = _triple(subject, s.predicate, target)
        verdict.right[s.id] = triple in required or triple in optional
        got.add(triple)
    turned = {
        _triple(row["s"], row["p"], row["o"])
        for row in gold.relations
        if row.get("any_direction") and _triple(row["o"], row["p"], row["s"]) in got
    }
    verdict.found = sorted(required & (got | turned))
    verdict.missed = sorted(required - got - turned)


def _agreements(verdict: Verdict, deals: set[str], told: list[Statement], gold: Gold) -> None:
    """Pair the agreements of both, best first, and judge what is said of each."""
    free: dict[str, set[str]] = {deal: set() for deal in sorted(deals)}
    for s in told:
        if s.predicate == "PARTY_TO":
            free[s.object].add(verdict.entities.get(s.subject, f"?{s.subject}"))
    dates = {s.object: s.date for s in told if s.predicate == "PARTY_TO"}
    for number, row in sorted(enumerate(gold.agreements), key=lambda item: bool(item[1].get("optional"))):
        want, extra = set(row["parties"]), set(row.get("optional_parties", []))

        def overlap(deal: str, want: set[str] = want, extra: set[str] = extra) -> float:
            have = free[deal] - extra
            return len(have & want) / len(have | want)

        def rank(deal: str, row: Mapping[str, Any] = row) -> tuple[float, bool]:
            return overlap(deal), dates.get(deal) == row["date"]

        best = max(free, key=rank, default=None)
        if best is not None and overlap(best) < _OVERLAP:
            best = None
        _judge(verdict, f"agreement {number}", best, told, row)
        if best is not None:
            del free[best]
    for s in told:
        verdict.right.setdefault(s.id, False)


def _judge(verdict: Verdict, name: str, deal: str | None, told: list[Statement], row: Mapping[str, Any]) -> None:
    """What is told of one agreement, ``deal``, beside what the annotation has of it."""
    said: dict[str, set[str]] = {"PARTY_TO": set(), "COVERS": set(), "LOCATED_IN": set()}
    may = {
        "PARTY_TO": {*row["parties"], *row.get("optional_parties", [])},
        "COVERS": {*row["fields"], *row.get("optional_fields", [])},
        "LOCATED_IN": {row["place"]} - {None},
    }
    for s in told if deal is not None else ():
        if deal in (s.subject, s.object):
            end = s.subject if s.object == deal else s.object
            key = end if s.predicate == "COVERS" else verdict.entities.get(end, "")
            said[s.predicate].add(key)
            verdict.right[s.id] = key in may[s.predicate]
    if row.get("optional"):
        return
    for predicate, keys in (("PARTY_TO", row["parties"]), ("COVERS", row["fields"])):
        for key in keys:
            ends = (key, name) if predicate == "PARTY_TO" else (name, key)
            (verdict.found if key in said[predicate] else verdict.missed).append((ends[0], predicate, ends[1]))
