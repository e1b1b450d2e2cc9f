"""A sentence as its participants: who is named in it, in groups, and by which small word each group is tied in.

No grammar: only commas, conjunctions, prepositions and the nouns of people who stand for an institution. That is
enough to tell "X and Y signed", "signed with Y", "between X and Y", "director of X" and "at X" from each other,
whatever stands in between.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.deals.tokens import ASIDE, Token
from loaders.deals.units import POST, Unit, skip, unit_at, units_of
from loaders.text.lexicon import CARE

# Words that may stand between a small word and the name that it ties: "with the young Danish firm X".
_LOOSE = 3
# ... between the beginning of a sentence and its subject.
_OPENING = 5
# What the phrase of a place or an occasion begins with.
_FRONT = frozenset({"site", "prep"})
# What stands behind a member of a list.
_ENDS = frozenset((";", ",", "and", "mark"))
# Small words that tell the part which the names behind them play.
PARTS = frozenset({"with", "between", "by", "for", "is"})


@dataclass(slots=True)
class Group:
    """A list of participants that play one part."""

    part: str
    tie: int
    units: list[Unit] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Its first token."""
        return self.units[0].start

    @property
    def end(self) -> int:
        """The token behind it."""
        return self.units[-1].end


def groups(toks: list[Token], described: Set[int]) -> list[Group]:
    """The participants of a sentence in their lists. ``described`` are words that only tell what kind a name is."""
    units = units_of(toks)
    ends = {unit.end: unit for unit in units}
    found: list[Group] = []
    for unit in units:
        _place(toks, units, ends, unit, found, described)
        if unit.group < 0:
            unit.group = len(found)
            found.append(Group(unit.part, unit.tie))
        found[unit.group].units.append(unit)
    for group in found:
        if _over_the_last(toks, group.units):
            group.units.pop().part = "off"
    return found


def _over_the_last(toks: list[Token], units: list[Unit]) -> bool:
    """Whether a public body ends a list behind a comma with no "and", and is over the last: "X and Y, Ministry Z"."""
    if len(units) < 2 or units[-1].org is None or units[-1].org.type != "Government" or units[-1].person is not None:
        return False
    whole, last = units[-1].org, units[-2]
    under = last.org is not None and last.org.type in CARE | {"University", "ResearchInstitute"}
    between = [tok.kind for tok in toks[last.end : units[-1].start]]
    return under and whole is not last.org and between == [","] and (len(units) > 2 or units[-1].part != "bare")


