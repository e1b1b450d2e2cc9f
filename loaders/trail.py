"""What the reading of an article leaves behind for those who ask why it read what it did."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.patterns import WORDLESS, Rule, mask, signs_of

if TYPE_CHECKING:
    from loaders.relations import Claim, Reader, Refused
    from loaders.skeleton import Views


@dataclass(slots=True)
class Trail:
    """Filled while an article is read, by those who refuse and those who state.

    ``made`` has each claim with the id of each statement it gave rise to, ``silent`` the claims that stated nothing,
    ``near`` the rules whose words a sentence holds and whose pattern it does not fit.
    """

    reader: "Reader | None" = None
    made: list[tuple["Claim", str]] = field(default_factory=list)
    silent: list["Refused"] = field(default_factory=list)
    near: list["Refused"] = field(default_factory=list)


def misfit(rule: Rule, signs: Iterable[str], views: "Views") -> str:
    """Why a sentence that has the words of a rule was not read by it; ``signs`` are those of its mentions.

    A rule may match and be refused all the same; that is told where it is refused.
    """
    found = list(signs)
    kinds = mask(found)
    lacking = [need for need in rule.needs if not need & kinds]
    if lacking:
        return f"nobody is named that it needs: {' and '.join(_slots(rule, need) for need in lacking)}"
    if rule.mentions > len(found):
        return f"it needs {rule.mentions} names, the sentence has {len(found)}"
    if not views.pick(rule.roles, rule.brackets):
        return "it needs a post" if rule.roles else "it needs a bracket"
    return "its words and names stand in another order, or too far apart"


def _slots(rule: Rule, need: int) -> str:
    """The slots of a rule that want a mention of one of some kinds, as its pattern writes them."""
    kinds = {slot: kind for slot, kind in rule.slots.items() if not kind.startswith(WORDLESS)}
    return " or ".join(f"{{{s}:{kind}}}" for s, kind in kinds.items() if mask(signs_of(kind.rstrip("+"))) == need)


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
