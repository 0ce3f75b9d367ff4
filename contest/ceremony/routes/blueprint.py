"""The room's blueprint, apart from the views that hang on it."""

from flask import Blueprint

routes = Blueprint("ceremony", __name__)
