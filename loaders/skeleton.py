"""A sentence with every mention as one sign: what the rules of a language are matched against."""

from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from loaders.document import Document
from loaders.lexicon import INSTITUTIONS, Compounds, Lexicon, match_compound
from loaders.scene import Name
from loaders.signs import SYMBOLS

_SUBJECTS = INSTITUTIONS | {"", "Person"}
# What may be a part of a house that a bracket names.
_PARTS = frozenset({"HealthCentre", "ResearchInstitute"})
_HOUSES = frozenset({"Hospital", "HealthSystem", "University"})
_POST: Compounds = {SYMBOLS["role"]: [(SYMBOLS["role"],)]}
# An aside, or a phrase before its subject, of more words than this is none.
_LONGEST = 40
# Words between a subject and those with whom it acts.
_ADVERBS = 4
_DOTS = frozenset(".\u2026")


class Sign(NamedTuple):
    """One token of a skeleton: a word, or a mention with the name it stands for."""

    text: str
    first: int
    last: int
    name: Name | None = None


@dataclass(slots=True)
class Skeleton:
    """The signs of one sentence, their text with one space after each, and where in it each sign begins."""

    signs: list[Sign]
    text: str = ""
    starts: list[int] = field(default_factory=list)


def _skeleton(signs: list[Sign]) -> Skeleton:
    words = [sign[0] for sign in signs]
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    return Skeleton(signs, " ".join(words) + " ", starts)


def plain_signs(
    doc: Document, first: int, last: int, marks: dict[int, tuple[int, str, Name | None]], of: str
) -> list[Sign]:
    """The signs of a sentence with role heads as signs, without what stands in brackets.

    A department's house in a bracket stands behind the word ``of``: "the Training Centre (X Hospital)".
    """
    signs = _of_house(_without_definitions(_signs(doc, first, last, marks)), of)
    words = [sign[0] for sign in signs]
    return _without_brackets(signs) if "(" in words and words.count("(") == words.count(")") else signs


class Views:
    """The skeletons of one sentence: with role heads as signs or as plain words, with brackets or without.

    ``marks`` maps a first word to (end word, kind of sign, name); names that a bracket defines are left out. A sentence
    whose subject is far from its verb is seen a second time, the subject named anew. The item of a list is seen behind
    the words at ``opening``. Each skeleton is made when a rule first asks for it.
    """

    def __init__(
        self,
        doc: Document,
        lex: Lexicon,
        first: int,
        last: int,
        marks: dict[int, tuple[int, str, Name | None]],
        opening: tuple[int, int] | None = None,
    ) -> None:
        self._doc = doc
        signs = _signs(doc, first, last, marks)
        if opening is not None:
            begin = next((k for k, sign in enumerate(signs) if sign.name is not None or sign.text[0].isalpha()), 0)
            signs = _signs(doc, *opening, marks) + signs[begin:]
        plain = _resumed(_without_definitions(signs), lex.asides, lex)
        named = _resumed(_fronted(plain, lex), _POST, lex)
        others = (named, _jointly(plain, lex), _continued(plain, lex))
        self._signs = [plain, *(signs for signs in others if len(signs) > len(plain))]
        words = [sign[0] for sign in plain]
        self._has_roles = SYMBOLS["role"] in words
        self._has_brackets = "(" in words and words.count("(") == words.count(")")
        self._made: dict[tuple[bool, bool], list[Skeleton]] = {}

    def pick(self, roles: bool, brackets: bool) -> list[Skeleton]:
        """The skeletons that a rule is matched against, none where the sentence lacks what it needs."""
        if (roles and not self._has_roles) or (brackets and not self._has_brackets):
            return []
        if (roles, brackets) not in self._made:
            self._made[roles, brackets] = [self._skeleton(signs, roles, brackets) for signs in self._signs]
        return self._made[roles, brackets]

    def _skeleton(self, signs: list[Sign], roles: bool, brackets: bool) -> Skeleton:
        signs = signs if roles or not self._has_roles else _spelled(self._doc, signs)
        return _skeleton(signs if brackets or not self._has_brackets else _without_brackets(signs))


