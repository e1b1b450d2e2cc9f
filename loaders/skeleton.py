"""A sentence with every mention as one sign: what the rules of a language are matched against."""

from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from loaders.document import Document
from loaders.names import Name
from loaders.patterns import SYMBOLS


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


class Views:
    """The skeletons of one sentence: with role heads as signs or as plain words, with brackets or without.

    ``marks`` maps a first word to (end word, kind of sign, name); names that a bracket defines are left out. Each
    skeleton is made when a rule first asks for it.
    """

    def __init__(self, doc: Document, first: int, last: int, marks: dict[int, tuple[int, str, Name | None]]) -> None:
        self._doc = doc
        self._signs = _without_definitions(_signs(doc, first, last, marks))
        words = [sign[0] for sign in self._signs]
        self._has_roles = SYMBOLS["role"] in words
        self._has_brackets = "(" in words and words.count("(") == words.count(")")
        self._made: dict[tuple[bool, bool], Skeleton] = {}

    def pick(self, roles: bool, brackets: bool) -> Skeleton | None:
        """The skeleton that a rule is matched against, None where the sentence lacks what it needs."""
        if (roles and not self._has_roles) or (brackets and not self._has_brackets):
            return None
        made = self._made.get((roles, brackets))
        if made is None:
            signs = self._signs if roles or not self._has_roles else _spelled(self._doc, self._signs)
            made = _skeleton(signs if brackets or not self._has_brackets else _without_brackets(signs))
            self._made[roles, brackets] = made
        return made


def _signs(doc: Document, first: int, last: int, marks: dict[int, tuple[int, str, Name | None]]) -> list[Sign]:
    signs: list[Sign] = []
    lower = doc.lower
    k = first
    for at in sorted(k for k in range(first, last) if k in marks):
        if at < k:
            continue
        end, kind, name = marks[at]
        signs += [Sign(lower[j], j, j + 1) for j in range(k, at)]
        signs.append(Sign(SYMBOLS[kind], at, end, name))
        k = end
    return signs + [Sign(lower[j], j, j + 1) for j in range(k, last)]


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


def _without_brackets(signs: list[Sign]) -> list[Sign]:
    kept: list[Sign] = []
    depth = 0
    for sign in signs:
        depth += sign.text == "("
        if depth <= 0:
            kept.append(sign)
        depth -= sign.text == ")"
    return kept
