"""The one-letter signs by which rules see the mentions of a sentence, and the classes that they are told in."""

from collections.abc import Iterable
from functools import cache

SYMBOLS: dict[str, str] = {
    name: chr(0xE000 + n)
    for n, name in enumerate(
        (
            "Hospital", "HealthSystem", "HealthCentre", "University", "ResearchInstitute", "Company", "Government",
            "Organization", "", "Person", "Place", "Country", "Programme", "date", "role", "pair",
        )
    )
}  # fmt: skip
_CARE = "".join(SYMBOLS[t] for t in ("Hospital", "HealthSystem", "HealthCentre"))
_ORG = _CARE + "".join(
    SYMBOLS[t] for t in ("University", "ResearchInstitute", "Company", "Government", "Organization", "")
)
CLASSES = {
    "org": _ORG,
    "known": _ORG.replace(SYMBOLS[""], ""),
    "hospital": _CARE,
    "house": SYMBOLS["Hospital"] + SYMBOLS["HealthCentre"],
    "centre": SYMBOLS["HealthCentre"],
    "university": SYMBOLS["University"],
    "institute": SYMBOLS["ResearchInstitute"],
    "company": SYMBOLS["Company"] + SYMBOLS["HealthSystem"] + SYMBOLS[""],
    "government": SYMBOLS["Government"],
    "organization": SYMBOLS["Organization"] + SYMBOLS["Government"] + SYMBOLS[""],
    "person": SYMBOLS["Person"],
    "actor": _ORG + SYMBOLS["Person"],
    "place": SYMBOLS["Place"] + SYMBOLS["Country"],
    "town": SYMBOLS["Place"],
    "country": SYMBOLS["Country"],
    "programme": SYMBOLS["Programme"],
    "date": SYMBOLS["date"],
    "pair": SYMBOLS["pair"],
}


def mask(signs: Iterable[str]) -> int:
    """A set of signs as the bits of a number."""
    bits = 0
    for sign in signs:
        bits |= 1 << (ord(sign) - 0xE000)
    return bits


@cache
def types_of(kind: str) -> frozenset[str]:
    """The types of the mentions of a class, or of several with a bar between them."""
    signs = signs_of(kind) if kind else ""
    # A country is a Place under a sign of its own.
    return frozenset("Place" if name == "Country" else name for name, sign in SYMBOLS.items() if sign in signs)


def signs_of(kind: str) -> str:
    """The signs of a mention class, or of several with a bar between them."""
    return "".join(CLASSES[k] for k in kind.split("|"))
