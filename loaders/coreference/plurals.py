"""What counted nouns mean that stand for a list of institutions named nearby: "the three hospitals", "all four"."""

from bisect import bisect_left

from loaders.names.things import akin
from loaders.text.lexicon import INSTITUTIONS, Lexicon, match_compound
from loaders.text.scene import Name, Scene

# Sentences before such a noun in which its list may stand; or it stands in the very next one.
_BACK = 3
# Words between two names of one list: a mark, a conjunction, a place.
_BETWEEN = 4
_DIGITS = {str(number): number for number in range(2, 10)}


def add_plurals(sc: Scene, names: list[Name], anaphors: list[Name], pairs: list[Name]) -> tuple[list[Name], list[Name]]:
    """The anaphors with counted nouns put to the list that they count, and the words for all parties without them."""
    if not sc.lex.numerals:
        return anaphors, pairs
    found = [name for spot in _counted(sc) if (name := _put(sc, names, *spot)) is not None]
    taken = {k for name in found for k in range(name.first, name.last)}
    anaphors = [n for n in anaphors if taken.isdisjoint(range(n.first, n.last))] + found
    pairs = [n for n in pairs if taken.isdisjoint(range(n.first, n.last))]
    return sorted(anaphors, key=lambda n: n.first), pairs


def _counted(sc: Scene) -> list[tuple[int, int, int, str]]:
    """(first word, end word, number, type) of every counted noun; type "" where the noun tells none."""
    lex, lower = sc.lex, sc.doc.lower
    found = []
    numbers = {**_DIGITS, **lex.numerals}
    for at, word in enumerate(lower):
        if word not in numbers or sc.taken[at]:
            continue
        number = numbers[word]
        if number < 2:
            continue
        all_of = at > 0 and lower[at - 1] in lex.totals
        size = match_compound(lex.counted_nouns, lower, at + 1, len(lower))
        kind = lex.noun_types[" ".join(lower[at + 1 : at + 1 + size])] if size else ""
        end = at + 1 + size
        while tail := match_compound(lex.demonstratives, lower, end, len(lower)):
            end += tail
        told = end > at + 1 + size
        bare = all_of and not size and match_compound(lex.resumes, lower, end, len(lower)) > 0
        listed = end < len(lower) and (lower[end] in lex.listing or sc.taken[end] or lower[end] == "(")
        if (size and not listed and (number > 2 or told or (all_of and kind in INSTITUTIONS))) or bare:
            found.append((at - all_of, end, number, kind))
    return found


def _put(sc: Scene, names: list[Name], first: int, last: int, number: int, kind: str) -> Name | None:
    """The counted noun as a name of the members of its list, if there is just one list of so many."""
    here = sc.doc.sentence_of(first)
    sentences = [here, *range(here - 1, here - 1 - _BACK, -1), here + 1]
    for sentence in (n for n in sentences if 0 <= n < len(sc.doc.sentences)):
        begin, end = sc.doc.sentences[sentence]
        lists = _lists(sc, names, begin, first if sentence == here else end)
        fitting = [
            group
            for group in lists
            if len({n.entity for n in group}) == number and (not kind or all(akin(n.type, kind) for n in group))
        ]
        if fitting:
            members = tuple(dict.fromkeys(n.entity for n in fitting[-1]))
            name = Name(first, last, fitting[-1][0].type, "anaphor", core=first, members=members)
            name.entity = members[0]
            return name
    return None


def _lists(sc: Scene, names: list[Name], begin: int, end: int) -> list[list[Name]]:
    """The institutions named between two words, in the lists that they stand in."""
    starts = [n.first for n in names]
    found: list[list[Name]] = []
    before: Name | None = None
    for name in names[bisect_left(starts, begin) : bisect_left(starts, end)]:
        if name.type not in INSTITUTIONS | {""}:
            continue
        if before is not None and _joined(sc.lex, sc, before.last, name.first):
            found[-1].append(name)
        else:
            found.append([name])
        before = name
    return found


def _joined(lex: Lexicon, sc: Scene, first: int, last: int) -> bool:
    """Whether nothing but a comma, a conjunction or a place stands between two names."""
    between = range(first, last)
    places = {k for at in between if at in sc.gazetteer for k in range(at, sc.gazetteer[at][0])}
    words = [sc.doc.lower[k] for k in between if k not in places]
    marks = {",", ";", "(", ")", *lex.conjunctions, *lex.locatives}
    return 0 < len(words) <= _BETWEEN and all(word in marks for word in words) and words != ["("]
