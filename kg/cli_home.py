"""Settings of a person: defaults of options in ``settings.toml`` under ``kg.home``."""

import tomllib
from collections.abc import Mapping
from typing import Any

from kg.errors import DataError
from kg.home import home

SETTINGS = "settings.toml"


def settings() -> dict[str, Any]:
    """Defaults of options from ``settings.toml``: top-level keys for every verb, a table ``[verb]`` for one.

    Raises ``DataError`` when the file is no TOML.
    """
    path = home() / SETTINGS
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: expected TOML, got: {error}") from error


def option_defaults(verbs: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Any]]:
    """The settings by verb. ``verbs`` tells the options of each, as written, and the parameters that they fill.

    A setting that is neither option nor verb is a ``DataError``.
    """
    values = settings()
    general = {key: value for key, value in values.items() if not isinstance(value, dict)}
    own = {verb: values.get(verb, {}) for verb in verbs}
    known = {option for options in verbs.values() for option in options}
    unknown = [key for key in values if key not in known | verbs.keys()]
    unknown += [key for verb, table in own.items() for key in table if key not in verbs[verb]]
    if unknown:
        raise DataError(f"{home() / SETTINGS}: expected names of verbs and options, got {unknown[0]!r}")
    return {
        verb: {options[key]: value for key, value in (general | own[verb]).items() if key in options}
        for verb, options in verbs.items()
    }
