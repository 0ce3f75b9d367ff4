"""The room's blueprint."""

from flask import Blueprint, request

routes = Blueprint("screening", __name__)

_MOST_AT_ONCE = 20_000


def ids_given(name: str = "entry") -> list[int]:
    """Keys of entries that were ticked; anything strange is left out."""
    given = request.form.getlist(name)[:_MOST_AT_ONCE]
    return [int(value) for value in given if value.isdecimal() and len(value) < 10]
