"""The doors of the room: signing in and out, accounts, members; the actor of every request."""

from flask import Blueprint, Flask

from contest.foundation.shell import ACTOR_OF
from contest.people.queries import actor_by_email
from contest.people.routes import session, sign_in

routes = Blueprint("people", __name__)
for part in (sign_in,):
    part.add_to(routes)


def install(app: Flask) -> None:
    """Open the room's doors, and let every request and command know who is asking."""
    session.install(app)
    app.extensions[ACTOR_OF] = actor_by_email
    app.register_blueprint(routes)
