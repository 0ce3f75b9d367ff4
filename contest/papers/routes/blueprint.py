"""The room's blueprint."""

from flask import Blueprint

routes = Blueprint("papers", __name__)
