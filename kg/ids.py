"""Stable identifiers: short hashes of what identifies a thing, the same on every machine and in every run."""

import hashlib
import unicodedata
from functools import lru_cache

FORMS = 1 << 14
"""Written forms for which what was made of them is kept: an article names the same things again."""


def digest(*parts: str | None, length: int = 16) -> str:
    """Hash text parts to ``length`` hex digits; None and the empty string differ.

    >>> digest("a", "b") == digest("a", "b") != digest("ab")
    True
    """
    packed = "\x1f".join("\x00" if part is None else part for part in parts)
    return hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()[:length]


@lru_cache(maxsize=FORMS)
def fold(name: str) -> str:
    """A name with case, accents, underscores and repeated spaces folded away, for comparing only.

    >>> fold("Bệnh_viện  Đa khoa")
    'benh vien da khoa'
    """
    plain = name.replace("_", " ").casefold()
    if plain.isascii():
        return " ".join(plain.split())
    flat = unicodedata.normalize("NFD", plain)
    bare = "".join(c for c in flat if not unicodedata.combining(c)).replace("\u0111", "d").replace("\u0142", "l")
    return " ".join(bare.split())
