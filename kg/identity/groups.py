"""From decisions about pairs to who is who: union-find with edges that must not be closed.

What people decided counts before what rules found. A chain of decisions that joins two ids which another decision keeps
apart is a conflict: none of its group's decisions of that rank is followed, and it is reported. So a doubt keeps things
apart, whatever order the decisions came in.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.ids import digest

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two ids that are kept apart and yet joined by a chain: the ids along it, from the one to the other."""

    chain: tuple[str, ...]

    def __str__(self) -> str:
        return f"{' = '.join(self.chain)}, but {self.chain[0]} is not {self.chain[-1]}"


class Groups:
    """Disjoint sets of ids (union-find with path halving); an id never seen is a group of its own.

    >>> groups = Groups([("a", "b"), ("b", "c")])
    >>> groups.of("a") == groups.of("c") != groups.of("d")
    True
    """

    __slots__ = ("_parents",)

    def __init__(self, pairs: Iterable[Pair] = ()) -> None:
        self._parents: dict[str, str] = {}
        for one, other in pairs:
            self.join(one, other)

    def of(self, key: str) -> str:
        """One id that stands for the group of an id; which one says nothing."""
        parents = self._parents
        while (parent := parents.get(key, key)) != key:
            parents[key] = parent = parents.get(parent, parent)
            key = parent
        return key

    def join(self, one: str, other: str) -> None:
        """Make one group of the groups of two ids."""
        one, other = self.of(one), self.of(other)
        self._parents.setdefault(one, one)
        self._parents[other] = one

    def members(self) -> Mapping[str, list[str]]:
        """The ids of every group that was joined, sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._parents):
            found[self.of(key)].append(key)
        return found


def settle(told: Iterable[Pair], ruled: Iterable[Pair], apart: Iterable[Pair]) -> tuple[dict[str, str], list[Conflict]]:
    """A flat table from ids to the ids that stand for them, and the conflicts, for three sorts of pairs: those that
    people joined, those that rules joined, and those that are kept apart.

    >>> settle([("c-a", "c-b")], [("c-b", "c-c")], [])
    ({'c-b': 'c-a', 'c-c': 'c-a'}, [])
    >>> table, conflicts = settle([("c-a", "c-b"), ("c-b", "c-c")], [], [("c-a", "c-c")])
    >>> table, str(conflicts[0])
    ({}, 'c-a = c-b = c-c, but c-a is not c-c')
    """
    edges = sorted({_sorted(pair) for pair in apart})
    kept, conflicts = _without_conflicts([], sorted({_sorted(pair) for pair in told}), edges)
    ruled_too, more = _without_conflicts(kept, sorted({_sorted(pair) for pair in ruled}), edges)
    table: dict[str, str] = {}
    for members in Groups([*kept, *ruled_too]).members().values():
        stands = _standing(members)
        table.update((key, stands) for key in members if key != stands)
    for key in {key for edge in edges for key in edge if is_reading(key) and key not in table}:
        table[key] = _alone(key)  # split off from the name that it shares, and joined to nothing
    return table, [*conflicts, *more]


def is_reading(key: str) -> bool:
    """Whether an id is that of a single entity as read."""
    return key.startswith("e-")


def _standing(members: list[str]) -> str:
    """The id that stands for a group: the first that is no single entity's, else one made for the purpose."""
    return next((key for key in members if not is_reading(key)), None) or _alone(members[0])


def _alone(key: str) -> str:
    return "c-" + digest("read", key)


def _sorted(pair: Pair) -> Pair:
    one, other = pair
    return (one, other) if one <= other else (other, one)


def _without_conflicts(base: list[Pair], pairs: list[Pair], apart: list[Pair]) -> tuple[list[Pair], list[Conflict]]:
    """The pairs whose groups, on top of the base, join nothing that is kept apart; and the conflicts of the others."""
    under, groups = Groups(base), Groups([*base, *pairs])
    bad = [
        edge for edge in apart if groups.of(edge[0]) == groups.of(edge[1]) and under.of(edge[0]) != under.of(edge[1])
    ]
    held = {groups.of(edge[0]) for edge in bad}
    neighbours: dict[str, set[str]] = defaultdict(set)
    for one, other in (*base, *pairs) if bad else ():
        neighbours[one].add(other)
        neighbours[other].add(one)
    conflicts = [Conflict(_chain(neighbours, *edge)) for edge in bad]
    return [pair for pair in pairs if groups.of(pair[0]) not in held], conflicts


def _chain(neighbours: Mapping[str, set[str]], start: str, end: str) -> tuple[str, ...]:
    """The shortest chain from one id to another."""
    came: dict[str, str] = {start: start}
    queue = deque([start])
    while queue and end not in came:
        here = queue.popleft()
        for there in sorted(neighbours[here]):
            if there not in came:
                came[there] = here
                queue.append(there)
    chain = [end]
    while chain[-1] != start:
        chain.append(came[chain[-1]])
    return tuple(reversed(chain))
