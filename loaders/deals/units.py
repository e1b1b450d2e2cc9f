"""The participants of a sentence: an institution, who acts for it, a post with its holder, "both parties"."""

from dataclasses import dataclass, replace

from loaders.deals.tokens import Token
from loaders.text.scene import Name

POST = 8
"""Words between a post and the institution that it is in."""
_EACH = 5
"""Words behind the first of two institutions up to "respectively"."""
_BEGIN = frozenset(("pair", "person", "org", "role", "rep"))


@dataclass(slots=True)
class Unit:
    """One participant: an institution, a person with the institution that they stand for, or "both parties".

    It covers the tokens ``start`` up to ``end``. ``part`` is what ties it in: bare (a subject), with, between, by, for,
    is ("signatories are X"), of (the trigger before), object (right behind a trigger), loose (unknown words before it),
    owner (with a possessive), off (it is mentioned for something else) or out (a witness, an owner). ``tie`` is the
    token that says so, ``group`` the list that it is a member of.
    """

    start: int
    end: int
    org: Name | None = None
    person: Name | None = None
    pair: Name | None = None
    part: str = "off"
    tie: int = -1
    group: int = -1


def units_of(toks: list[Token]) -> list[Unit]:
    """The participants of a sentence, in order."""
    found: list[Unit] = []
    done = 0
    for k, tok in enumerate(toks):
        if k >= done and tok.kind in _BEGIN and (unit := unit_at(toks, k)) is not None:
            found.append(unit)
            done = unit.end
    return found


def unit_at(toks: list[Token], k: int) -> Unit | None:
    """The participant that begins at token ``k``; None where none does, or the sentence has ended."""
    kind = toks[k].kind if k < len(toks) else ""
    if kind == "pair":
        return Unit(k, k + 1, pair=toks[k].name)
    if kind == "person":
        return _person(toks, k)
    if kind == "org":
        return _institution(toks, k)
    if kind == "role":
        return _office(toks, k)
    if kind == "rep":
        at = skip(toks, k + 1, ("of", "det", "", "rep"), 3)
        if at < len(toks) and toks[at].kind == "pair":
            return Unit(k, at + 1, pair=toks[at].name)
        if at < len(toks) and toks[at].kind == "org":
            return Unit(k, _sited(toks, at + 1), org=toks[at].name)
    return None


def skip(toks: list[Token], k: int, kinds: tuple[str, ...], most: int) -> int:
    """The first token from ``k`` on that is of none of these kinds, at most so many further."""
    last = min(len(toks), k + most)
    while k < last and toks[k].kind in kinds:
        k += 1
    return k


def _sited(toks: list[Token], k: int) -> int:
    """The end of a name with the place behind it: "X of Cluj", "X (Cluj)", "X, Cluj," or "X Cluj"."""
    school = toks[k - 1].name
    if school is not None and school.taught:
        # "the College of Medicine, University of Lagos": the university only tells which.
        at = skip(toks, k, (",", "of", "site", "det"), 3)
        whole = toks[at].name if k < at < len(toks) else None
        k = at + 1 if whole is not None and whole.type == "University" else k
    kinds = [tok.kind for tok in toks[k : k + 3]]
    if kinds[:1] == ["place"]:
        return k + 1
    if kinds[:2] in (["site", "place"], ["of", "place"]):
        return k + 2
    if kinds == ["mark", "place", "mark"]:
        return k + 3
    at = k + 1 + (k + 1 < len(toks) and toks[k + 1].kind == "site")
    if at + 1 < len(toks) and toks[k].kind == "," and toks[at].kind == "place" and toks[at + 1].kind in (",", "and"):
        return at + 1
    return k


def _post(toks: list[Token], k: int) -> int:
    """The token of the institution in which the post at token ``k`` is; -1 where none is told."""
    for j in range(k + 1, min(len(toks), k + 1 + POST)):
        if toks[j].kind == "org":
            return _whole(toks, j)
        # "Registrar, X,"
        listed = j == k + 1 and [tok.kind for tok in toks[j : j + 3 : 2]] == [",", ","] and toks[j + 1].kind == "org"
        # "the mayor of Leeds visited X"
        if toks[j].kind in ("", "prep") and toks[j - 1].kind == "place":
            return -1
        if not listed and toks[j].kind not in ("", "of", "site", "det", "role", "rep", "prep", "and", "place", "for"):
            return -1
    return -1


def _whole(toks: list[Token], k: int) -> int:
    """The token of what a department belongs to, where that is told behind it; else its own."""
    name = toks[k].name
    centre = name is not None and name.type in ("HealthCentre", "ResearchInstitute")
    # "head of the Biomedical Division of X"
    part = name is not None and (not name.type or (name.head is not None and name.head.department))
    if name is None or not (centre or part):
        return k
    at = skip(toks, k + 1, ("of", "det", ","), 3)
    beside = toks[k + 1].name if k + 1 < len(toks) else None
    if centre and beside is not None and beside.type == "Hospital":
        # "head of the Stroke Centre Hospital X", as Vietnamese has it.
        return k + 1
    return at if at > k + 1 and at < len(toks) and toks[at].kind == "org" else k


