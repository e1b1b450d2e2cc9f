"""Every hostile input through its reader and the reading: an article or a complaint of one line, within ten seconds."""

from collections.abc import Iterable
from pathlib import Path

from hostile import broken, holds, inputs
from hostile.broken import Broken

from kg.errors import ArticleError
from kg.model import Article
from loaders.extract import extract
from loaders.files.encodings import mend
from loaders.readers import read
from queries.view import link


def taken(some: Iterable[Broken], folder: Path) -> tuple[int, list[str]]:
    """How many inputs there are, and what is wrong with how they were taken."""
    wrong, number = [], 0
    for name, data, expected in some:
        number += 1
        place = folder / name
        place.write_bytes(data)
        complaints: list[ArticleError] = []
        try:
            with holds.within():
                articles = [_read(one) for one in read([str(place)], on_error=complaints.append)]
        except Exception as error:  # whatever it is, it is what is looked for
            wrong.append(f"{name}: {error!r}")
            continue
        for complaint in complaints:
            holds.is_clear(str(complaint))
        if not articles and not complaints:
            wrong.append(f"{name}: neither read nor refused")
        if expected is not None and expected != bool(articles):
            wrong.append(f"{name}: {len(articles)} articles, {[str(one) for one in complaints][:2]}")
        place.unlink()
    return number, wrong


def _read(article: Article) -> Article:
    """An article that was read, unless it is so long that only a work limit helps, or one of a collection."""
    if len(article.raw) < 1_000_000 and "#" not in article.name:
        holds.reading(article.raw, article.language if article.language in holds.CODES else "en")
    return article


def test_broken_files_are_read_or_refused_in_one_line(tmp_path: Path) -> None:
    number, wrong = taken(broken.everything(), tmp_path)
    assert not wrong
    assert number >= 200


def test_hostile_texts_come_through_every_reader(tmp_path: Path) -> None:
    number, wrong = taken(((name, data, None if hidden(name) else True) for name, data in inputs.files()), tmp_path)
    assert not wrong
    assert number >= 2 * len(inputs.told())


def hidden(name: str) -> bool:
    """Whether a text by itself is no text, or ends the markup that holds it."""
    return any(word in name for word in ("nul.", "controls.", "script-comment."))


def test_collections_keep_every_text_as_it_is(tmp_path: Path) -> None:
    texts = [mend(fields["text"]) for fields in inputs.told().values()]
    for name, data in inputs.files():
        if name.startswith("lines."):
            (tmp_path / name).write_bytes(data)
            articles = read([str(tmp_path / name)], strict=True, on_error=print)
            assert [article.raw for article in articles] == texts


def test_links_lead_to_pages_and_hold_no_password(tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_bytes(next(data for name, data in inputs.files() if name == "lines.jsonl"))
    for article in read([str(tmp_path / "lines.jsonl")], strict=True, on_error=print):
        assert inputs.SECRET not in f"{article.url} {article.id} {article.name}"
        assert (link(article.url) or "https://").startswith(("http://", "https://"))


def test_orders_are_read_as_text(tmp_path: Path) -> None:
    """What an article tells its reader to do is not done, and the fact beside it is read."""
    for name, text in inputs.texts("orders").items():
        article = Article("a-1", name, inputs.ORDERED.format(text), "v", language="en")
        said = {(s.predicate, s.confidence < 1) for s in extract(article).statements}
        assert ("PARTNERS_WITH", True) in said, name
        assert not {predicate for predicate, _ in said} & {"OWNED_BY", "OWNS"}, name
