"""The doors of the room: signing in, accounts, codes, invitations, members, units; the actor of every request."""

from flask import Flask

from contest.foundation.shell import ACTOR_OF
from contest.people.queries import actor_by_email
from contest.people.routes import (
    accounts,
    claims,
    directory,
    forgetting,
    invitations,
    joining,
    letters,
    members,
    session,
    sign_in,
    units,
)
from contest.people.routes.blueprint import routes

__all__ = [
    "accounts",
    "claims",
    "directory",
    "forgetting",
    "install",
    "invitations",
    "joining",
    "letters",
    "members",
    "routes",
    "sign_in",
    "units",
]


def install(app: Flask) -> None:
    """Open the room's doors, and let every request and command know who is asking."""
    session.install(app)
    app.extensions[ACTOR_OF] = actor_by_email
    app.register_blueprint(routes)
