"""Which rules read an article: one short hash of all that a reading depends on besides the article."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg import __version__

PACKAGES = ("schemas", "loaders", "kg.identity")
"""The words, the grammar of reading them, and what names mean."""
LENGTH = 12


@cache
def rules() -> str:
    """The hash of the rule set: the version, and every file of ``PACKAGES``.

    >>> len(rules()) == LENGTH
    True
    """
    found = sha256(__version__.encode())
    for package in PACKAGES:
        for name, content in _files(files(package), package):
            found.update(f"\0{name}\0".encode() + content)
    return found.hexdigest()[:LENGTH]


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for one in sorted(folder.iterdir(), key=lambda each: each.name):
        if one.is_dir():
            if one.name != "__pycache__":
                yield from _files(one, f"{name}/{one.name}")
        elif not one.name.endswith(".pyc"):
            yield f"{name}/{one.name}", one.read_bytes()
