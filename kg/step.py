"""The one step that everything runs, here, in several processes or on a cluster: articles in, statements out."""

from collections.abc import Iterator

from kg.identity.settle import prepare
from kg.model import Reading
from loaders.workers import Batches, read


def step(batches: Batches) -> Iterator[list[Reading]]:
    """What the articles of each batch say, every entity with its id across articles.

    >>> from kg.model import Article
    >>> [len(found) for found in step([[Article("a", "a", "Nothing.", "v", language="en")], []])]
    [1, 0]
    """
    for found in read(batches):
        yield [prepare(reading) for reading in found]
