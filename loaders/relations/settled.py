"""What the claims of an article mean for each other: which of them others show to be wrong, or tell more of."""

from kg.ids import fold
from loaders.relations.claims import Claim, Reader, says, statements_of
from loaders.relations.trail import unmade

# The first letters of a post, which its inflected forms share.
_STEM = 5
# Sentences through which a sale is still what is spoken of.
_SOLD = 5
# What is told of how an institution came to be.
_PAST = frozenset({"FOUNDED_BY", "SUCCEEDS"})


def settled(rd: Reader, claims: list[Claim]) -> list[Claim]:
    """The claims that stand beside all the others of their article, with the slots filled that others tell of."""
    told = _unnamed(rd, _sure(rd, _rightful(rd, claims)))
    _owned_schemes(told)
    if not rd.lex.syllabic:
        _of_the_sold(told)
    return told


def _rightful(rd: Reader, claims: list[Claim]) -> list[Claim]:
    """Claims without the posts that belong to another person, and the pasts that may be the buyer's or the bought's."""
    beside: dict[int, list[Claim]] = {}
    for c in claims:
        beside.setdefault(c.sentence, []).append(c)
    buyers = _buyers(claims)
    kept = []
    for c in claims:
        if buyers and _of_either(c, buyers):
            unmade(rd.trail, c, "of the buyer or of whom it bought")
        elif _outbid(rd, c, beside[c.sentence]):
            unmade(rd.trail, c, "the post is that of another person")
        else:
            kept.append(c)
    return kept


def _sure(rd: Reader, claims: list[Claim]) -> list[Claim]:
    """Claims without the guessed bodies of posts whose body is named somewhere."""
    known = {post for c in claims if c.post >= 0 and not c.implied for post in _held(rd, c)}
    kept = []
    for c in claims:
        if not c.implied or known.isdisjoint(_held(rd, c)):
            kept.append(c)
        else:
            unmade(rd.trail, c, "the article names the body of that person's post elsewhere")
    return kept


def _unnamed(rd: Reader, claims: list[Claim]) -> list[Claim]:
    """Claims without the posts told without a word for them, where the article names the post."""
    named = {(s, o) for c in claims if c.role for y, s, o in statements_of(c) if y.predicate == "HOLDS_ROLE"}
    kept = []
    for c in claims:
        bare = [] if c.role else _posts_of(c)
        if bare and named.issuperset(bare):
            unmade(rd.trail, c, "the article names the post itself")
        else:
            kept.append(c)
    return kept


def _outbid(rd: Reader, claim: Claim, claims: list[Claim]) -> bool:
    """Whether a post is claimed for two people, and the sentence gives its posts to those on the other side.

    "A, rector of X, B, head of Y" begins with a person, so the person stands before the post throughout.
    """
    if claim.post < 0 or len(_people_of(rd, claim)) != 1:
        return False
    first, last = rd.doc.sentences[claim.sentence]
    people = [k for k in range(first, last) if k in rd.marks and rd.marks[k][1] == "Person"]
    posts = [k for k in range(first, last) if k in rd.marks and rd.marks[k][1] == "role"]
    if not people or not posts:
        return False
    person_first = people[0] < posts[0]
    mine = _people_of(rd, claim)
    rivals = [c for c in claims if c.post == claim.post and len(_people_of(rd, c)) == 1 and _people_of(rd, c) != mine]
    before = _side(rd, claim)
    return before != person_first and any(_side(rd, rival) == person_first for rival in rivals)


def _people_of(rd: Reader, claim: Claim) -> set[int]:
    return {n for numbers in claim.slots.values() for n in numbers if rd.cast.things[n].type == "Person"}


def _held(rd: Reader, claim: Claim) -> set[tuple[int, str]]:
    """The people of a claim with the first letters of their post, which its inflected forms share."""
    return {(n, fold(claim.role or "")[:_STEM]) for n in _people_of(rd, claim)}


def _side(rd: Reader, claim: Claim) -> bool:
    """Whether a person of the claim stands before its post."""
    return any(
        claim.first <= name.first < claim.post for n in _people_of(rd, claim) for name in rd.cast.things[n].names
    )


def _buyers(claims: list[Claim]) -> dict[int, set[int | str]]:
    """Who is named as the buyer of another, by the sentence that tells so."""
    found: dict[int, set[int | str]] = {}
    for claim in claims:
        if not claim.anaphors:
            bought = {o for y, _, o in statements_of(claim) if y.predicate == "OWNED_BY"}
            if bought:
                found.setdefault(claim.sentence, set()).update(bought)
    return found


def _of_either(claim: Claim, buyers: dict[int, set[int | str]]) -> bool:
    """Whether a past is told of "the company" behind sentences in which one bought another: it may be either's."""
    past = {s for y, s, _ in statements_of(claim) if y.predicate in _PAST}
    meant = past & {n.entity for n in claim.anaphors} if past else set()
    before = range(claim.sentence - _SOLD, claim.sentence)
    return bool(meant) and any(not meant.isdisjoint(buyers.get(number, ())) for number in before)


def _of_the_sold(claims: list[Claim]) -> None:
    """Whose other shares are spoken of behind a sale: those of what was sold, not of who bought it or agrees to it."""
    told = [c for c in claims if not _guessed(c)]
    sold = {c.sentence: s for c in told for y, s, _ in statements_of(c) if y.predicate == "OWNED_BY"}
    for claim in claims if sold else ():
        slots = {y.subject for y in claim.rule.yields if y.predicate == "OWNED_BY"} & _guessed(claim)
        lately = next((sold[n] for n in range(claim.sentence, claim.sentence - _SOLD - 1, -1) if n in sold), None)
        if slots and lately is not None:
            claim.slots |= {slot: [lately] for slot in slots}


def _guessed(claim: Claim) -> set[str]:
    """The slots of a claim that no words fill."""
    return {slot for slot, kind in claim.rule.slots.items() if kind.startswith("topic")}


def _owned_schemes(claims: list[Claim]) -> None:
    """Of those who are only listed beside a scheme, whoever launched it does not take part for that."""
    launched = {(s, o) for c in claims for y, s, o in statements_of(c) if y.predicate == "LAUNCHED"}
    for claim in claims if launched else ():
        for y in claim.rule.yields:
            if y.subject in claim.rule.least:
                listed, schemes = claim.slots[y.subject], claim.slots.get(y.object, [])
                claim.slots[y.subject] = [n for n in listed if not any((n, scheme) in launched for scheme in schemes)]


def _posts_of(claim: Claim) -> list[tuple[int, int | str]]:
    """The person and body of what a claim says, if it says of posts only."""
    if not says(claim.rule, "HOLDS_ROLE"):
        return []
    made = list(statements_of(claim))
    return [(s, o) for y, s, o in made] if all(y.predicate == "HOLDS_ROLE" for y, _, _ in made) else []