def _place(
    toks: list[Token],
    units: list[Unit],
    ends: Mapping[int, Unit],
    unit: Unit,
    found: list[Group],
    described: Set[int],
) -> None:
    """Tell which part a participant plays from what stands before it."""
    if unit.person is None and unit.end < len(toks) and toks[unit.end].kind == "poss" and not _stands_for(toks, unit):
        unit.part = "owner"
        return
    unknown, listed, told = 0, False, False
    j = unit.start - 1
    while j >= 0:
        tok = toks[j]
        kind = tok.kind
        # "between the representatives of X and Y": they only stand for who is named.
        stands = kind == "for" and j > 0 and toks[j - 1].kind in ("between", "with")
        if stands or kind in ("det", "title", "rep") or (kind == "" and tok.first in described):
            # "the diagnostics maker X": the words before a noun that tells what X is belong to it.
            unknown, told = (0 if told and kind == "det" else unknown), True
            j -= 1
        elif kind == "like":
            listed, unknown = True, unknown - _LOOSE
            j -= 1
        elif listed and (kind in (",", "of") or (kind == "org" and j and toks[j - 1].kind == "of")):
            j -= 1
        elif kind == "poss" and j and toks[j - 1].kind == "place":
            j -= 2
        elif kind == "place" and j and not unknown and toks[j - 1].kind in ("", "det") and _named_by(toks, j):
            # "with the company of that country, X"
            j -= 1
        elif kind == "":
            unknown += 1
            j -= 1
            if unknown > _OPENING:
                unit.part = "loose"
                return
        elif kind in ("mark", "is", ",") and not unknown and _colon(toks, j, unit) is not None:
            j = _colon(toks, j, unit) or 0
            unknown = 0
        else:
            break
    if j < 0:
        unit.part = "bare" if unknown <= _OPENING and not listed else "off"
        return
    kind = toks[j].kind
    if unit.pair is not None and unknown and (kind in PARTS or kind in ("of", "site", "prep")):
        # "At the end of the visit both hospitals signed": what counts them begins a phrase of its own.
        unit.part = "bare"
    elif kind == "is" and (counted := _counted(toks, j)) >= 0:
        # "the three sides, X, Y and Z,": they are who is spoken of.
        small = toks[counted - 1].kind if counted else ""
        unit.part, unit.tie = (small, counted - 1) if small in PARTS else ("bare", unit.tie)
    elif kind in PARTS:
        # "a contract for the building of X": not on behalf of X.
        loose = 0 if kind == "for" and unit.person is None else _LOOSE
        unit.part, unit.tie = (kind, j) if unknown <= loose else ("off", j)
        before = ends.get(_skip_back(toks, j - 1))
        # "together with X and with Y"
        joined = before is not None and (before.part, unit.part) == ("object", "with") and before.end < j
        if before is not None and (joined or before.part == unit.part) and unit.part != "off":
            unit.part, unit.tie, unit.group = before.part, before.tie, before.group
    elif kind == "of":
        near = next((i for i in range(j - 1, max(-1, j - 4), -1) if toks[i].kind == "trigger"), -1)
        between = all(toks[i].kind in ("", "of", "det") for i in range(near + 1, j))
        unit.part, unit.tie = ("of", near) if near >= 0 and between and unknown <= _LOOSE else ("off", j)
        before = ends.get(_skip_back(toks, j - 1))
        # "representatives of X, of Y", but not "X, of Y,".
        tied = [t.kind for t in (*toks[before.end : j], *toks[before.start - 1 :][:2])] if before is not None else []
        told = not {"and", "of", "rep"}.isdisjoint(tied)
        if before is not None and told and before.end < j and before.part not in ("off", "out"):
            unit.part, unit.tie, unit.group = before.part, before.tie, before.group
    elif (member := _itemised(toks, units, unit, j)) is not None:
        unit.part, unit.tie, unit.group = member.part, member.tie, member.group
    elif kind in (",", "and") or (kind == ";" and unit.person is not None and j and toks[j - 1].kind != "and"):
        _listed(toks, units, ends, unit, found, j, unknown)
    elif kind == "trigger":
        unit.part, unit.tie = ("object", j) if unknown <= 1 else ("loose", j)
    elif kind in ("mark", ";", "that"):
        unit.part = "bare" if unknown <= _LOOSE else "loose"
    elif kind in ("place", "date", "programme"):
        unit.part = "bare" if not unknown else "loose"
    elif kind in ("person", "org", "pair"):
        # "the three sides X, Y and Z": they are who is spoken of.
        unit.part = "loose" if unknown else "bare" if kind == "pair" and unit.org is not None else "off"
    else:
        unit.part, unit.tie = "out" if kind == "out" else "off", j


def _itemised(toks: list[Token], units: list[Unit], unit: Unit, j: int) -> Unit | None:
    """The member before a semicolon of an announced list that a participant goes on: "members are: X; Y of Z; V"."""
    j -= toks[j].kind == "and"
    goes_on = unit.end >= len(toks) or toks[unit.end].kind in _ENDS or toks[unit.end].kind == "of"
    if j < 0 or toks[j].kind != ";" or unit.person is not None or not goes_on:
        return None
    told = (u for u in reversed(units) if u.end <= j and u.part == "is" and u.person is None)
    member = next(told, None)
    aside = toks[member.end : j] if member is not None else []
    return None if any(tok.kind in (";", "trigger", "with", "by") for tok in aside) else member


def _counted(toks: list[Token], j: int) -> int:
    """Where the counted noun stands that a word before token ``j`` goes on to name: ``hai đối tác Hàn Quốc là X và Y``;
    -1 for none."""
    j -= 1 + (j > 1 and toks[j - 1].kind == "place")
    return j if j >= 0 and toks[j].kind == "pair" else -1


def before_articles(toks: list[Token], at: int) -> int:
    """The token before the articles that stand before a token; -1 where there is none."""
    at -= 1
    while at >= 0 and toks[at].kind == "det":
        at -= 1
    return at


