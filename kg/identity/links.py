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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from kg.identity.copies import near_copies
from kg.identity.groups import Groups, Pair
from kg.identity.ledger import Decision, Ledger, decision
from kg.identity.sites import Site, moves, sites
from kg.ids import fold
from kg.model import Entity, Reading

BY = "kg"
"""Who signs what a rule decides."""
_FEWEST_WORDS = 2
Found = set[tuple[str, Pair]]
"""Rules and the pairs of ids that they join."""


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
    """What the rules need to know of all articles, gathered reading by reading: people, deals and sketches only."""

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

        def now(key: str) -> str:
            return told.get(key, key)

        deals, copies = list(_deals(self.deals, now)), list(near_copies(self.sketches))
        bodies = ((one, map(now, one.bodies)) for one in self.people)
        told_of = _occasions(self.deals, deals, copies)
        occasions = ((one, told_of.get(one.article, ())) for one in self.people)
        return {
            *(("person.body", pair) for pair in _people(bodies)),
            *(("person.deal", pair) for pair in _people(occasions)),
            *(("deal.parties", pair) for pair in deals),
            *(("place.two", pair) for pair in moves(self.sites)),
            *(("text.copy", pair) for pair in copies),
        }


def _full_names(entity: Entity) -> frozenset[str]:
    names = (fold(name) for name in (entity.name, *(name for _, name in entity.names)))
    return frozenset(name for name in names if len(name.split()) >= _FEWEST_WORDS)


def _people(people: Iterable[tuple[_Person, Iterable[str]]]) -> Iterator[Pair]:
    """Pairs of people with a name in common and something else that is told of each."""
    alike: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one, shared in people:
        for other in shared:
            for name in one.names:
                alike[name, other].add(one.key)
    for keys in alike.values():
        yield from _chain(keys)


def _occasions(deals: Iterable[_Deal], joined: Iterable[Pair], copies: Iterable[Pair]) -> dict[str, set[str]]:
    """What articles report that other articles report too: deals and texts, by article."""
    pairs, found = list(joined), defaultdict[str, set[str]](set)
    several, same, texts = {key for pair in pairs for key in pair}, Groups(pairs), Groups(copies)
    for one in deals:
        if one.key in several:
            found[one.article].add(same.of(one.key))
    for text, articles in texts.members().items():
        for article in articles:
            found[article].add(text)
    return found


def _deals(deals: Iterable[_Deal], now: Callable[[str], str]) -> Iterator[Pair]:
    by_parties: dict[Pair, list[_Deal]] = defaultdict(list)
    for one in deals:
        for first, second in combinations(sorted({now(party) for party in one.parties}), 2):
            by_parties[first, second].append(one)
    for told in by_parties.values():
        same = Groups((one.key, other.key) for one, other in combinations(told, 2) if one_day(one.date, other.date))
        together: dict[str, dict[str, _Deal]] = defaultdict(dict)
        for one in told:
            together[same.of(one.key)][one.key] = one
        for found in together.values():
            group = list(found.values())
            if len({one.article for one in group}) == len(group) and all(
                one_day(one.date, other.date) for one, other in combinations(group, 2)
            ):
                yield from _chain(found)


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


def decide(ledger: Ledger, evidence: Evidence) -> list[Decision]:
    """The lines that a ledger lacks so that what the rules decided is what they find now.

    What a person undid is not decided again. A decision of a rule that no longer finds it is undone.
    """
    told = Ledger(tuple(one for one in ledger.in_force if not one.rule)).same
    refused = {(one.one, one.other) for one in ledger.decisions if one.rule} - set(ledger.pairs("same", ruled=True))
    refused &= _undone_by_people(ledger)
    by_rule: dict[str, list[Pair]] = defaultdict(list)
    for rule, pair in sorted(evidence.links(told)):
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
