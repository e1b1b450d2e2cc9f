"""What is known of an article besides its text, brought to one form: address, date, language."""

import re
from datetime import date, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from dateutil import parser

from loaders.text.language import detect
from schemas.languages import language, languages

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?=\D|$))?)?(?=[T\s]|$)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$")
# Long enough for every way to write a date and time, short enough that no sentence is taken for one.
_LONGEST_DATE = 60
_YEARS = range(1900, 2101)
# A date of which each part differs between the two is complete only where parsing agrees in spite of them.
_DEFAULTS = (datetime(2001, 1, 1), datetime(2004, 12, 28))

_TRACKING = re.compile(r"(?:utm_\w*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|zarsrc|ref_src)$")
_EXAMPLE_HOST = re.compile(r"(?:.*\.)?example(?:\.(?:com|net|org))?$")


def partial_date(written: object) -> str | None:
    """A date as far as it is clearly written, in partial ISO form; None where it is unclear.

    >>> partial_date("2024-11-13T07:15:00+07:00"), partial_date("2024-06"), partial_date("Wed, 19 Jun 2024 08:00 GMT")
    ('2024-11-13', '2024-06', '2024-06-19')
    >>> partial_date("25/9/2020"), partial_date("3/4/2024"), partial_date("yesterday")
    ('2020-09-25', None, None)
    """
    # Lists and tables are no dates, and a few lines of YAML can make one that no memory holds as text.
    text = str(written).strip() if isinstance(written, str | int | float | date) else ""
    if found := _ISO.match(text) or _COMPACT.match(text):
        return _checked("-".join(part for part in found.groups() if part))
    if not text or len(text) > _LONGEST_DATE or not any(c.isdigit() for c in text):
        return None
    try:
        read = {
            parser.parse(text, default=default, dayfirst=first).date()
            for default in _DEFAULTS
            for first in (True, False)
        }
    except (ValueError, OverflowError, TypeError):
        return None
    return _checked(read.pop().isoformat()) if len(read) == 1 else None


def _checked(told: str) -> str | None:
    try:
        whole = datetime.fromisoformat(told + "-01-01"[3 * told.count("-") :])
    except ValueError:
        return None
    return told if whole.year in _YEARS else None


def canonical(url: str) -> str:
    """An address without what does not change the page: scheme, ``www.``, fragment, tracking, last slash.

    >>> canonical("HTTP://www.Example.org:80/a/b/?utm_source=x&id=7#top")
    'https://example.org/a/b?id=7'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.")
    host += f":{port}" if port not in (None, 80, 443) else ""
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if not _TRACKING.match(name.lower())]
    return f"https://{host}{parts.path.rstrip('/')}" + (f"?{urlencode(query)}" if query else "")


def is_web_address(text: str) -> bool:
    """Whether this is an http(s) address with a host."""
    return re.match(r"(?i)https?://[^/\s?#]", text) is not None


def is_article_address(text: str) -> bool:
    """Whether an address can be that of one article: templates often give the front page of the site instead."""
    bare = canonical(text) if is_web_address(text) else ""
    return "/" in bare.removeprefix("https://") or "?" in bare


def is_example(url: str | None) -> bool:
    """Whether an address lies in a domain reserved for examples, so that what it says is invented.

    >>> is_example("https://news.example.org/a"), is_example("https://example.vn/a")
    (True, False)
    """
    if url is None or not is_web_address(url):
        return False
    try:
        return _EXAMPLE_HOST.match(urlsplit(url).hostname or "") is not None
    except ValueError:
        return False


def language_of(given: object, text: str) -> str:
    """The language that was given, by code or English name, if it is one of ours, else the one of the text."""
    name = str(given or "").strip().lower().replace("_", "-")
    code = name.partition("-")[0]
    if code in languages():
        return code
    return next((c for c in languages() if name == language(c).label.lower()), None) or detect(text)
