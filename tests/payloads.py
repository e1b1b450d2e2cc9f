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
    "<svg><script>alert(12)</script></svg>",
    "<details open ontoggle=alert(13)>",
    "<body onload=alert(14)>",
    "<iframe src=javascript:alert(15)>",
    "<math><mtext><img src onerror=alert(16)></mtext></math>",
    "<style>@import 'http://evil.example'</style>",
    "<link rel=stylesheet href=http://evil.example>",
    "<meta http-equiv=refresh content='0;url=http://evil.example'>",
    "<object data=javascript:alert(17)></object>",
    "<template><script>alert(18)</script></template>",
    "<input autofocus onfocus=alert(19)>",
    "vbscript:msgbox(20)",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgyMSk8L3NjcmlwdD4=",
    "JaVaScRiPt:alert(22)",
    "java\nscript:alert(23)",
    " javascript:alert(24)",
    'https://evil.example/"onmouseover=alert(25)//',
    "//evil.example/x.js",
    "constructor",
    "-->]]></script><script>alert(26)</script>",
    "<xmp><img src=x onerror=alert(27)></xmp>",
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
