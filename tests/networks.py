"""Networks written by hand for the tests of this folder. All of it is invented."""

import json
import re
from collections.abc import Iterable
from typing import Any

from kg.ids import digest
from kg.model import Article, Edge, Entity, Evidence, Network, Statement
from queries.payload import unpacked


def article(name: str, **told: str | None) -> Article:
    """An article without text; ``told`` are its other properties."""
    return Article(id=f"article-{name}", name=name, raw="", version="", **told)  # type: ignore[arg-type]


def entity(id: str, type: str, name: str, *names: tuple[str, str]) -> Entity:
    """An entity whose first name is in no language unless ``names`` are given."""
    return Entity(id, type, name, names or (("und", name),))


def said(subject: str, predicate: str, object: str, by: Article, quote: str, **qualifiers: object) -> Statement:
    """One statement of one article, read from one quote."""
    evidence = Evidence(by.id, 0, len(quote), quote, "test.rule")
    id = digest(by.id, subject, predicate, object, quote)
    confidence = qualifiers.pop("confidence", 0.9)
    return Statement(id, by.id, subject, predicate, object, (evidence,), confidence, **qualifiers)  # type: ignore[arg-type]


def edges(statements: Iterable[Statement]) -> tuple[Edge, ...]:
    """Statements gathered into edges, one for each subject, predicate and object."""
    groups: dict[tuple[str, str, str], list[Statement]] = {}
    for statement in statements:
        groups.setdefault((statement.subject, statement.predicate, statement.object), []).append(statement)
    return tuple(_edge(key, tuple(group)) for key, group in groups.items())


def _edge(key: tuple[str, str, str], group: tuple[Statement, ...]) -> Edge:
    dates = sorted(statement.date for statement in group if statement.date)
    status = next((statement.status for statement in group if statement.status), None)
    confidence = max(statement.confidence for statement in group)
    sources = len({statement.article for statement in group})
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    return Edge(*key, group, confidence, sources, first, last, status)


def cooperation() -> Network:
    """Institutions of two countries, their people, places, a programme and an agreement with fields and a place."""
    vi = article(
        "hoa-sen",
        title="Bệnh viện Hoa Sen hợp tác với Viện Luceafărul",
        publisher="Báo Sức khỏe Mẫu",
        published="2024-04-10",
        language="vi",
        url="https://news.example/hoa-sen?a=1&b=2",
    )
    ro = article("salvia", title="Salvia, partener nou", publisher="Ziarul Exemplu", published="2023-11", language="ro")
    entities = (
        entity("hoasen", "Hospital", "Bệnh viện Hoa Sen", ("vi", "Bệnh viện Hoa Sen"), ("en", "Lotus Hospital")),
        entity("luceafarul", "ResearchInstitute", "Institutul Luceafărul", ("ro", "Institutul Luceafărul")),
        entity("binhminh", "University", "Trường Đại học Y Bình Minh"),
        entity("salvia", "Company", "Salvia Diagnostic SRL"),
        entity("sospalat", "HealthSystem", "Rețeaua Sănătatea"),
        entity("clinic", "HealthCentre", "Phòng khám Sao Mai"),
        entity("ministry", "Government", "Ministerul Sănătății Exemplu"),
        entity("guild", "Organization", "Asociația Medicilor Exemplari"),
        entity("alone", "Hospital", "Hôpital du Lac"),
        entity("plan", "Programme", "Chương trình Trái tim khỏe"),
        entity("lan", "Person", "Nguyễn Thị Lan"),
        entity("hanoi", "Place", "Hà Nội"),
        entity("deal", "Agreement", "Biên bản ghi nhớ Hoa Sen – Luceafărul"),
    )
    signed = "Bệnh viện Hoa Sen đã ký biên bản ghi nhớ với Viện Luceafărul về ung thư và đào tạo."
    statements = (
        said(
            "hoasen",
            "PARTNERS_WITH",
            "luceafarul",
            vi,
            signed,
            date="2024-04-09",
            status="signed",
            fields=("oncology", "training"),
            agreement="deal",
        ),
        said("hoasen", "PARTNERS_WITH", "luceafarul", ro, "Institutul colaborează cu Hoa Sen.", date="2023-11"),
        said("hoasen", "PARTY_TO", "deal", vi, signed, date="2024-04-09", status="signed"),
        said("luceafarul", "PARTY_TO", "deal", vi, signed, date="2024-04-09", status="signed"),
        said("deal", "COVERS", "oncology", vi, signed),
        said("deal", "COVERS", "training", vi, signed),
        said("deal", "LOCATED_IN", "hanoi", vi, "Lễ ký diễn ra tại Hà Nội."),
        said("hoasen", "PARTNERS_WITH", "binhminh", vi, "Hoa Sen sẽ ký với Đại học Y Bình Minh.", status="planned"),
        said("salvia", "SUPPLIES", "hoasen", ro, "Salvia livrează aparate spitalului Hoa Sen.", confidence=0.7),
        said(
            "sospalat", "PARTNERS_WITH", "salvia", ro, "Contractul cu Salvia a încetat.", status="ended", date="--11-27"
        ),
        said("sospalat", "ACCREDITED_BY", "ministry", ro, "Rețeaua este acreditată de minister."),
        said("clinic", "PART_OF", "hoasen", vi, "Phòng khám Sao Mai trực thuộc Bệnh viện Hoa Sen."),
        said("guild", "PARTNERS_WITH", "ministry", ro, "Asociația lucrează cu ministerul.", status="suspended"),
        said("hoasen", "PARTICIPATES_IN", "plan", vi, "Hoa Sen tham gia Chương trình Trái tim khỏe."),
        said("lan", "HOLDS_ROLE", "hoasen", vi, "Bà Nguyễn Thị Lan, Giám đốc Bệnh viện Hoa Sen.", role="Giám đốc"),
        said("hoasen", "LOCATED_IN", "hanoi", vi, "Bệnh viện Hoa Sen ở Hà Nội."),
        said("hoasen", "SPECIALISES_IN", "cardiology", vi, "Hoa Sen chuyên về tim mạch."),
    )
    return Network(entities, edges(statements), (vi, ro))


def ring(size: int) -> Network:
    """``size`` hospitals, each working with the next, all working with the first."""
    source = article("ring", title="Ring", published="2024")
    names = [f"h{i:05d}" for i in range(size)]
    entities = tuple(entity(name, "Hospital", f"Spitalul Exemplu {i}") for i, name in enumerate(names))
    pairs = {(names[i - 1], names[i]) for i in range(1, size)} | {(names[0], names[i]) for i in range(2, size, 7)}
    return Network(
        entities, edges(said(a, "PARTNERS_WITH", b, source, f"{a} cu {b}.") for a, b in sorted(pairs)), (source,)
    )


def block(html: str, name: str) -> dict[str, Any]:
    """What the page carries for its scripts, packed or not."""
    found = re.search(rf'<script type="([^"]*)" id="{name}">(.*?)</script>', html, re.DOTALL)
    assert found
    read: dict[str, Any] = json.loads(found[2]) if found[1] == "application/json" else unpacked(found[2])
    return read
