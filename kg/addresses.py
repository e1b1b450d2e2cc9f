"""Addresses as others may see them: without what opens a door."""

import re

_USER = re.compile(r"(?<=//)[^/?#\s]*@")
# Names by which sites and services pass secrets in an address.
_SECRET = re.compile(
    r"(?i)(?<=[?&;])(?:(?:access|auth|id|refresh|session|csrf|xsrf)[_-]?token|token|jwt|(?:api|access)[_-]?key|"
    r"(?:client[_-]?)?secret|password|passwd|pwd|authorization|(?:php)?sess(?:ion)?[_-]?id|jsessionid)=[^&;#\s]*[&;]?"
)


def public(address: str) -> str:
    """An address without user, password, and parameters that are secrets by their name.

    >>> public("https://me:word@news.example/a?id=7&access_token=abc#top")
    'https://news.example/a?id=7#top'
    """
    bare = _SECRET.sub("", _USER.sub("", address))
    return re.sub(r"[?&;]+(?=#|$)", "", bare) if bare != address else address


def has_login(address: str) -> bool:
    """Whether an address tells a user or a password."""
    return _USER.search(address) is not None
