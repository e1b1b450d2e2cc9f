"""A sentence with every mention as one sign: what the rules of a language are matched against."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, count, repeat
from typing import NamedTuple

from loaders.rules.signs import SYMBOLS
from loaders.text.document import Document
from loaders.text.lexicon import INSTITUTIONS, Compounds, Lexicon, match_compound
from loaders.text.scene import Name

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
# Letters of the abbreviation of a number or a measure.
_UNIT = 4
_SITES = frozenset((SYMBOLS["Place"], SYMBOLS["Country"]))
_ODD = _DOTS | {","}
# What ends the item of a list; its first words, an article before the name.
_ENDS = _ODD | {";"}
_FIRST = 2

Marks = dict[int, tuple[int, str, Name | None]]


class Sign(NamedTuple):
    """One token of a skeleton: a word, or a mention with the name it stands for."""

    text: str
    first: int
    last: int
    name: Name | None = None


# Half as long as a call of ``Sign``, of which an article needs one for each word.
_sign: Callable[[type[Sign], Iterable[object]], Sign] = tuple.__new__


class SignedSentences:
    """The sentences of an article as signs, each made when it is first asked for.

    ``marks`` maps a first word to (end word, kind of sign, name). The words that are ``hidden`` behind the sign of a
    mention are told by 1.
    """

    def __init__(self, doc: Document, marks: Marks) -> None:
        self._doc, self._marks = doc, marks
        self._used: dict[int, list[int]] = {}
        self.hidden = bytearray(len(doc.words))
        here, done = -1, 0
        for at in sorted(marks):
            number = doc.sentence_of(at)
            if number != here or at >= done:
                here, (done, kind, _) = number, marks[at]
                self._used.setdefault(number, []).append(at)
                if kind != "role":
                    last = min(done, doc.sentences[number][1])
                    self.hidden[at:last] = b"\1" * (last - at)
        self._odd = [k for k, word in enumerate(doc.lower) if word in _ODD and _is_odd(doc.lower, k)]
        self._made: dict[int, list[Sign]] = {}

    def __getitem__(self, sentence: int) -> list[Sign]:
        if sentence not in self._made:
            self._made[sentence] = self._signs(sentence)
        return self._made[sentence]

    def _signs(self, sentence: int) -> list[Sign]:
        signs: list[Sign] = []
        k, last = self._doc.sentences[sentence]
        for at in self._used.get(sentence, ()):
            end, kind, name = self._marks[at]
            signs += self._plain(k, at, last)
            k = end
            mention = Sign(SYMBOLS[kind], at, end, name)
            verb = [Sign(name.said, at, end)] if name is not None and name.said else []
            if name is not None and name.object and end < last and end not in self._marks:
                signs += [*verb, *self._plain(end, end + 1, last), mention]
                k = end + 1
            else:
                signs += [mention, *verb]
        return signs + self._plain(k, last, last)

    def _plain(self, first: int, end: int, last: int) -> list[Sign]:
        """Words as signs; dots that break a list off are one comma: "X, Y ... and others have joined"."""
        places = range(first, end)
        words = [*map(_sign, repeat(Sign), zip(self._doc.lower[first:end], places, count(first + 1), repeat(None)))]
        if not self._odd or bisect_left(self._odd, first) == bisect_left(self._odd, end):
            return words
        found: list[Sign] = []
        for sign in words:
            text, k, _, _ = sign
            if text == "." and found and k + 1 < last and _abbreviates(self._doc.lower, k):
                # "40 mil. euro": no stop that parts clauses.
                found[-1] = Sign(f"{found[-1].text}.", found[-1].first, k + 1)
            elif text in _DOTS and k + 1 < last and k in self._odd:
                joined = found and found[-1].text == "," and found[-1].last == k
                begin = found.pop().first if joined else k
                found.append(Sign(",", begin, k + 1))
            elif text == "," and first < k < end - 1 and k in self._odd:
                # "3,2 million": no comma that parts clauses.
                found[-1] = Sign(f"{found[-1].text},", found[-1].first, k + 1)
            else:
                found.append(sign)
        return found


def _is_odd(lower: list[str], k: int) -> bool:
    """Whether a comma stands inside a number, or a dot is one of several."""
    before, after = lower[k - 1] if k else "", lower[k + 1] if k + 1 < len(lower) else ""
    if lower[k] == ",":
        return before.isdigit() and after.isdigit()
    return lower[k] == "\u2026" or before in _DOTS or after in _DOTS or _abbreviates(lower, k)


def _abbreviates(lower: list[str], k: int) -> bool:
    """Whether a stop belongs to the short word before it, which counts what follows: ``40 mil. euro``."""
    if k < 2 or k + 1 >= len(lower) or not lower[k - 2][-1].isdigit():
        return False
    return len(lower[k - 1]) <= _UNIT and lower[k - 1].isalpha() and lower[k + 1].isalpha()


class Skeleton:
    """The signs of one sentence, and their text with one space after each."""

    __slots__ = ("_starts", "signs", "text")

    def __init__(self, signs: list[Sign]) -> None:
        self.signs = signs
        self.text = " ".join([sign[0] for sign in signs]) + " "
        self._starts: list[int] = []

    @property
    def starts(self) -> list[int]:
        """Where in the text each sign begins, and where the text ends."""
        if not self._starts:
            self._starts = [*accumulate((len(sign[0]) + 1 for sign in self.signs), initial=0)]
        return self._starts


def behind(opening: list[Sign], item: list[Sign]) -> list[Sign]:
    """The item of a list, without its mark, behind the line that opens the list."""
    begin = next((k for k, sign in enumerate(item) if sign.name is not None or sign.text[0].isalpha()), 0)
    return opening + item[begin:]


def listed(opening: list[Sign], items: Sequence[list[Sign]]) -> list[Sign]:
    """The institutions with which the items of a list begin, behind the line that opens it, a comma before each but the
    first; the opening alone where an item begins with anything else.
    """
    signs = list(opening)
    for number, item in enumerate(items):
        begin = next((k for k, sign in enumerate(item) if sign.name is not None or sign.text[0].isalpha()), 0)
        told = next((sign.name for sign in item[begin : begin + _FIRST] if sign.name is not None), None)
        ended = signs[-1].text in _ENDS
        if told is None or told.type not in INSTITUTIONS or (number and not (ended or begin)):
            return opening
        if number:
            signs.append((signs.pop() if ended else item[0])._replace(text=","))
        signs += item[begin:]
    return signs


def plain_signs(signs: list[Sign], of: str) -> list[Sign]:
    """The signs of a sentence with role heads as signs, without what stands in brackets.

    A department's house in a bracket stands behind the word ``of``: "the Training Centre (X Hospital)".
    """
    words = [sign[0] for sign in signs]
    if "(" not in words:
        return signs
    signs = _of_house(_without_definitions(signs), of)
    words = [sign[0] for sign in signs]
    return _without_brackets(signs) if "(" in words and words.count("(") == words.count(")") else signs


class _Line(NamedTuple):
    """Signs with their words and with the places of those that may be subjects."""

    signs: list[Sign]
    words: list[str]
    subjects: list[int]


def _line(signs: list[Sign]) -> _Line:
    subjects = [k for k, sign in enumerate(signs) if sign[3] is not None and sign[3].type in _SUBJECTS]
    return _Line(signs, [sign[0] for sign in signs], subjects)


class Views:
    """The skeletons of one sentence: with role heads as signs or as plain words, with brackets or without.

    Names that a bracket defines are left out. A sentence whose subject is far from its verb is seen a second time, the
    subject named anew. The item of a list is seen behind the signs of its ``opening``. Each skeleton is made when a
    rule first asks for it.
    """

    def __init__(self, doc: Document, lex: Lexicon, signs: list[Sign], opening: list[Sign] | None = None) -> None:
        self._doc = doc
        if opening is not None:
            signs = behind(opening, signs)
        plain = _line(signs)
        if "(" in plain.words:
            plain = _line(_without_definitions(signs))
        plain = _beyond(_resumed(plain, lex.asides, lex), lex)
        named = _resumed(_fronted(plain, lex), _POST, lex).signs
        others = (named, _jointly(plain, lex), _continued(plain, lex), _went_on(plain, lex))
        self._signs = [plain.signs, *(signs for signs in others if len(signs) > len(plain.signs))]
        words = plain.words
        self._has_roles = SYMBOLS["role"] in words
        self._has_brackets = "(" in words and words.count("(") == words.count(")")
        self._made: dict[tuple[bool, bool], list[Skeleton]] = {}

    def pick(self, roles: bool, brackets: bool) -> list[Skeleton]:
        """The skeletons that a rule is matched against, none where the sentence lacks what it needs."""
        made = self._made.get((roles, brackets))
        if made is None:
            lacks = (roles and not self._has_roles) or (brackets and not self._has_brackets)
            made = [] if lacks else [self._skeleton(signs, roles, brackets) for signs in self._signs]
            self._made[roles, brackets] = made
        return made

    def _skeleton(self, signs: list[Sign], roles: bool, brackets: bool) -> Skeleton:
        signs = signs if roles or not self._has_roles else _spelled(self._doc, signs)
        return Skeleton(signs if brackets or not self._has_brackets else _without_brackets(signs))


def _fronted(line: _Line, lex: Lexicon) -> _Line:
    """Put the subject before a phrase that stands before it: "Founded by X, the hospital ..."."""
    signs, words, subjects = line
    if match_compound(lex.fronted, words, 0, len(words)):
        for k in subjects:
            if 3 <= k <= _LONGEST and words[k - 1] == ",":
                return _line([signs[k], *signs[:k], _apart(signs[k - 1]), *signs[k:]])
    return line


def _resumed(line: _Line, asides: Compounds, lex: Lexicon) -> _Line:
    """Put a subject once more behind an aside: "X, a unit of Y, [X] has signed"."""
    signs, words, subjects = line
    found: dict[int, Sign] = {}
    for k in subjects:
        # "the rival of X, Y, has signed"
        before = k - (k > 1 and words[k - 1] in lex.articles and words[k - 1] not in lex.attached)
        if k + 3 >= len(signs) or words[k + 1] != "," or (before and words[before - 1] in lex.attached):
            continue
        # "A, former director of X, has been named"
        if not match_compound(asides, words, k + 2 + (words[k + 2] in lex.erstwhile), len(words)):
            continue
        named = False
        for c in range(k + 3, min(k + _LONGEST, len(signs) - 1)):
            # "X, owned by the businessman A, has signed", but not "X, a unit of Y, Dr A".
            if words[c] in ".;" or (words[c] == SYMBOLS["Person"] and "," in words[k + 2 : c]):
                break
            # "X, a large hospital, and Y, its neighbour, will": the subject has a second member.
            if words[c - 1] == "," and words[c] in lex.conjunctions:
                break
            named = named or c in subjects or words[c] in _SITES
            if words[c] == ",":
                if match_compound(lex.resumes, words, c + 1, len(words)):
                    found[c] = signs[k]
                if c in found or not named:
                    break
    if not found:
        return line
    inserted = ([sign, _apart(sign), found[c]] if c in found else [sign] for c, sign in enumerate(signs))
    return _line([sign for group in inserted for sign in group])


def _beyond(line: _Line, lex: Lexicon) -> _Line:
    """Put a subject once more behind what it belongs to: ``X thuộc Y [X] vừa``, ``X trực thuộc Y, [X] mạnh về``."""
    signs, words, subjects = line
    if lex.wholes.keys().isdisjoint(words):
        return line
    found: dict[int, Sign] = {}
    for k in subjects:
        size = match_compound(lex.wholes, words, k + 1, len(words))
        whole = k + 1 + size
        if not size or whole not in subjects or k - 1 in subjects:
            continue
        end = whole + 1 + (whole + 1 in subjects)
        if end < len(signs) and (words[end] == "," or match_compound(lex.resumes, words, end, len(words))):
            # "X thuộc Y, Z", "X thuộc Y, doanh nghiệp": the comma goes on about others.
            listed = words[end] == "," and (end + 1 in subjects or end + 1 >= len(words))
            listed = listed or (words[end] == "," and match_compound(lex.epithets, words, end + 1, len(words)) > 0)
            found.update({} if listed else {end: signs[k]})
    if not found:
        return line
    # A comma becomes the mark that parts two clauses, any other word stays behind it.
    return _line([
        piece
        for c, sign in enumerate(signs)
        for piece in ([_apart(sign), found[c], *([sign] if words[c] != "," else [])] if c in found else [sign])
    ])  # fmt: skip


def _continued(line: _Line, lex: Lexicon) -> list[Sign]:
    """Put the subject of a sentence once more behind an "and" that goes on: "X was founded by A and [X] is"."""
    signs, words, subjects = line
    if len(subjects) < 2 or lex.conjunctions.isdisjoint(words):
        return signs
    begin, second, *_ = subjects
    if words[begin] == SYMBOLS["Person"] or any(sign.name is not None for sign in signs[:begin]):
        return signs
    if any(word[0].isalpha() for word in words[:begin]):
        return signs
    for c in range(begin + 2, len(signs) - 1):
        if words[c] in ".;":
            break
        if second < c and words[c] in lex.conjunctions and match_compound(lex.resumes, words, c + 1, len(words)):
            return [*signs[: c + 1], _apart(signs[c]), signs[_who(line, begin, c, lex)], *signs[c + 1 :]]
    return signs


def _went_on(line: _Line, lex: Lexicon) -> list[Sign]:
    """Put the person whom a sentence is about once more behind an "and" that goes on: "A trained at X and [A] led"."""
    signs, words, subjects = line
    if len(subjects) < 2 or not lex.deeds or words[subjects[0]] != SYMBOLS["Person"] or subjects[0] > _ADVERBS:
        return signs
    begin, second, *_ = subjects
    found = list(signs[:second])
    for c in range(second, len(signs)):
        found.append(signs[c])
        if words[c] in lex.conjunctions and match_compound(lex.deeds, words, c + 1, len(words)):
            found += [_apart(signs[c]), signs[begin]]
    return found


def _who(line: _Line, begin: int, end: int, lex: Lexicon) -> int:
    """Whose clause ends at a sign: that of the subject at ``begin``, or of the name behind which an aside began last
    and has not ended: "X belongs to Y, which runs Z and is owned by".
    """
    words = line.words
    last = max((k for k in range(begin + 2, end - 1) if words[k] == ","), default=0)
    opens = last and match_compound(lex.epithets, words, last + 1, end) and last - 1 in line.subjects
    return last - 1 if opens and words[last - 2] != "," else begin


def _jointly(line: _Line, lex: Lexicon) -> list[Sign]:
    """Put a subject once more behind those with whom it acts: "X together with Y and Z [X] has opened"."""
    signs, words, subjects = line
    if lex.jointly.keys().isdisjoint(words):
        return signs
    for k in subjects:
        if k + 3 >= len(signs):
            break
        begin = words.index(")", k) + 1 if words[k + 1] == "(" and ")" in words[k:] else k + 1
        for at in range(begin, min(begin + _ADVERBS, len(signs) - 2)):
            if signs[at].name is not None or words[at] in ".;":
                break
            if size := match_compound(lex.jointly, words, at, len(words)):
                end = _listed(line, at + size, lex)
                verb = end + (end < len(signs) and words[end] == ",")
                if at + size < end and match_compound(lex.resumes, words, verb, len(words)):
                    return [*signs[:end], _apart(signs[end]), signs[k], *signs[end:]]
                break
    return signs


def _listed(line: _Line, at: int, lex: Lexicon) -> int:
    """Where a list of institutions ends that begins at a sign, a common noun before each."""
    signs, words, subjects = line
    end = at
    while at < len(signs):
        if at in subjects:
            end = at = at + 1
            continue
        if at == end and match_compound(lex.resumes, words, at, len(words)):
            break
        told = at + 1 in subjects and (at == end or words[at - 1] != ",")
        if not (told or words[at] == "," or words[at] in lex.conjunctions or signs[at].name is not None):
            break
        at += 1
    return end


def _apart(comma: Sign) -> Sign:
    """A sign behind a comma that keeps the names on its sides from being one list."""
    return Sign("\u2016", comma.first, comma.last)


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
