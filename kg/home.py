"""Where settings and caches of a person live: ``KG_HOME``, else the platform's own place."""

import os
from pathlib import Path


def home() -> Path:
    """The folder of settings and caches. It is not made before something is written there."""
    if place := os.environ.get("KG_HOME"):
        return Path(place)
    from platformdirs import user_data_path

    return user_data_path("healthkg", appauthor=False)
