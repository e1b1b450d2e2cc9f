"""The notation in which language files write their rules, compiled to regular expressions.

A rule is matched against the skeleton of a sentence: its words in lower case with one space after each, every
mention one private-use character. CONTRIBUTING.md explains the notation.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from kg.errors import DataError
from loaders.rules.signs import CLASSES, SYMBOLS, signs_of
from loaders.text.document import lower_of, words_of

# Kinds of slots that stand for no mention.
WORDLESS = ("field", "specialty", "role", "post", "topic", "words", "inside")
_ORG = signs_of("org")
_NAMED = _ORG + SYMBOLS["Person"] + SYMBOLS["Programme"]
_WHOLE = signs_of("hospital") + SYMBOLS["University"] + SYMBOLS["Government"]
# What no list of fields names; a centre or an institute may be one.
_FOREIGN = SYMBOLS["University"] + SYMBOLS["Government"] + SYMBOLS["Company"] + SYMBOLS["Person"] + SYMBOLS["Hospital"]
_ALL = "".join(SYMBOLS.values())
_STOP = r"(?![.;!?] )"
_GAP = rf"(?:{_STOP}[^\s{_NAMED}]+ ){{0,12}}?"
_LONG_GAP = rf"(?:{_STOP}\S+ ){{0,30}}?"
# Behind a person: what is told behind another is told of that one.
_LATER = rf"(?:{_STOP}[^\s{SYMBOLS['Person']}]+ ){{0,30}}?"
# Where a sentence begins and where it ends.
_EDGES = {"^": r"(?<![\s\S])", "$": r"(?![\s\S])"}
# Words that are looked through for one that must not be there.
_AHEAD = 6
_FIELD = rf"(?:{_STOP}[^\s{_FOREIGN}]+ ){{1,60}}"
_SPECIALTY = rf"(?:[^\s,;:.()|{_ALL}]+ ){{1,5}}?"
_ROLE_WORD = rf"[^\s,;:.(){_ALL}]+ "
_PEOPLE = rf"{SYMBOLS['Person']} (?:(?:(?![.] )[^\s{SYMBOLS['Person']}]+ ){{1,18}}{SYMBOLS['Person']} )*"
_BRACKET = re.compile(r"\((?=\s)|(?<=\s)\)")
_PIECE = re.compile(
    r"\{(\w+):([\w|'\u2019]+)(\+?)(\d?)\}|(\[-?)(\w+)\]|([~=]\d|~~?|\^|\$(?!\w))|([(|)])|([^\s()|\[\]{}~?]+)"
)


@dataclass(frozen=True, slots=True)
class Joints:
    """Regular expressions for what stands between the members of a list: and, a small word before one, a place.

    ``verbs`` is looked ahead for: words that end a post. ``also`` joins a post to the next, ``ends`` are words that may
    follow the last, ``at`` and ``of`` lead to a place and to the whole of a part. ``bars`` is looked ahead for: words
    that a close gap does not pass. ``inlist`` are asides behind a member: "A, coordinator, B and C". ``origin`` are
    words behind a town and a dash: "Dayton-based". ``amid`` are adverbs that may part one of the ``auxiliaries`` from
    its verb.
    """

    join: str
    article: str
    within: str
    verbs: str
    also: str
    ends: str
    at: str
    of: str
    inlist: str
    bars: str
    origin: str
    amid: tuple[str, ...] = ()
    auxiliaries: frozenset[str] = frozenset()


class Parser:
    """Turns one pattern into a regular expression, and remembers its slots and its literal words."""

    def __init__(self, where: str, pattern: str, words: Mapping[str, list[str]], joints: Joints) -> None:
        self.where, self.words, self.joints = where, words, joints
        self.slots: dict[str, str] = {}
        self.least: dict[str, int] = {}
        self.literals: list[tuple[str, ...]] = []
        self.depth = 0
        self.brackets = False
        self.passed = ""
        self.needs: list[str] = []
        self.pieces = self._pieces(pattern)
        self.at = 0
        self.regex = self._sequence()
        if self.at < len(self.pieces):
            raise DataError(f"{where}: expected the end of the pattern at {self.pieces[self.at][0]!r}")

    def _pieces(self, pattern: str) -> list[tuple[str, bool, re.Match[str], bool]]:
        found, at = [], 0
        while at < len(pattern):
            if pattern[at].isspace():
                at += 1
                continue
            # A bracket with a space on its inner side is the mark itself; one without groups alternatives.
            mark = _BRACKET.match(pattern, at)
            match = mark or _PIECE.match(pattern, at)
            if match is None:
                raise DataError(f"{self.where}: cannot read the pattern at {pattern[at : at + 20]!r}")
            at = match.end()
            optional = at < len(pattern) and pattern[at] == "?"
            at += optional
            found.append((match.group().strip(), optional, match, mark is not None))
        return found

    def _sequence(self) -> str:
        out = []
        joined = False
        while self.at < len(self.pieces):
            text, optional, match, mark = self.pieces[self.at]
            if mark:
                self.brackets, joined = True, False
                self.at += 1
                out.append(re.escape(text) + " " if not optional else f"(?:{re.escape(text)} )?")
                continue
            if text in ("|", ")"):
                break
            self.at += 1
            out.append(self._element(optional, match))
            plain = not optional and self._is_plain(match)
            if joined and plain:
                # Words right behind each other are one phrase, which fewer sentences have.
                (first,), (second,) = self.literals[-2:]
                self.literals[-2:] = [(f"{first} {second}",)]
            joined = plain and not (text in self.joints.auxiliaries and self._word_follows())
        return "".join(out)

    def _is_plain(self, match: re.Match[str]) -> bool:
        """Whether an element is a word and no mark."""
        word = match.group(8)
        return word is not None and word[0].isalnum()

    def _element(self, optional: bool, match: re.Match[str]) -> str:
        slot, kind, plus, least, bracket, name, gap, paren, word = match.groups()
        if gap in _EDGES:
            return _EDGES[gap]
        if gap:
            if gap == "~~":
                return _LATER if self.passed == "person" else _LONG_GAP
            return _GAP if gap == "~" else _short_gap(gap[1], self.joints, gap[0] == "=")
        if slot:
            self.passed = kind
            self.slots[slot] = "field" if kind == "specialty" else kind + plus
            if least:
                self.least[slot] = int(least)
            if not self.depth and not optional and not kind.startswith(WORDLESS):
                self.needs += [signs_of(kind)] * int(least or 1)
            body = f"(?P<{slot}>{self._slot(kind, bool(plus))})"
        elif bracket == "[-":
            return self._absent(name)
        elif bracket:
            body = self._listed(name, optional)
        elif paren == "(":
            return self._choice()
        else:
            body = self._phrases([word], optional)
            if word in self.joints.auxiliaries and not optional and self._word_follows():
                body += f"(?:{either(self.joints.amid)})?"
        return f"(?:{body})?" if optional else body

    def _word_follows(self) -> bool:
        """Whether a plain word stands behind the element just read."""
        if self.at >= len(self.pieces):
            return False
        _, _, match, mark = self.pieces[self.at]
        return not mark and match.group(9) is not None

    def _choice(self) -> str:
        outside, self.literals = self.literals, []
        self.depth += 1
        options, told = [self._sequence()], [self.literals]
        while self.at < len(self.pieces) and self.pieces[self.at][0] == "|" and not self.pieces[self.at][3]:
            self.at += 1
            self.literals = []
            options.append(self._sequence())
            told.append(self.literals)
        if self.at >= len(self.pieces):
            raise DataError(f"{self.where}: a bracket is not closed")
        optional = self.pieces[self.at][1]
        self.at += 1
        self.depth -= 1
        self.literals = outside
        # One of the options is met, so a phrase of one of them, provided that each has a literal.
        if not optional and all(told):
            self.literals.append(tuple(phrase for option in told for phrase in max(option, key=rarity)))
        return f"(?:{'|'.join(options)})" + ("?" if optional else "")

    def _listed(self, name: str, optional: bool) -> str:
        if name not in self.words:
            raise DataError(f"{self.where}: no word list [{name}]; there are {', '.join(sorted(self.words))}")
        return self._phrases(self.words[name], optional)

    def _absent(self, name: str) -> str:
        """None of the phrases of a list stands among the next plain words and dates."""
        outside = self.literals[:]
        phrases = self._listed(name, optional=True)
        self.literals = outside
        return rf"(?!(?:(?:[^\s{_ALL}]+|{SYMBOLS['date']}) ){{0,{_AHEAD}}}?{phrases})"

    def _phrases(self, phrases: list[str], optional: bool) -> str:
        literals, expression = _wordings(tuple(phrases), self.joints)
        if not optional:
            self.literals.append(literals)
        return expression

    def _slot(self, kind: str, plus: bool) -> str:
        if kind == "field":
            return _FIELD
        if kind == "specialty":
            return _SPECIALTY
        # A post in words of the rule's own choice; the skeleton keeps its words.
        if kind.startswith("words|"):
            return self._listed(kind.partition("|")[2], optional=False)
        if kind == "role":
            return rf"{SYMBOLS['role']} (?:{SYMBOLS['role']} |{self.joints.verbs}{_ROLE_WORD}){{0,12}}?"
        if kind == "post":
            return self._posts(plus)
        # Stands for no words: the place in the mention before, behind one of the words told.
        if kind.split("|")[0] == "inside":
            return ""
        # Stands for no words: the institution that the sentences before spoke of.
        topic, _, kinds = kind.partition("|")
        if any(k not in CLASSES for k in (kinds if topic == "topic" else kind).split("|") if k):
            raise DataError(
                f"{self.where}: no mention class {kind!r}; there are {', '.join(CLASSES)}, field, inside, post, "
                "role, topic"
            )
        if kind == "person" and plus:
            return _PEOPLE
        if topic == "topic":
            return ""
        one = rf"[{signs_of(kind)}] "
        aside = rf"(?:, (?:(?:[{CLASSES['place']}] {self.joints.inlist}), )?)"
        joint = self.joints
        # Behind a conjunction, a public body after a comma is what the last belongs to: "X and Hospital Y, Ministry Z".
        others = signs_of(kind).replace(SYMBOLS["Government"], "") or signs_of(kind)
        open_list = rf"(?:{joint.within}{aside}{joint.article}{one}){{0,11}}"
        # "A, B and three companies: C and D"
        closed = rf"{joint.within}{aside}?(?:{joint.join}) (?:(?:\w+ ){{1,3}}: )?{joint.article}{one}"
        after = rf"(?:{joint.within}{aside}{joint.article}[{others}] ){{0,11}}"
        return rf"{one}{open_list}(?:{closed}{after}){{0,11}}" if plus else one

    def _posts(self, several: bool) -> str:
        """A post with the body it is at and the larger body of that, or several posts of one person."""
        joint, role, place = self.joints, SYMBOLS["role"], f"[{CLASSES['place']}] "
        end = rf"(?=[,.;:)\-\u2013\u2014] |{joint.ends})"
        where = rf"(?:(?:{joint.at})?{place}|, {place}{end})?"
        whole = rf"(?:(?:{joint.of}){{0,2}}[{_WHOLE}] |[,\-\u2013] [{_WHOLE}] {end})?"
        inner = rf"(?:{SYMBOLS['']} (?:{joint.of}){{1,2}})?" if joint.of else ""
        body = rf"(?:{inner}[{_ORG}] {whole}|, [{_ORG}] {end}){where}"
        # "director for Asia - Pacific of X": the region is part of the post.
        region = rf"(?:{place}(?:[-\u2013,] {place}){{0,2}}(?={joint.of}))?" if joint.of else ""
        one = rf"{role} (?:{role} |{joint.verbs}{_ROLE_WORD}){{0,12}}{region}(?:(?:{joint.of})?{body})?"
        # Whoever is named right behind a post holds it.
        # "... as manager Ann Reid": the post is hers.
        other = rf"(?!{SYMBOLS['Person']})"
        return rf"{one}{other}(?:{joint.also}{one}{other}){{0,5}}" if several else one


# The same words and lists of words stand in many rules.
@cache
def _wordings(phrases: tuple[str, ...], joints: Joints) -> tuple[tuple[str, ...], str]:
    """The wordings of some phrases, an adverb inside them or none, and a regular expression for one of them."""
    cut = [tuple(lower_of(w) for w in words_of(p)) for p in phrases]
    parted = [words for words in cut if len(words) > 1 and words[0] in joints.auxiliaries]
    cut += [(words[0], adverb, *words[1:]) for words in parted for adverb in joints.amid]
    literals = tuple(" ".join(words) for words in cut if words)
    return literals, alternatives("".join(w + " " for w in words) for words in cut)


def _short_gap(most: str, joints: Joints, close: bool) -> str:
    """Up to so many words, sums of money, dates and places; no mark, no other mention or role; where it is ``close``,
    no word that bars. A town with one of the words for an origin counts as one word.
    """
    passed = SYMBOLS["date"] + SYMBOLS["Place"] + SYMBOLS["Country"]
    barred = joints.bars if close else ""
    return rf"(?:{barred}(?:\w\S*|['\u2019]s?|[%$\u20ac\u00a3{passed}]) {joints.origin}){{0,{most}}}?"


def alternatives(texts: Iterable[str]) -> str:
    """A regular expression for one of several texts, the longest first, that shares their beginnings.

    >>> alternatives(["signed a ", "signed ", "has signed "])
    '(?:has signed |signed (?:a )?)'
    """
    ordered = sorted(set(texts))
    return _shared(ordered) if len(ordered) > 1 else "(?:" + "".join(map(re.escape, ordered)) + ")"


def _shared(ordered: list[str]) -> str:
    branches, ends = [], ordered[0] == ""
    for _, group in groupby((t for t in ordered if t), key=lambda t: t[0]):
        members = list(group)
        prefix = _common_start(members[0], members[-1])
        rest = [t[len(prefix) :] for t in members]
        branches.append(re.escape(prefix).replace("\\ ", " ") + (_shared(rest) if len(rest) > 1 else ""))
    body = f"(?:{'|'.join(branches)})"
    return f"{body}?" if ends else body


def _common_start(a: str, b: str) -> str:
    """What the first and the last of some sorted texts, and so all of them, begin with."""
    return a[: next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))]


def rarity(phrases: tuple[str, ...]) -> int:
    """How telling a set of phrases is: the length of its shortest, nothing for a mark."""
    return min((len(p) if p[0].isalnum() else 0 for p in phrases), default=0)


def either(phrases: Iterable[str]) -> str:
    """A regular expression for one of several phrases in a skeleton."""
    return alternatives("".join(w + " " for w in words_of(lower_of(p))) for p in phrases) if phrases else ""
