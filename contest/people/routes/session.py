"""Who is asking: Flask-Security, wrapped. Its views stay closed; its hashing, sessions and signals are used."""

from typing import Any

from flask import Flask, current_app, g, session, url_for
from flask_login import current_user
from flask_security import Security
from flask_security.datastore import UserDatastore
from flask_security.utils import login_user, logout_user

from contest.foundation.access import ANONYMOUS
from contest.foundation.sessions import HouseSessions, forget_token, keep_token
from contest.people.queries import Account, account_by_id, account_by_key

_ASSETS = frozenset({"static", "bootstrap.static"})


class Accounts(UserDatastore):  # type: ignore[misc]  # Flask-Security has no types here
    """All that Flask-Security may ask of our tables: the account of a session."""

    def find_user(self, case_insensitive: bool = False, **which: Any) -> Account | None:
        """The account of a session's key."""
        return account_by_key(str(which["fs_uniquifier"]))

    def find_role(self, role: str) -> None:
        """The house keeps its own roles."""
        return None


def install(app: Flask) -> None:
    """Set up accounts; must come before the doors of all rooms."""
    app.config.update(
        SECURITY_PASSWORD_SALT=app.config["SECRET_KEY"],
        SECURITY_PASSWORD_HASH="argon2",
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_CLI_USERS_NAME=None,
        SECURITY_CLI_ROLES_NAME=None,
        SESSION_PROTECTION=None,
    )
    app.session_interface = HouseSessions()
    # Before an edition is looked up, so that even its 404 knows who asks.
    app.url_value_preprocessor(load_actor)
    security = Security(app, Accounts(Account, None), register_blueprint=False)
    security.login_manager.user_loader(account_by_key)
    # No tokens in headers or addresses: the session's cookie is the only key.
    security.login_manager.request_loader(_nobody)
    # Flask-Principal would load the account for every asset; the house asks its own permissions.
    app.before_request_funcs[None].remove(security.principal._on_before_request)


def _nobody(request_: Any) -> None:
    return None


def load_actor(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """First of all: who asks, with every role, in one query, and in none for a stranger."""
    g.pop("_login_user", None)
    g.account, g.actor = None, ANONYMOUS
    if endpoint in _ASSETS:
        return
    keep_token()
    asking: Any = current_user
    if asking and asking.is_authenticated:
        g.account = asking._get_current_object()
        g.actor = g.account.actor


def enter(account: Account, *, stay: bool) -> None:
    """Start a new session for somebody who proved who they are; nothing of the session before is taken over."""
    session.clear()
    forget_token()
    login_user(account, remember=False, authn_via=["password"])
    session.permanent = stay
    g.account, g.actor = account, account.actor


def go_on(person_id: int) -> None:
    """Let this session live on after the account's key has changed, which ended all others."""
    account = account_by_id(person_id)
    if account is not None:
        enter(account, stay=session.permanent)


def leave() -> None:
    """End the session on this device."""
    logout_user()
    session.clear()
    forget_token()
    g.account, g.actor = None, ANONYMOUS


def front() -> str:
    """Where one goes who did not say where to."""
    return url_for("home.front") if "home.front" in current_app.view_functions else "/"