def _signs(doc: Document, first: int, last: int, marks: dict[int, tuple[int, str, Name | None]]) -> list[Sign]:
    signs: list[Sign] = []
    lower = doc.lower
    k = first
    for at in sorted(k for k in range(first, last) if k in marks):
        if at < k:
            continue
        end, kind, name = marks[at]
        signs += _plain(lower, k, at, last)
        signs.append(Sign(SYMBOLS[kind], at, end, name))
        k = end
    return signs + _plain(lower, k, last, last)


def _plain(lower: list[str], first: int, end: int, last: int) -> list[Sign]:
    """Words as signs; dots that break a list off are one comma: "X, Y ... and others have joined"."""
    found: list[Sign] = []
    for k in range(first, end):
        if lower[k] == "," and first < k < end - 1 and lower[k - 1].isdigit() and lower[k + 1].isdigit():
            # "3,2 million": no comma that parts clauses.
            found[-1] = Sign(f"{found[-1].text},", found[-1].first, k + 1)
        elif lower[k] in _DOTS and k + 1 < last and (lower[k] == "\u2026" or _dotted(lower, k)):
            if not found or found[-1].text != "," or found[-1].last != k:
                found.append(Sign(",", k, k + 1))
            else:
                found[-1] = Sign(",", found[-1].first, k + 1)
        else:
            found.append(Sign(lower[k], k, k + 1))
    return found


def _dotted(lower: list[str], k: int) -> bool:
    return lower[k + 1] in _DOTS or (k > 0 and lower[k - 1] in _DOTS)


def _fronted(signs: list[Sign], lex: Lexicon) -> list[Sign]:
    """Put the subject before a phrase that stands before it: "Founded by X, the hospital ..."."""
    words = [sign.text for sign in signs]
    if not match_compound(lex.fronted, words, 0, len(words)):
        return signs
    for k in range(2, min(len(signs) - 1, _LONGEST)):
        if words[k] == "," and _names_subject(signs[k + 1]):
            return [signs[k + 1], *signs[: k + 1], _apart(signs[k]), *signs[k + 1 :]]
    return signs


def _resumed(signs: list[Sign], asides: Compounds, lex: Lexicon) -> list[Sign]:
    """Put a subject once more behind an aside that names others: "X, a unit of Y, [X] has signed"."""
    words = [sign.text for sign in signs]
    found: dict[int, Sign] = {}
    for k in range(len(signs) - 3):
        if words[k + 1] != "," or not _names_subject(signs[k]) or (k and words[k - 1] in lex.attached):
            continue
        if not match_compound(asides, words, k + 2, len(words)):
            continue
        named = False
        for c in range(k + 3, min(k + _LONGEST, len(signs) - 1)):
            # "X, owned by the businessman A, has signed", but not "X, a unit of Y, Dr A".
            if words[c] in ".;" or (words[c] == SYMBOLS["Person"] and "," in words[k + 2 : c]):
                break
            # "X, a large hospital, and Y, its neighbour, will": the subject has a second member.
            if words[c - 1] == "," and words[c] in lex.conjunctions:
                break
            named = named or _names_subject(signs[c])
            if words[c] == "," and named and match_compound(lex.resumes, words, c + 1, len(words)):
                found[c] = signs[k]
                break
    inserted = ([sign, _apart(sign), found[c]] if c in found else [sign] for c, sign in enumerate(signs))
    return [sign for group in inserted for sign in group] if found else signs


def _continued(signs: list[Sign], lex: Lexicon) -> list[Sign]:
    """Put the subject of a sentence once more behind an "and" that goes on: "X was founded by A and [X] is"."""
    words = [sign.text for sign in signs]
    begin = next((k for k, sign in enumerate(signs) if sign.name is not None), len(signs))
    if begin + 2 > len(signs) or not _names_subject(signs[begin]) or signs[begin].text == SYMBOLS["Person"]:
        return signs
    if any(word[0].isalpha() for word in words[:begin]):
        return signs
    for c in range(begin + 2, len(signs) - 1):
        if words[c] in ".;":
            break
        named = any(_names_subject(sign) for sign in signs[begin + 1 : c])
        if named and words[c] in lex.conjunctions and match_compound(lex.resumes, words, c + 1, len(words)):
            return [*signs[: c + 1], _apart(signs[c]), signs[begin], *signs[c + 1 :]]
    return signs


