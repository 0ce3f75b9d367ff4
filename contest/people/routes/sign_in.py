"""Signing in and out."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from contest.foundation.pages import PUBLIC, page


def add_to(routes: Blueprint) -> None:
    """Add these doors to the room's."""
    routes.add_url_rule("/dang-nhap", view_func=sign_in, methods=["GET", "POST"])


@page(PUBLIC)
def sign_in() -> ResponseReturnValue:
    """The sign-in page."""
    return "x"
