"""The room's blueprint."""

from flask import Blueprint

routes = Blueprint("home", __name__)
