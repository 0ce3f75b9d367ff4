"""A creativity contest, from the call for entries to the award ceremony.

A regulation goes in; people sign up; works are handed in and screened; judges are assigned and score;
a ranking and prizes come out; results are sealed, published and printed.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contest.app import create_app

__all__ = ["__version__", "create_app"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Load the application only when it is asked for, so that the pure rules import without Flask."""
    if name == "create_app":
        from contest.app import create_app  # noqa: PLC0415 - the one lazy import that keeps rules free of Flask

        return create_app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
