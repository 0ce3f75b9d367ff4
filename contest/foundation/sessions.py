"""What is signed for a visitor: the session's cookie, and the token that forms carry; what signs is built once."""

from functools import lru_cache
from typing import Any

from flask import Flask, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf
from itsdangerous import URLSafeTimedSerializer

from contest.foundation.settings import settings

_TOKENS = 2048


class HouseSessions(SecureCookieSessionInterface):
    """Signed cookies that travel only over https as soon as the page itself does."""

    def __init__(self) -> None:
        """Nothing is signed yet."""
        self._signers: dict[object, URLSafeTimedSerializer | None] = {}

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Built once for the keys, not twice a page."""
        keys = (app.secret_key, *(app.config["SECRET_KEY_FALLBACKS"] or ()))
        if keys not in self._signers:
            self._signers[keys] = super().get_signing_serializer(app)
        return self._signers[keys]

    def get_cookie_secure(self, app: Flask) -> bool:
        """Secure when this request came by https, or when the house is known to be reached so."""
        return request.is_secure or settings().public_url.startswith("https://")


def keep_token() -> None:
    """Give the forms of this request the token signed before for the same session: it ages with the session only."""
    if raw := session.get("csrf_token"):
        g.csrf_token = _signed(current_app.secret_key, raw)


def forget_token() -> None:
    """The session was emptied: what was signed for it is no use to what comes after."""
    g.pop("csrf_token", None)


@lru_cache(maxsize=_TOKENS)
def _signed(key: object, raw: str) -> str:
    sign: Any = generate_csrf
    return str(sign())