def _stands_for(toks: list[Token], unit: Unit) -> bool:
    """Whether what an institution owns is named by no name, so that it stands for it: "with X's school of nursing"."""
    before = before_articles(toks, unit.start)
    after = skip(toks, unit.end + 1, ("", "of", "det"), POST)
    named = after < len(toks) and toks[after].kind in ("org", "person", "trigger", "role", "programme")
    return before >= 0 and toks[before].kind == "with" and after > unit.end + 1 and not named


def _named_by(toks: list[Token], j: int) -> bool:
    """Whether a place stands between the noun of a name and the name: ``công ty Hàn Quốc X``."""
    return toks[j + 1].kind == "org" and toks[j + 1].first == toks[j].last


def _colon(toks: list[Token], j: int, unit: Unit) -> int | None:
    """Where "with three partners:" begins, for a mark at token ``j`` before a participant."""
    plural = toks[j].kind != ","
    for i in range(j - 1, max(-1, j - 6), -1):
        if toks[i].kind in PARTS:
            # "For both sides, the deal was signed by", "For both sides, Dr A": whoever follows signed it.
            signed = toks[i].kind == "for" and (
                (toks[j].kind == "is" and any(t.kind == "trigger" for t in toks[i:j]))
                or (toks[j].kind == "," and unit.person is not None)
            )
            return i if plural and not signed else None
        # Behind a comma only a counted noun announces a list: "by the three hospitals, X, Y and Z".
        plural = plural or toks[i].kind in ("det", "pair")
        if toks[i].kind not in ("", "det", "rep", "like", "of", "role", "trigger", "pair"):
            return None
    return None


def _skip_back(toks: list[Token], j: int) -> int:
    """The token behind the last one, from ``j`` back, that is no comma and no conjunction."""
    while j >= 0 and toks[j].kind in (",", "and", ";"):
        j -= 1
    return j + 1


def _listed(
    toks: list[Token], units: list[Unit], ends: Mapping[int, Unit], unit: Unit, found: list[Group], j: int, unknown: int
) -> None:
    """Put a participant behind a comma or a conjunction into the list that it goes on, or begin a clause with it."""
    stop = _skip_back(toks, j)
    joined = any(tok.kind == "and" for tok in toks[stop : j + 1])
    before = ends.get(stop)
    if before is not None and before.part == "for" and unit.person is not None and before.person is None:
        unit.part = "bare"
        return
    if before is not None and not unknown:
        prelude = not joined and before.part not in ("bare", "object", "loose", "between", "is") and _opens(found)
        # "The patients of X, Y and Z": no phrase before a subject.
        # "In the office of A, X signed": one.
        prelude = prelude and (before.part != "off" or toks[before.tie].kind != "of" or toks[0].kind in _FRONT)
        # "It was signed by X, Y", "representatives of X, Y": no phrase before a subject.
        prelude = prelude and toks[j].kind != ";" and not _agents(toks, before)
        # "X ends its contract with Y, Z opens a ward": who acts behind a comma begins a clause.
        behind = before.part in ("with", "object", "by") and not joined and toks[j].kind == ","
        behind = behind and len(found[before.group].units) == 1 and unit.person is None
        # "X with Y, Z": nothing was done yet.
        behind = behind and not (before.part == "with" and before.tie and toks[before.tie - 1].kind == "org")
        acts = behind and unit.end < len(toks) and toks[unit.end].kind == ""
        # "the deal between X and Y, the rector of Z said": "and" closed the list.
        ended = not joined and before.part == "between" and closed(toks, found[before.group].units)
        # "led by X with Y and Z, and V watches": so did it before another "and".
        again = joined and toks[stop].kind == "," and before.part not in ("bare", "loose", "off", "out")
        again = again and closed(toks, found[before.group].units) and toks[unit.end : unit.end + 1] != []
        again = again and toks[unit.end].kind in ("", "trigger")
        # "It is paid for by X, and Y signed": who acts behind a comma and "and" begins a clause.
        anew = joined and toks[stop].kind == "," and before.part in ("by", "out", "off") and _opens(found)
        anew = (
            anew and len(found[before.group].units) == 1 and unit.end < len(toks) and toks[unit.end].kind == "trigger"
        )
        if again:
            unit.part = "loose"
        elif anew or (prelude and not _closes_later(toks, unit)) or acts or (ended and not _joined_later(toks, unit)):
            unit.part = "bare"
        elif (before.part in ("off", "out") and joined) and (
            wider := _around(toks, units, unit, stop) or _below(toks, units, before)
        ) is not None:
            unit.part, unit.tie, unit.group = wider.part, wider.tie, wider.group
        elif before.part in ("off", "out") and not joined:
            unit.part = "bare" if prelude else "off"
        else:
            unit.part, unit.tie, unit.group = before.part, before.tie, before.group
        return
    wider = _around(toks, units, unit, stop) if not unknown else None
    # "X, the oldest of Y, Z and V": the list goes on behind the aside only where "and" closes it.
    wider = wider if joined or (wider is not None and wider.part == "bare" and _joined_later(toks, unit)) else None
    if wider is not None:
        unit.part, unit.tie, unit.group = wider.part, wider.tie, wider.group
    elif joined and (tie := _with_nameless(toks, stop, unit)) >= 0:
        unit.part, unit.tie = toks[tie].kind, tie
    else:
        # "They saw the wards and the laboratory X.": what ends a list of others is no subject.
        closes = toks[j].kind == "and" and all(tok.kind in (",", "mark") for tok in toks[unit.end :])
        unit.part = "bare" if unknown == 0 and not closes else "loose"


