"""Where caches and settings of a person live: ``KG_HOME``, else the platform's own place."""

import os
import tomllib
from pathlib import Path
from typing import Any

from kg.errors import DataError

SETTINGS = "settings.toml"


def home() -> Path:
    """The folder of settings and caches. It is not made before something is written there."""
    if place := os.environ.get("KG_HOME"):
        return Path(place)
    from platformdirs import user_data_path

    return user_data_path("healthkg", appauthor=False)


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


def option_defaults(verbs: dict[str, set[str]]) -> dict[str, dict[str, Any]]:
    """The settings by verb. ``verbs`` tells which options each verb knows; an unknown setting is a ``DataError``."""
    values = settings()
    general = {key: value for key, value in values.items() if not isinstance(value, dict)}
    known = set().union(*verbs.values())
    for key, value in values.items():
        unknown = [key] if key not in known | verbs.keys() else []
        if isinstance(value, dict):
            unknown = sorted(value.keys() - verbs.get(key, set()))
        if unknown:
            raise DataError(f"{home() / SETTINGS}: expected names of verbs and options, got {unknown[0]!r}")
    return {
        verb: {key: value for key, value in (general | values.get(verb, {})).items() if key in options}
        for verb, options in verbs.items()
    }
