"""Secrets that travel: signed tokens for links in letters, and fingerprints of codes that are kept only hashed."""

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from contest.foundation.clock import now


def signed(kind: str, content: list[Any], lives: timedelta) -> str:
    """A token that says this and cannot be changed; it dies after a while, and each kind opens only its own door."""
    return str(_serializer(kind).dumps([*content, int((now() + lives).timestamp())]))


def opened_token(kind: str, token: str) -> list[Any] | None:
    """What a living token of this kind says; None for one that is dead, forged or of another kind."""
    try:
        *content, dies = _serializer(kind).loads(token)
    except (BadData, ValueError, TypeError):
        return None
    return content if isinstance(dies, int) and now().timestamp() < dies else None


def fingerprint(kind: str, text: str) -> str:
    """A keyed hash: the database alone does not tell what was hashed."""
    return hmac.new(_key(), f"{kind}:{text}".encode(), hashlib.sha256).hexdigest()


def random_key() -> str:
    """A secret nobody can guess, fit for an address."""
    return secrets.token_urlsafe(24)


def random_code(letters: str, length: int) -> str:
    """A code of these letters, for paper."""
    return "".join(secrets.choice(letters) for _ in range(length))


def _serializer(kind: str) -> URLSafeSerializer:
    return URLSafeSerializer(_key(), salt=f"contest.{kind}")


def _key() -> bytes:
    return str(current_app.config["SECRET_KEY"]).encode()
