"""The sides of a deal told by their nations: "phía Pháp", "partea britanică"."""

from loaders.names.things import akin
from loaders.text.lexicon import INSTITUTIONS
from loaders.text.scene import Name, Scene

# Sentences back to the one that names the institutions of both sides.
_BACK = 3


def find_sides(sc: Scene, names: list[Name]) -> list[Name]:
    """Put a side to the only institution lately named that is told to be of its nation.

    Where none is, to the only one of no nation beside one of another: nobody tells where their own hospitals are.
    """
    doc, lex, found = sc.doc, sc.lex, list[Name]()
    if lex.sides.isdisjoint(doc.lower):
        return found
    spots = [k for k, word in enumerate(doc.lower[:-1]) if word in lex.sides and not sc.taken[k]]
    lands = {doc.text(k, g[0]): g[2].upper() for k, g in sc.gazetteer.items() if g[1] == "Place" and len(g[2]) == 2}
    for at in spots:
        end = min(at + 3, len(doc.words))
        end = end if doc.text(at + 1, end) in lands else at + 2
        nation = lex.nations.get(doc.lower[at + 1], "") or lands.get(doc.text(at + 1, end), "")
        if not nation:
            continue
        since = doc.sentences[max(0, doc.sentence_of(at) - _BACK)][0]
        near = {n.entity: n for n in names if n.type in INSTITUTIONS and since <= n.first < at}
        told = {k: _nation(sc, [n for n in names if n.entity == k]) for k in near}
        meant = [k for k in near if told[k] == nation]
        if not meant and any(told.values()):
            meant = [k for k in near if not told[k] and near[k].type != "Government"]
        if len(meant) == 1:
            name = Name(at + 1, end, near[meant[0]].type, "side", core=at + 1, head=near[meant[0]].head)
            name.entity = meant[0]
            found.append(name)
    return found


def of_nation(
    sc: Scene, starts: list[tuple[int, Name]], names: list[Name], nation: str, kind: str
) -> list[tuple[int, Name]]:
    """Of the names so far those of a kind that are told to be in a country, or the only one that is told to be in none
    where another of the kind is in its own.
    """
    near = {n.entity: n for _, n in starts if kind == "org" or akin(n.type, kind)}
    told = {k: _nation(sc, [n for n in names if n.entity == k]) for k in near}
    meant = [k for k in near if told[k] == nation]
    if not meant and any(told.values()):
        meant = [k for k in near if not told[k]]
    return [start for start in starts if len(meant) == 1 and start[1].entity == meant[0]]


def _nation(sc: Scene, names: list[Name]) -> str:
    """The code of the country in which the places inside or right behind the names of an institution are."""
    for name in names:
        if sc.lex.plain:
            # "compania germană X", "Agenția Coreeană pentru"
            near = range(max(0, name.first - 1), name.last)
            told = next((sc.lex.nations[w] for w in (sc.doc.lower[k] for k in near) if w in sc.lex.nations), "")
            if told:
                return told
        joined = name.last < len(sc.doc.words) and (
            sc.doc.words[name.last] in "(," or sc.doc.lower[name.last] in sc.lex.of | sc.lex.locatives
        )
        behind = range(name.last + 1, name.last + 3) if joined else range(0)
        for k in [*range(name.first, name.last), *behind]:
            place = sc.gazetteer.get(k)
            if place is not None and place[1] == "Place":
                return place[2][:2].upper()
    return ""
