"""Where templates, static files and the instance lie: beside the package in a checkout, inside it in a wheel."""

import os
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def _furnishing(name: str) -> Path:
    """A wheel carries the folder inside the package; a checkout keeps it beside the package."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


TEMPLATES = _furnishing("templates")
STATIC = _furnishing("static")


def _user_data() -> Path:
    """The user's data folder, as each system names it."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "contest"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "contest"
    return Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))) / "contest"


def default_instance() -> Path:
    """`instance/` of a checkout; the user's data folder when installed from a wheel."""
    from_wheel = (PACKAGE / "templates").is_dir()
    return _user_data() if from_wheel else PACKAGE.parent / "instance"
