"""The posts of people as claims tell them: at which institution, just taken up, or held before."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from loaders.relations.claims import Claim, Reader, statements_of

# Sentences back to one that tells of an appointment.
_LATELY = 2


class Seat(NamedTuple):
    """A post of a person: at which institution, under which name, whether just taken up, told in which sentence."""

    body: int
    role: str | None
    new: bool
    sentence: int


def bodies(rd: Reader, claims: list[Claim]) -> dict[int, int]:
    """In which institution each person has a post: the first one that is told and not over."""
    found: dict[int, int] = {}
    for claim, person, body in _told(claims):
        if not _over(rd, claim):
            found.setdefault(person, body)
    return found


def _over(rd: Reader, claim: Claim) -> bool:
    """Whether a post is told to be a former one: "former director", "formerly director"."""
    words = set(rd.doc.lower[max(0, claim.post - 1) : claim.post + 1]) if claim.post >= 0 else set()
    if rd.lex.trailing_nouns:
        # "the former X director"
        words.update(rd.doc.lower[max(0, claim.first - 1) : claim.first])
    if claim.post < 0 and rd.lex.plain:
        # "venită de la X"
        words = set(rd.doc.lower[claim.first : claim.last])
    return bool(words & (rd.lex.former | rd.lex.past))


def _told(claims: list[Claim]) -> Iterator[tuple[Claim, int, int]]:
    """(claim, person, institution) of every post whose institution is named."""
    for claim in claims:
        for y, person, body in statements_of(claim):
            if y.predicate == "HOLDS_ROLE" and isinstance(body, int) and not y.body:
                yield claim, person, body


def seats(rd: Reader, claims: list[Claim]) -> dict[int, Seat]:
    """The post that each person takes up, or the only one that is told of them."""
    told: dict[int, dict[int, Seat]] = {}
    for claim, person, body in _told(claims):
        if _over(rd, claim):
            continue
        new = any(rd.doc.lower[k] in rd.lex.taking for k in range(max(0, claim.first - 2), claim.last))
        told.setdefault(person, {}).setdefault(body, Seat(body, claim.role, new, claim.sentence))
    found = {}
    for person, held in told.items():
        fitting = [seat for seat in held.values() if seat.new] or list(held.values())
        if len(fitting) == 1:
            found[person] = fitting[0]
    return found


def vacated(claim: Claim, holder: int, taken: Mapping[int, Seat]) -> Seat | None:
    """The post that someone had before ``holder``, or before whoever was last told to take one up."""
    if any(kind.startswith("topic") for kind in claim.rule.slots.values()):
        near = [s for s in taken.values() if s.new and claim.sentence - _LATELY <= s.sentence <= claim.sentence]
        return near[0] if len(near) == 1 else taken.get(holder)
    return taken.get(holder)
