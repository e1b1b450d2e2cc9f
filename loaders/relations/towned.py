"""Names of common words that only the town behind them tells from others: ``Spitalul Universitar din Gent``."""

from kg.ids import fold
from loaders.relations.claims import Reader
from loaders.text.lexicon import CARE
from loaders.text.scene import Name

_HOUSES = CARE | {"ResearchInstitute"}


def name_towns(rd: Reader) -> None:
    """Take the town behind such a name for a part of it, once what is told of it is read."""
    if not rd.lex.plain:
        return
    for thing in rd.cast.things:
        if thing.alive and thing.type in _HOUSES and all(_common(rd, name) for name in thing.names):
            for name in thing.names:
                name.last = _past_town(rd, name.last)


def _common(rd: Reader, name: Name) -> bool:
    """Whether any house of its kind may be called so."""
    words = rd.doc.lower[name.core : name.last]
    return name.kind == "head" and all(fold(word) in rd.lex.kinds or word in rd.lex.links for word in words)


def _past_town(rd: Reader, at: int) -> int:
    """Where the town ends that a small word ties to a name which ends at a word; that word where there is none."""
    end, kind, _ = rd.marks.get(at + 1, (0, "", None))
    return end if kind == "Place" and rd.doc.lower[at] in rd.lex.sites and rd.doc.lower[at] in rd.lex.of else at
