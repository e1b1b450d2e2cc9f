"""What follows across articles without a person's word: the same person, the same deal, the same text.

Names settle most things by themselves (``kg.identity.keys``). What is left needs two articles side by side:

================  =====================================================================================================
rule              joins
================  =====================================================================================================
``person.body``   two people of one name, of two words or more, who have a post in, or sign for, the same institution
``person.deal``   two people of one name in two reports of one deal, or in two near-copies of one text
``deal.parties``  two agreements of two articles that share two parties and have dates that are one day, told more or
                  less fully; where such dates would join two deals of different dates, none of them is joined
``place.two``     what articles say of several institutions of one name with each one of its own, by country or province
``text.copy``     two articles that are near-copies of one text
================  =====================================================================================================
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations, pairwise, starmap
from typing import Protocol

from kg.identity.copies import bands, copies
from kg.identity.groups import Groups, Pair
from kg.identity.ledger import Decision, Ledger, decision
from kg.identity.shuffle import Clue, Key, Value, gathered
from kg.identity.sites import Site, moves, sites
from kg.ids import fold
from kg.model import Entity, Reading

BY = "kg"
"""Who signs what a rule decides."""
_FEWEST_WORDS = 2
_TELLS = "tells"
Found = set[tuple[str, Pair]]
"""Rules and the pairs of ids that they join."""
Link = tuple[str, str, str]
"""A rule and the two ids that it joins; or, as ``tells``, a deal and an article that reports it as others do."""


@dataclass(frozen=True, slots=True)
class _Person:
    key: str
    article: str
    names: frozenset[str]
    bodies: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Deal:
    key: str
    article: str
    parties: frozenset[str]
    date: str


@dataclass(slots=True)
class Evidence:
    """What the rules need to know of articles, gathered reading by reading: people, deals, sites and sketches only."""

    people: list[_Person] = field(default_factory=list)
    deals: list[_Deal] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    sketches: dict[str, str] = field(default_factory=dict)

    def see(self, reading: Reading) -> Reading:
        """Take note of a reading whose entities are resolved, and hand it on."""
        added = {entity.id: entity.key or entity.canonical for entity in reading.entities}
        kinds = {entity.id: entity.type for entity in reading.entities}
        ends: dict[str, set[str]] = defaultdict(set)
        dates: dict[str, set[str]] = defaultdict(set)
        for one in reading.statements:
            if one.predicate in ("HOLDS_ROLE", "SIGNED"):
                ends[one.subject].add(added[one.object])
            elif one.predicate == "PARTY_TO":
                ends[one.object].add(added[one.subject])
                dates[one.object] |= {one.date} if one.date else set()
        for entity in reading.entities:
            told = frozenset(ends.get(entity.id, ()))
            if kinds[entity.id] == "Person" and (names := _full_names(entity)):
                self.people.append(_Person(added[entity.id], reading.article.id, names, told))
            elif kinds[entity.id] == "Agreement" and len(dates[entity.id]) == 1:
                (date,) = dates[entity.id]
                self.deals.append(_Deal(added[entity.id], reading.article.id, told, date))
        self.sites += sites(reading)
        if reading.article.sketch is not None:
            self.sketches[reading.article.id] = reading.article.sketch
        return reading

    def links(self, told: Mapping[str, str]) -> Found:
        """All pairs that the rules join; ``told`` is who is who by what people decided."""
        return linked(partial(here, (self,)), told)


Clues = Callable[[Evidence], Iterable[Clue]]
"""Tells the clues of some evidence: each a key, and what is said of it."""


def seen(readings: Iterable[Reading]) -> Evidence:
    """What the rules need to know of some readings."""
    evidence = Evidence()
    for reading in readings:
        evidence.see(reading)
    return evidence


def here(evidence: Iterable[Evidence], clues: Clues) -> Iterator[Link]:
    """A round in this process."""
    for key, values in gathered(clue for one in evidence for clue in clues(one)):
        yield from joins(key, values)


def linked(run: Callable[[Clues], Iterable[Link]], told: Mapping[str, str]) -> Found:
    """All pairs that the rules join. A round brings what evidence says of one key together, wherever it is: ``run``
    takes the function that tells the clues of some evidence, and gives what ``joins`` made of all clues of each key.

    There are two: people are also known by the deals and texts that their articles share.
    """
    first = set(run(partial(first_clues, told)))
    occasions = _occasions(first)
    second = set(run(partial(second_clues, occasions))) if occasions else set()
    return {(rule, (one, other)) for rule, one, other in first | second if rule != _TELLS}


def first_clues(told: Mapping[str, str], evidence: Evidence) -> Iterator[Clue]:
    """What joins people by their bodies, deals, places and texts."""
    for person in evidence.people:
        for body in {told.get(body, body) for body in person.bodies}:
            yield from ((("person.body", name, body), (person.key,)) for name in person.names)
    for deal in evidence.deals:
        for pair in combinations(sorted({told.get(party, party) for party in deal.parties}), 2):
            yield ("deal.parties", *pair), (deal.key, deal.article, deal.date)
    for site in evidence.sites:
        yield ("place.two", site.key), (site.entity, site.country, site.province)
    for article, text in evidence.sketches.items():
        yield from ((("text.copy", band), (article, text)) for band in bands(text))


def second_clues(occasions: Mapping[str, Iterable[str]], evidence: Evidence) -> Iterator[Clue]:
    """What joins people by what their articles report: deals and texts, by article."""
    for person in evidence.people:
        for occasion in occasions.get(person.article, ()):
            yield from ((("person.deal", name, occasion), (person.key,)) for name in person.names)


def joins(key: Key, values: Sequence[Value]) -> Iterator[Link]:
    """What the clues of one key join."""
    rule = key[0]
    if rule == "deal.parties":
        yield from _deals(values)
    elif rule == "place.two":
        yield from ((rule, *pair) for pair in moves(Site(key[1], *value) for value in values))
    elif rule == "text.copy":
        yield from ((rule, *pair) for pair in copies((article, text) for article, text in values))
    else:
        yield from ((rule, *pair) for pair in _chain(one for (one,) in values))


def _full_names(entity: Entity) -> frozenset[str]:
    names = (fold(name) for name in (entity.name, *(name for _, name in entity.names)))
    return frozenset(name for name in names if len(name.split()) >= _FEWEST_WORDS)


def _occasions(links: Iterable[Link]) -> dict[str, set[str]]:
    """What articles report that other articles report too: deals and texts, by article."""
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for rule, one, other in links:
        pairs[rule].append((one, other))
    found = defaultdict[str, set[str]](set)
    same, texts = Groups(pairs["deal.parties"]), Groups(pairs["text.copy"])
    for deal, article in pairs[_TELLS]:
        found[article].add(same.of(deal))
    for text, articles in texts.members().items():
        for article in articles:
            found[article].add(text)
    return dict(found)


def _deals(values: Iterable[Value]) -> Iterator[Link]:
    """Deals of two parties that are one, and which articles tell of them."""
    by_date: dict[str, dict[str, str]] = defaultdict(dict)
    for deal, article, date in values:
        if one_day(date, date):
            by_date[date][deal] = article
    days = Groups((one, other) for one, other in combinations(by_date, 2) if one_day(one, other))
    together: dict[str, list[str]] = defaultdict(list)
    for date in by_date:
        together[days.of(date)].append(date)
    for dates in together.values():
        told = {deal: article for date in dates for deal, article in by_date[date].items()}
        if len(told) > 1 and len(set(told.values())) == len(told) and all(starmap(one_day, combinations(dates, 2))):
            yield from (("deal.parties", *pair) for pair in _chain(told))
            yield from ((_TELLS, deal, article) for deal, article in told.items())


def one_day(one: str, other: str) -> bool:
    """Whether two partial dates may be told of one day, the one more fully than the other. A year is not enough.

    >>> one_day("2024-11-28", "--11-28"), one_day("2025-03", "2025-03-14"), one_day("2024", "2024-11-28")
    (True, True, False)
    """
    if one.startswith("--") or other.startswith("--"):
        return one.removeprefix("--")[-5:] == other.removeprefix("--")[-5:] and len(one) > 4 and len(other) > 4
    return len(min(one, other, key=len)) > 4 and (one.startswith(other) or other.startswith(one))


def _chain(keys: Iterable[str]) -> Iterator[Pair]:
    ordered = sorted(set(keys))
    yield from pairwise(ordered)


class Links(Protocol):
    """What tells the pairs that the rules join: ``Evidence``, or what has read it from elsewhere."""

    def links(self, told: Mapping[str, str]) -> Found:
        """All pairs; ``told`` is who is who by what people decided."""
        ...


def told(ledger: Ledger) -> Mapping[str, str]:
    """Who is who by what people decided."""
    return Ledger(tuple(one for one in ledger.in_force if not one.rule)).same


def decide(ledger: Ledger, evidence: Links) -> list[Decision]:
    """The lines that a ledger lacks so that what the rules decided is what they find now.

    What a person undid is not decided again. A decision of a rule that no longer finds it is undone.
    """
    refused = {(one.one, one.other) for one in ledger.decisions if one.rule} - set(ledger.pairs("same", ruled=True))
    refused &= _undone_by_people(ledger)
    by_rule: dict[str, list[Pair]] = defaultdict(list)
    for rule, pair in sorted(evidence.links(told(ledger))):
        if pair not in refused:
            by_rule[rule].append(pair)
    found = {rule: Groups(pairs) for rule, pairs in by_rule.items()}
    lines: list[Decision] = []
    stands: dict[str, Groups] = defaultdict(Groups)
    for one in ledger.in_force:
        if one.kind == "same" and one.rule:
            if one.rule in found and found[one.rule].of(one.one) == found[one.rule].of(one.other):
                stands[one.rule].join(one.one, one.other)
            else:
                lines.append(decision("undo", one.id, because="no longer found", by=BY, rule=one.rule))
    for rule, pairs in by_rule.items():
        for pair in pairs:
            if stands[rule].of(pair[0]) != stands[rule].of(pair[1]):
                stands[rule].join(*pair)
                lines.append(decision("same", *pair, because=rule, by=BY, rule=rule))
    return lines


def _undone_by_people(ledger: Ledger) -> set[Pair]:
    by_id = {one.id: one for one in ledger.decisions}
    undos = (one for one in ledger.decisions if one.kind == "undo" and not one.rule and one.one in by_id)
    return {(by_id[one.one].one, by_id[one.one].other) for one in undos}
