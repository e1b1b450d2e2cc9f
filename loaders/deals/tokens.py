"""A sentence as tokens: its mentions, triggers, small words and marks, and what some of them stand for."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from loaders.relations.claims import Reader
from loaders.rules.signs import SYMBOLS
from loaders.rules.skeleton import Sign
from loaders.text.lexicon import past_phrases
from loaders.text.scene import DASHES, OPEN, Name

_ORGS = frozenset(SYMBOLS) - {"Person", "Place", "Country", "Programme", "date", "role", "pair"}
_KINDS = {
    **{SYMBOLS[name]: "org" for name in _ORGS},
    SYMBOLS["Person"]: "person",
    SYMBOLS["Place"]: "place",
    SYMBOLS["Country"]: "place",
    SYMBOLS["Programme"]: "programme",
    SYMBOLS["date"]: "date",
    SYMBOLS["role"]: "role",
    SYMBOLS["pair"]: "pair",
}
# What stands in an aside that only tells what an institution is, and how many tokens it may have.
_TELLING = frozenset(("", "det", "of", "place", "site", "and", "is", "prep"))
ASIDE = 20
Small = Mapping[str, Sequence[tuple[list[str], str]]]


@dataclass(slots=True)
class Token:
    """One mention, trigger, small word, mark or other word of a sentence. ``kind`` is "" for words without meaning."""

    kind: str
    first: int
    last: int
    name: Name | None = None
    frame: int = -1


def tokens(signs: Sequence[Sign], triggers: Mapping[int, tuple[int, int]], small: Small) -> list[Token]:
    """The tokens of a sentence; ``triggers`` maps a first word to (end word, frame)."""
    found: list[Token] = []
    texts = [sign[0] for sign in signs]
    done = passed = 0
    for k, (text, first, last, name) in enumerate(signs):
        if k < done or first < passed:
            continue
        kind = _KINDS.get(text)
        if kind is not None:
            found.append(Token(kind, first, last, name))
            if name is not None and name.kind == "owner":
                found.append(Token("poss", first, last))
        elif first in triggers:
            passed, frame = triggers[first]
            found.append(Token("trigger", first, passed, None, frame))
        elif text in small:
            kind, done = "", k + 1
            for words, meant in small[text]:
                if texts[k : k + len(words)] == words:
                    kind, done = meant, k + len(words)
                    break
            found.append(Token(kind or _mark(text), first, signs[done - 1].last))
        else:
            found.append(Token(_mark(text), first, last))
    return found


def _mark(text: str) -> str:
    """The kind of a word that is no small word: "" for one with letters, else what mark it is."""
    return "" if text[0].isalnum() else text if text in ",;" else "mark"


def retell(rd: Reader, toks: list[Token], people: Mapping[str, Name], plans: Set[int], left: Set[int]) -> list[Token]:
    """The tokens of a sentence with what they stand for; those at the words in ``left`` are left out.

    ``people`` are called by one word, ``plans`` are the frames whose words may only tell what an institution is.
    """
    _short_names(rd, toks, people)
    _unquote(rd, toks)
    _counted_off(rd, toks)
    _drop_asides(rd, toks)
    _join_dashes(rd, toks)
    _join_schools(rd, toks)
    _describe(toks, plans)
    _epithets(rd, toks)
    return [tok for tok in toks if tok.first not in left]


def called(rd: Reader) -> dict[str, Name]:
    """The people of an article by the last and the first word of their names, where only one is called so."""
    found: dict[str, list[Name]] = {}
    for thing in rd.cast.things:
        if thing.alive and thing.type == "Person":
            name = max(thing.names, key=lambda n: n.last - n.first)
            for word in {rd.doc.lower[name.first], rd.doc.lower[name.last - 1]}:
                found.setdefault(word, []).append(name)
    return {word: names[0] for word, names in found.items() if len(names) == 1}


def _short_names(rd: Reader, toks: list[Token], people: Mapping[str, Name]) -> None:
    """Take a lone capitalised word for the person who is called so: "Tri and Goh signed"."""
    for tok in toks if people else ():
        short = tok.kind == "org" and tok.name is not None and not tok.name.type
        if (short or (not tok.kind and rd.doc.caps[tok.first])) and tok.last - tok.first == 1:
            meant = people.get(rd.doc.lower[tok.first])
            if meant is not None:
                tok.kind, tok.name = "person", meant


def _unquote(rd: Reader, toks: list[Token]) -> None:
    """Leave out the quotation marks round a name: "with «X» of Y and «Z»"."""
    words = rd.doc.words
    for k in reversed(range(1, len(toks) - 1)):
        opened = toks[k].kind == "org" and OPEN.get(words[toks[k - 1].first])
        if opened and words[toks[k + 1].first] in opened:
            del toks[k + 1], toks[k - 1]


def _counted_off(rd: Reader, toks: list[Token]) -> None:
    """Take the semicolons of a list behind a colon for commas: "Its partners are: X; Y, of Z; and V"."""
    colon = next((k for k, tok in enumerate(toks) if tok.kind == "mark" and rd.doc.words[tok.first] == ":"), len(toks))
    listed = [tok for tok in toks[colon:] if tok.kind == ";"]
    if len(listed) > 1:
        for tok in listed:
            tok.kind = ","


def _join_dashes(rd: Reader, toks: list[Token]) -> None:
    """Take what a dash joins to an institution for a part of its name: "X - the joint-stock company Y and Z signed"."""
    orgs = [k for k, tok in enumerate(toks) if tok.kind == "org"]
    if rd.lex.plain and any(rd.doc.lower[tok.first] in rd.lex.ventures for tok in toks if tok.kind == "trigger"):
        # "asocierea X - Y - Z": a list.
        for k in orgs[:-1]:
            if k + 2 < len(toks) and toks[k + 2].kind == "org" and rd.doc.words[toks[k + 1].first] in DASHES:
                toks[k + 1].kind = ","
        return
    for k in reversed(orgs[:-1]) if len(orgs) > 2 else ():
        if k + 2 < len(toks) and toks[k + 2].kind == "org" and rd.doc.words[toks[k + 1].first] in DASHES:
            toks[k].last = toks[k + 2].last
            del toks[k + 1 : k + 3]


def _drop_asides(rd: Reader, toks: list[Token]) -> None:
    """Leave out what a dash behind an institution only tells of it, up to the next dash, or up to with whom it acts:
    "X - the largest hospital of the north - and Y signed".
    """
    for k in reversed([k for k, tok in enumerate(toks) if tok.kind == "org"]):
        if k + 2 >= len(toks) or rd.doc.words[toks[k + 1].first] not in DASHES:
            continue
        end = k + 2
        # "X - công ty hàng đầu - ...": its noun may be taken for what means it.
        while end < min(len(toks), k + ASIDE) and (toks[end].kind in _TELLING or _same(toks[k], toks[end])):
            end += 1
        closed = end < len(toks) and rd.doc.words[toks[end].first] in DASHES
        joined = end + 1 < len(toks) and toks[end].kind in ("and", "with") and toks[end + 1].kind == "org"
        if end > k + 2 and rd.doc.words[toks[k + 2].first].islower() and (closed or joined):
            del toks[k + 1 : end + closed]


def _same(one: Token, other: Token) -> bool:
    """Whether two tokens name or mean one institution."""
    return one.name is not None and other.name is not None and one.name.entity == other.name.entity


def _join_schools(rd: Reader, toks: list[Token]) -> None:
    """Take the university behind a school with no name of its own for a part of it: ``Trường Y Dược, Đại học X``."""
    if not rd.lex.syllabic:
        return
    schools = [k for k, tok in enumerate(toks[:-2]) if tok.name is not None and tok.name.type == "University"]
    for k in reversed(schools):
        school, mark, whole = toks[k : k + 3]
        both = [tok.name.type for tok in (school, whole) if tok.name is not None and tok.kind == "org"]
        if both != ["University", "University"] or mark.kind not in (",", "mark") or school.name is None:
            continue
        bare = past_phrases(rd.lex.lowercase, rd.doc.lower, school.name.core, school.last) == school.last
        if bare and school.last > school.name.core:
            toks[k].last = whole.last
            del toks[k + 1 : k + 3]


def _describe(toks: list[Token], plans: Set[int]) -> None:
    """Take a word that tells what an institution or a post is for no trigger: "X, centre for research, and Y"."""
    for k, tok in enumerate(toks):
        if tok.kind == "trigger":
            if tok.frame in plans and k > 1 and toks[k - 1].kind == "," and toks[k - 2].kind == "org":
                tok.kind = ""
        elif tok.kind == "role" and k + 1 < len(toks) and toks[k + 1].kind == "of":
            # "head of provider relations"
            for other in toks[k + 2 : k + 4]:
                if other.kind not in ("", "det", "trigger"):
                    break
                other.kind = "" if other.kind == "trigger" else other.kind


def _epithets(rd: Reader, toks: list[Token]) -> None:
    """Take a name for a plain word where it only tells whose another is: "X, a Meridian company, signed"."""
    for mark, article, name, noun in zip(toks, toks[1:], toks[2:], toks[3:], strict=False):
        told = mark.kind == "," and rd.doc.lower[article.first] in rd.lex.some and name.kind == "org"
        if told and rd.doc.words[noun.first] in rd.lex.described:
            name.kind, name.name = "", None
