"""The templates of pages, pictures and briefs. Everything that they are given is text and is escaped."""

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from queries.view import plain, shorten

_MARKDOWN = re.compile(r"([\\`*_\[\]|~#])")


@cache
def environment() -> jinja2.Environment:
    """The environment of all templates of ``queries/page``; those for HTML and SVG escape what they are given."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("queries", "page"),
        autoescape=lambda name: name is None or not name.endswith(".md.j2"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["shorten"] = shorten
    made.filters["upfirst"] = lambda text: text[:1].upper() + text[1:]
    made.filters["md"] = markdown
    made.filters["inline"] = Markup
    return made


def markdown(text: str) -> str:
    r"""Text that means nothing to a reader of Markdown.

    >>> markdown("*A* <b>|</b>")
    '\\*A\\* &lt;b&gt;\\|&lt;/b&gt;'
    """
    harmless = plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(r"\\\1", " ".join(harmless.split()))


@cache
def page_file(name: str) -> str:
    """A file of ``queries/page``."""
    return (files("queries") / "page" / name).read_text(encoding="utf-8")


def policy(scripts: Sequence[str], sheet: str) -> str:
    """A Content-Security-Policy under which nothing but these scripts and this style sheet works."""
    allowed = " ".join(map(_hash, scripts)) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(sheet)}; img-src data:; connect-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"