def _person(toks: list[Token], k: int) -> Unit:
    """A person, with the post behind the name: "Dr A, director of X and head of Y"."""
    unit = Unit(k, k + 1, person=toks[k].name)
    at = skip(toks, k + 1, (",", "mark", "det", "", "rep", "of"), 4)
    if at < len(toks) and toks[at].kind == "role":
        org = _post(toks, at)
        if org >= 0:
            unit.org, unit.end = toks[org].name, _sited(toks, org + 1)
            if any(tok.kind == "each" for tok in toks[unit.end : unit.end + _EACH]):
                # "A and B, directors of X and Y respectively": X is A's.
                unit.org = None
            more = skip(toks, unit.end, (",", "and", "det"), 2)
            while more < len(toks) and toks[more].kind == "role" and _post(toks, more) >= 0:
                after = _post(toks, more) + 1
                if _office_of(toks, after) is not None:
                    break
                unit.end = _sited(toks, after)
                more = skip(toks, unit.end, (",", "and", "det"), 2)
            # "A, director of X, member of parliament, and B"
            if unit.end < more < len(toks) and toks[more].kind == "role" and _office_of(toks, more + 1) is None:
                unit.end = skip(toks, more + 1, ("", "of", "det"), POST) if _post(toks, more) < 0 else unit.end
        else:
            unit.end = skip(toks, at + 1, ("of", "det", "", "rep", "site"), POST)
    elif k + 2 < len(toks) and toks[k + 1].kind in ("of", "mark") and toks[k + 2].kind == "org":
        unit.org, unit.end = toks[k + 2].name, _sited(toks, k + 3)
    elif [t.kind for t in toks[k + 1 : k + 4]] in (["of", "det", "org"], [",", "of", "org"]):
        unit.org, unit.end = toks[k + 3].name, _sited(toks, k + 4)
    return unit


def _office_of(toks: list[Token], k: int) -> int | None:
    """The person named right behind a post and its institution."""
    at = skip(toks, k, (",", "det", "", "title"), 3)
    return at if at < len(toks) and toks[at].kind == "person" else None


def _institution(toks: list[Token], k: int) -> Unit:
    """An institution, or whoever acts for it: "X's chief executive, Dr A"."""
    end = _sited(toks, k + 1)
    acts = skip(toks, end, (",",), 1)
    if acts < len(toks) and toks[acts].kind == "acts":
        # "X, represented by its director, Dr A,"
        at = skip(toks, acts + 1, ("det", "", "role", "title", "of", "rep", ","), POST)
        if at < len(toks) and toks[at].kind == "person":
            return Unit(k, _person(toks, at).end, org=toks[k].name, person=toks[at].name)
    school = toks[k + 2].name if k + 2 < len(toks) and toks[k + 1].kind == "poss" else None
    if school is not None and school.taught:
        # "Kestrel University's School of Nursing"
        return Unit(k, _sited(toks, k + 3), org=school)
    if k + 1 < len(toks) and toks[k + 1].kind == "poss":
        role = skip(toks, k + 2, ("det", ""), 3)
    else:
        role = k + 1
        holder = _office_of(toks, role + 1) if role < len(toks) and toks[role].kind == "role" else None
        # "the X Registrar, Dr A, and"
        beside = holder is not None and (holder == role + 1 or not _holds_own_post(toks, holder))
        role = role if beside else len(toks)
    if role < len(toks) and toks[role].kind in ("role", "rep"):
        # "X's head of nursing, Dr A"
        behind = skip(toks, role + 1, ("of", "", "det"), 4)
        behind = behind if behind < len(toks) and toks[behind].kind == "," else role + 1
        holder = _office_of(toks, role + 1) or _office_of(toks, behind)
        if holder is not None:
            return Unit(k, holder + 1, org=toks[k].name, person=toks[holder].name)
        return Unit(k, role + 1, org=toks[k].name)
    return Unit(k, end, org=toks[k].name)


def _office(toks: list[Token], k: int) -> Unit | None:
    """A post with its institution, and who holds it: "the director of X, Dr A"."""
    org = _post(toks, k)
    if org < 0:
        holder = _office_of(toks, k + 1)
        # "For the director, Dr A, deputy director of X": A has a post of their own.
        if holder is not None and toks[k + 1].kind == "," and _holds_own_post(toks, holder):
            return None
        # "Vice-Chancellor A from X"
        return None if holder is None else replace(_person(toks, holder), start=k)
    end = _sited(toks, org + 1)
    holder = _office_of(toks, end)
    if holder is not None and not (_holds_own_post(toks, holder) and toks[end].kind == ","):
        return Unit(k, holder + 1, org=toks[org].name, person=toks[holder].name)
    return Unit(k, end, org=toks[org].name)


def _holds_own_post(toks: list[Token], k: int) -> bool:
    at = skip(toks, k + 1, (",", "mark", "det"), 2)
    return (
        at < len(toks)
        and toks[at].kind == "role"
        and _post(toks, at) >= 0
        and _office_of(toks, _post(toks, at) + 1) is None
    )
