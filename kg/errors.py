"""The four errors of the project. Each message says what was expected, what was got, and where."""


class KgError(Exception):
    """Anything that this program reports to its user: in one line, with one more for each thing that it lists."""


class DataError(KgError):
    """A data file of the project itself (ontology, language, gazetteer, query) is wrong."""


class ArticleError(KgError):
    """An input could not be read as an article. The others go on."""


class StoreError(KgError):
    """A store could not be opened, read or written."""