def closed(toks: list[Token], units: list[Unit]) -> bool:
    """Whether a conjunction stands before the last member of a list."""
    return any(tok.kind == "and" for one, last in pairwise(units) for tok in toks[one.end : last.start])


def _with_nameless(toks: list[Token], stop: int, unit: Unit) -> int:
    """The "with" of a list whose members before this one have no names, -1 for none: "with schools in Leeds and X"."""
    tie = stop - 1
    while tie >= max(0, stop - POST) and toks[tie].kind in ("", "det", "place", "site", "poss", "of"):
        tie -= 1
    listed = tie >= 0 and toks[tie].kind == "with" and any(tok.kind == "" for tok in toks[tie:stop])
    acts = unit.end < len(toks) and toks[unit.end].kind in ("", "trigger")
    return tie if listed and not acts else -1


def _joined_later(toks: list[Token], unit: Unit) -> bool:
    """Whether a conjunction and a participant follow right behind this one."""
    after = skip(toks, unit.end + 1, ("det",), 2)
    return unit.end < len(toks) and toks[unit.end].kind == "and" and unit_at(toks, after) is not None


def _around(toks: list[Token], units: list[Unit], unit: Unit, stop: int) -> Unit | None:
    """The member before an aside in commas that ends at token ``stop``."""
    if stop >= len(toks) or toks[stop].kind != ",":
        return None
    for other in reversed(units[: units.index(unit)]):
        if stop - other.end > ASIDE:
            return None
        if other.part not in ("off", "out", "loose") and other.end < stop and toks[other.end].kind == ",":
            return None if any(t.kind == "trigger" for t in toks[other.end : stop]) else other
    return None


def _below(toks: list[Token], units: list[Unit], whole: Unit) -> Unit | None:
    """Who is said to belong to a public body: "X of the Ministry Y and Z signed", "with X of the Ministry Y and Z"."""
    at = units.index(whole)
    last = units[at - 1] if at else None
    if last is None or last.org is None or whole.org is None or whole.org.type != "Government":
        return None
    if last.part != "bare" and last.part not in PARTS:
        return None
    tied = [tok.kind for tok in toks[last.end : whole.start]]
    return last if tied in (["of"], ["", "of"], ["out"]) else None


def _agents(toks: list[Token], unit: Unit) -> bool:
    """Whether a participant did what is told before it, or what is told behind it was done on its behalf."""
    if unit.part == "by":
        return any(tok.kind == "trigger" for tok in toks[: unit.tie])
    return unit.part == "for" and unit.person is None and all(tok.kind in ("", "det") for tok in toks[: unit.tie])


def _opens(found: list[Group]) -> bool:
    """Whether no subject stands before: "At X, ...", "Under a deal with X, ..."."""
    return all(group.part not in ("bare", "object") for group in found)


def _closes_later(toks: list[Token], unit: Unit) -> bool:
    """Whether the list that this participant may go on ends in a conjunction and a mark: "with X, Y and Z, ..."."""
    at = unit.end
    while at + 1 < len(toks) and toks[at].kind in (",", "and"):
        joined = toks[at].kind == "and"
        following = unit_at(toks, skip(toks, at + 1, ("det", "and"), 2))
        if following is None:
            return False
        at = following.end
        if joined:
            return at >= len(toks) or toks[at].kind in (",", ";", "mark")
    return False
