"""Articles of one size with names that no other article has, made from the examples so that no cache can help."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from kg.errors import ArticleError
from kg.ids import digest
from kg.model import Article
from loaders.extract import extract
from loaders.readers import read
from schemas.languages import language

LENGTH = 4000
"""Characters of a made article."""
EXAMPLES = Path(__file__).parent.parent / "examples"
_WORD = re.compile(r"[^\W\d_]+")
_ONSET = re.compile(r"[^aeiouyàáâãèéêìíòóôõùúýăđĩũơưạ-ỹîșțșâ]*", re.IGNORECASE)


def articles(number: int, seed: int = 1) -> list[Article]:
    """``number`` articles of about ``LENGTH`` characters, in the languages of the examples by turns.

    The same seed gives the same articles. Each is several examples of one language after each other, every word of
    a name in it, but for the words of the language file, exchanged for a made one.
    """
    texts: dict[str, list[str]] = {}
    names: dict[str, set[str]] = {}
    turns = []
    for article in read([str(EXAMPLES)], on_error=_fail):
        texts.setdefault(article.language, []).append(article.raw)
        names.setdefault(article.language, set()).update(_name_words(article))
        turns.append(article.language)
    made = []
    for count in range(number):
        code, chance = turns[count % len(turns)], random.Random(f"{seed} {count}")
        text = _renamed(_joined(texts[code], chance), sorted(names[code]), chance)
        made.append(Article(digest(str(seed), str(count)), f"made-{count}", text, digest(text), language=code))
    return made


def _fail(error: ArticleError) -> None:
    raise error


def _name_words(article: Article) -> Iterator[str]:
    """Capitalised words of names in an article that its language file does not know."""
    known = set(_words_of(language(article.language).data))
    for entity in extract(article).entities:
        for mention in entity.mentions:
            for word in _WORD.findall(mention.text):
                if word[0].isupper() and len(word) > 1 and word.lower() not in known:
                    yield word


def _words_of(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield from (word.lower() for word in _WORD.findall(data))
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _words_of(key)
            yield from _words_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from _words_of(value)


def _joined(texts: list[str], chance: random.Random) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < LENGTH:
        parts.append(chance.choice(texts))
    whole = "\n".join(parts)
    return whole[: whole.rfind(" ", 0, LENGTH)]


def _renamed(text: str, words: list[str], chance: random.Random) -> str:
    """Every name word exchanged for the beginning of one and the rest of another."""
    new = {}
    for word in words:
        first, second = chance.choice(words), chance.choice(words)
        made = _begin(first) + second[len(_begin(second)) :]
        new[word] = made.upper() if word.isupper() else made[:1].upper() + made[1:]
    return _WORD.sub(lambda match: new.get(match.group(), match.group()), text)


def _begin(word: str) -> str:
    match = _ONSET.match(word)
    return match.group() if match else ""
