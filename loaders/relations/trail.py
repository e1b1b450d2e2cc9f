"""What the reading of an article leaves behind for those who ask why it read what it did."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.rules.patterns import WORDLESS
from loaders.rules.ruleset import Rule
from loaders.rules.signs import mask, signs_of

if TYPE_CHECKING:
    from loaders.relations.claims import Claim, Reader, Refused
    from loaders.rules.skeleton import Views


@dataclass(slots=True)
class Trail:
    """Filled while an article is read, by those who refuse and those who state.

    ``made`` has each claim with the id of each statement it gave rise to, ``unmade`` the claims that stated nothing
    and why, ``near`` the rules whose words a sentence holds and whose pattern it does not fit.
    """

    reader: "Reader | None" = None
    made: list[tuple["Claim", str]] = field(default_factory=list)
    unmade: list[tuple["Claim", str]] = field(default_factory=list)
    near: list["Refused"] = field(default_factory=list)


def unmade(trail: Trail | None, claim: "Claim", reason: str) -> None:
    """Note for those who ask, if anyone does, why a claim did not become a statement."""
    if trail is not None:
        trail.unmade.append((claim, reason))


def misfit(rule: Rule, signs: Iterable[str], views: "Views") -> str:
    """Why a sentence that has the words of a rule was not read by it; ``signs`` are those of its mentions.

    A rule may match and be refused all the same; that is told where it is refused.
    """
    found = list(signs)
    kinds = mask(found)
    lacking = [need for need in rule.needs if not need & kinds]
    if lacking:
        return f"it needs a mention of another kind: {', '.join(_kinds(rule, need) for need in lacking)}"
    if rule.mentions > len(found):
        return f"it needs {rule.mentions} names, the sentence has {len(found)}"
    if not views.pick(rule.roles, rule.brackets):
        return "it needs a post" if rule.roles else "it needs a bracket"
    return "its words and names stand in another order, or too far apart"


def _kinds(rule: Rule, need: int) -> str:
    """The classes of mentions by which a rule's pattern asks for one of some kinds."""
    asked = (kind.rstrip("+") for kind in rule.slots.values() if not kind.startswith(WORDLESS))
    return " or ".join(sorted({kind.replace("|", " or ") for kind in asked if mask(signs_of(kind)) == need}))


def silence(claim: "Claim") -> str:
    """Why a claim that was believed states nothing."""
    kinds = claim.rule.slots
    if claim.pair:
        return "no two are known whom it could mean"
    if any(kind.startswith("topic") and not claim.slots.get(slot) for slot, kind in kinds.items()):
        return "nothing was spoken of before that it could mean"
    if "field" in kinds.values():
        return "no field that fits is named" if claim.fields else "no field is named"
    if any(y.subject == y.object for y in claim.rule.yields):
        return "only one is named"
    return "both ends are the same thing" if all(map(claim.slots.get, kinds)) else "one end is not named"
