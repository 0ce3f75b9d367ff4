"""The room's blueprint."""

from flask import Blueprint

routes = Blueprint("prizes", __name__)
