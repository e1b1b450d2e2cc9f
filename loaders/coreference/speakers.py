"""Whose house a bare noun means in what somebody says: ``Theo ông A, giám đốc X, bệnh viện ...``."""

from bisect import bisect_left, insort

from loaders.coreference.voices import house_of
from loaders.names.things import Thing, akin
from loaders.text.lexicon import CARE, match_compound, phrase_at
from loaders.text.scene import Name, Scene

# Words of the titles of somebody, and one that tells that they say something.
_TITLED = 4


class Speakers:
    """The people of an article, by where they are named or meant, with the institutions at which they have posts."""

    def __init__(self, sc: Scene, things: list[Thing], names: list[Name]) -> None:
        self.sc, self.things, self.names = sc, things, names
        self.people = sorted(((n.first, n) for n in names if n.type == "Person"), key=lambda spot: spot[0])
        self.houses: dict[int, Name | None] = {}

    def add(self, person: Name) -> None:
        """Note a pronoun that means somebody."""
        insort(self.people, (person.first, person), key=lambda spot: spot[0])

    def meant(self, at: int, kind: str) -> Name | None:
        """The house of who is told to say that in which a definite noun at a word stands, where such a noun fits it."""
        doc, lex = self.sc.doc, self.sc.lex
        person = self._before(at, doc.sentences[doc.sentence_of(at)][0])
        if person is None:
            return None
        said = next((k for k in range(person.last, at) if phrase_at(lex.speech, doc.lower, k)), -1)
        if said < 0 and lex.quoting.isdisjoint(doc.lower[max(0, person.first - _TITLED) : person.first]):
            return None
        house = self._house(person, kind)
        since = max(said, person.last, house.last) if house is not None else at
        others = any(since <= n.first < at and n.type in CARE for n in self.names)
        return None if others else house

    def led(self, last: int, kind: str) -> tuple[Name | None, int]:
        """The house of whom the words behind a noun call its head, and where these end: ``do ông phụ trách``."""
        doc, lex = self.sc.doc, self.sc.lex
        if last + 1 >= len(doc.words) or doc.lower[last] not in lex.leading or doc.lower[last + 1] not in lex.persons:
            return None, last
        size = match_compound(lex.heading, doc.lower, last + 2, len(doc.lower))
        if doc.caps[last + 2 : last + 3] == [True] or not (size or doc.lower[last] in lex.of):
            return None, last
        person = self._before(last, 0)
        return (self._house(person, kind), last + 2 + size) if person is not None else (None, last)

    def _before(self, at: int, since: int) -> Name | None:
        """Who is named last before a word."""
        spot = bisect_left(self.people, at, key=lambda spot: spot[0]) - 1
        return self.people[spot][1] if spot >= 0 and self.people[spot][0] >= since else None

    def _house(self, person: Name, kind: str) -> Name | None:
        """The institution at which somebody has a post, where a noun of some kind may mean it."""
        if person.entity not in self.houses:
            house = house_of(self.sc, self.names, self.things[person.entity])
            self.houses[person.entity] = None if house is not None and self._moved(house) else house
        house = self.houses[person.entity]
        return house if house is not None and (kind == "org" or akin(house.type or "Company", kind)) else None

    def _moved(self, house: Name) -> bool:
        """Whether a second post elsewhere is told of whose house was named: ``Phó Giám đốc X, giữ chức Giám đốc Y``."""
        doc = self.sc.doc
        end = doc.sentences[doc.sentence_of(house.first)][1]
        following = bisect_left(self.people, house.last, key=lambda spot: spot[0])
        end = min([end, *(first for first, _ in self.people[following : following + 1])])
        posts = {last for first, last in self.sc.roles.items() if house.last <= first < end}
        return any(n.first in posts and n.type in CARE and n.entity != house.entity for n in self.names)
