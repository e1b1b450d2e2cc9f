"""The Cypher of the Neo4j store, by name, as the file ``neo4j.cypher`` has it."""

import re
from functools import cache
from importlib.resources import files

from schemas.ontology import ontology

_NAME = re.compile(r"^// :(\w+)\n", re.MULTILINE)
_IDENTIFIER = re.compile(r"[A-Z][A-Z_]*")


@cache
def queries() -> dict[str, str]:
    """All queries by name.

    >>> queries()["article_ids"]
    'MATCH (article:Article) RETURN article.id AS id'
    """
    names = list(ontology().predicates)
    assert all(map(_IDENTIFIER.fullmatch, names)), "predicates of the ontology are words of Cypher"
    text = (
        (files("kg.stores") / "neo4j.cypher").read_text(encoding="utf-8").replace(":RELATIONS]", f":{'|'.join(names)}]")
    )
    _, *parts = _NAME.split(text)
    return {name: body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)}


def schema() -> list[str]:
    """The statements of ``schemas/neo4j.cypher``: constraints and indexes, in their order."""
    text = (files("schemas") / "neo4j.cypher").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("//")]
    return [one.strip() for one in "\n".join(lines).split(";") if one.strip()]
