"""The things of an article that a name may belong to, found without comparing it with every one of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Index:
    """Numbers of things by what they are called.

    ``core`` is what tells a thing from others of its type; ``rarest`` holds each thing under the word of its core
    that the fewest had before it, ``words`` under all of them.
    """

    keys: dict[str, set[int]] = field(default_factory=dict)
    words: dict[str, set[int]] = field(default_factory=dict)
    rarest: dict[str, set[int]] = field(default_factory=dict)

    def note(self, number: int, keys: Iterable[str], gazetteer: str, core: tuple[str, ...]) -> None:
        """A thing has these names, now or from now on as well."""
        for key in (*keys, f"\0{gazetteer}" if gazetteer else ""):
            if key:
                self.keys.setdefault(key, set()).add(number)
        told = core or ("",)
        self.rarest.setdefault(min(told, key=lambda word: len(self.words.get(word, ()))), set()).add(number)
        for word in told:
            self.words.setdefault(word, set()).add(number)

    def near(self, keys: Iterable[str], gazetteer: str, core: tuple[str, ...]) -> list[int]:
        """In order, the things with one of these names, or with a core that holds this one or lies in it.

        >>> index = Index()
        >>> index.note(0, ["bach mai hospital"], "", ("bach", "mai"))
        >>> index.note(1, ["hoa mai hospital"], "", ("hoa", "mai"))
        >>> index.near(["mai"], "", ("mai",)), index.near([], "", ("bach", "mai", "hanoi"))
        ([0, 1], [0])
        """
        found: set[int] = set()
        for key in (*keys, f"\0{gazetteer}"):
            found |= self.keys.get(key, set())
        told = core or ("",)
        for word in told:
            found |= self.rarest.get(word, set())
        return sorted(found | min((self.words.get(word, set()) for word in told), key=len))
