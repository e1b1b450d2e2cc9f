"""The Cypher of the stores, by name, as the files ``neo4j.cypher`` and ``embedded.cypher`` have it."""

import re
from functools import cache
from importlib.resources import files

from kg.stores.neo4j_rows import target
from schemas.ontology import ontology

_NAME = re.compile(r"^// :(\w+)\n", re.MULTILINE)
_IDENTIFIER = re.compile(r"[A-Z][A-Z_]*")


@cache
def queries(file: str = "neo4j.cypher") -> dict[str, str]:
    """All queries of a file by name.

    >>> queries()["article_ids"]
    'MATCH (article:Article) RETURN article.id AS id'
    """
    names = list(ontology().predicates)
    assert all(map(_IDENTIFIER.fullmatch, names)), "predicates of the ontology are words of Cypher"
    text = (files("kg.stores") / file).read_text(encoding="utf-8").replace(":RELATIONS]", f":{'|'.join(names)}]")
    _, *parts = _NAME.split(text)
    return {name: body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)}


def aimed(name: str, predicate: str, file: str = "neo4j.cypher") -> str:
    """A query that leads along one predicate (RELATION) to its objects, which have the label TARGET.

    >>> aimed("make_edges", "COVERS").splitlines()[-2]
    'CREATE (subject)-[edge:COVERS]->(object)'
    """
    return queries(file)[name].replace(":RELATION]", f":{predicate}]").replace(":TARGET ", f":{target(predicate)} ")


def schema() -> list[str]:
    """The statements of ``schemas/neo4j.cypher``: constraints and indexes, in their order."""
    text = (files("schemas") / "neo4j.cypher").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("//")]
    return [one.strip() for one in "\n".join(lines).split(";") if one.strip()]
