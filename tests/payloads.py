"""What an article might hold to get its text run, to break a page or to hide itself."""

from dataclasses import replace

from networks import article, edges, entity, said

from kg.model import Network

PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    "<!--<script>",
    "]]><svg/onload=alert(4)>",
    "\"><img src=x onerror='alert(5)'>",
    "' onmouseover='alert(6)' x='",
    "`${alert(7)}`",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(8)",
    "</bdi></td></table><iframe srcdoc='<script>alert(9)</script>'></iframe>",
    "</style><style>*{display:none}</style>",
    "</textarea></title><base href=//evil.example>",
    "a\u2028b\u2029c",
    "\u202eevil\u202c \u2066x\u2069 \u200f",
    "\x00\x01\x1b[31m\ud800\uffff",
    '<a href="data:text/html,<script>alert(10)</script>">x</a>',
    "__proto__",
    "&lt;script&gt;alert(11)&lt;/script&gt;&#x3c;",
    "long " + "x" * 10_000,
)


def hostile() -> Network:
    """A network in which every text of an article is a payload."""
    articles = tuple(
        replace(article(text, title=text, publisher=text, published=text, language=text, url=text), id=f"{i}{text}")
        for i, text in enumerate(PAYLOADS)
    )
    entities = tuple(
        entity(f"{i}{text}", "Hospital", text, ("en", text), (text, text)) for i, text in enumerate(PAYLOADS)
    )
    told = [
        said(entities[0].id, "PARTNERS_WITH", entities[i].id, articles[i], text, role=text, date=text, fields=(text,))
        for i, text in enumerate(PAYLOADS)
    ]
    told += [said(one.id, "SPECIALISES_IN", one.name, articles[i], one.name) for i, one in enumerate(entities)]
    return Network(entities, edges(told), articles)
