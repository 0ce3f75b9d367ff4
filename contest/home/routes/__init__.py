"""The front door's pages, and the menu that every page shows."""

from flask import Flask

from contest.home.routes import boards, leftovers, stages, stories
from contest.home.routes.blueprint import routes
from contest.home.routes.places import shown_menu

__all__ = ["boards", "install", "leftovers", "routes", "stages", "stories"]


def install(app: Flask) -> None:
    """The room's pages, and the menu for every page of the house."""
    app.register_blueprint(routes)
    app.context_processor(lambda: {"menu": shown_menu()})