def _jointly(signs: list[Sign], lex: Lexicon) -> list[Sign]:
    """Put a subject once more behind those with whom it acts: "X together with Y and Z [X] has opened"."""
    words = [sign.text for sign in signs]
    for k in range(len(signs) - 3):
        if not _names_subject(signs[k]):
            continue
        begin = words.index(")", k) + 1 if words[k + 1] == "(" and ")" in words[k:] else k + 1
        for at in range(begin, min(begin + _ADVERBS, len(signs) - 2)):
            if signs[at].name is not None or words[at] in ".;":
                break
            if size := match_compound(lex.jointly, words, at, len(words)):
                end = _listed(signs, at + size, lex)
                verb = end + (end < len(signs) and words[end] == ",")
                if at + size < end and match_compound(lex.resumes, words, verb, len(words)):
                    return [*signs[:end], _apart(signs[end]), signs[k], *signs[end:]]
                break
    return signs


def _listed(signs: list[Sign], at: int, lex: Lexicon) -> int:
    """Where a list of institutions ends that begins at a sign, a common noun before each."""
    end = at
    while at < len(signs):
        if _names_subject(signs[at]):
            end = at = at + 1
            continue
        told = at + 1 < len(signs) and _names_subject(signs[at + 1]) and (at == end or signs[at - 1].text != ",")
        if not (told or signs[at].text == "," or signs[at].text in lex.conjunctions or signs[at].name is not None):
            break
        at += 1
    return end


def _apart(comma: Sign) -> Sign:
    """A sign behind a comma that keeps the names on its sides from being one list."""
    return Sign("\u2016", comma.first, comma.last)


def _names_subject(sign: Sign) -> bool:
    return sign.name is not None and sign.name.type in _SUBJECTS


def _spelled(doc: Document, signs: list[Sign]) -> list[Sign]:
    """The same signs with role heads written out in words."""
    role = SYMBOLS["role"]
    return [
        piece
        for s in signs
        for piece in ([Sign(doc.lower[k], k, k + 1) for k in range(s.first, s.last)] if s.text == role else [s])
    ]


def _without_definitions(signs: list[Sign]) -> list[Sign]:
    """Drop a bracket that only gives the name before it another name."""
    if not any(sign[0] == "(" for sign in signs):
        return signs
    kept: list[Sign] = []
    k = 0
    while k < len(signs):
        if signs[k].text == "(" and kept and kept[-1].name is not None:
            close = next((c for c in range(k + 1, min(k + 12, len(signs))) if signs[c].text == ")"), 0)
            inner = [s.name for s in signs[k + 1 : close] if s.name is not None]
            if close and inner and all(n.entity == kept[-1].name.entity for n in inner):
                k = close + 1
                continue
        kept.append(signs[k])
        k += 1
    return kept


def _of_house(signs: list[Sign], of: str) -> list[Sign]:
    """Put the house of a department, told in a bracket, behind the word ``of``."""
    found = list(signs)
    for k in range(len(signs) - 3):
        part, mark, house, close = signs[k : k + 4]
        if (mark.text, close.text) != ("(", ")") or part.name is None or house.name is None:
            continue
        if part.name.type in _PARTS and house.name.type in _HOUSES:
            found[k + 1], found[k + 3] = mark._replace(text=of), close._replace(text="")
    return [sign for sign in found if sign.text]


def _without_brackets(signs: list[Sign]) -> list[Sign]:
    kept: list[Sign] = []
    depth = 0
    for sign in signs:
        depth += sign.text == "("
        if depth <= 0:
            kept.append(sign)
        depth -= sign.text == ")"
    return kept
