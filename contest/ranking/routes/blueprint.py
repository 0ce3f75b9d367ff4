"""The room's blueprint."""

from flask import Blueprint

routes = Blueprint("ranking", __name__)
