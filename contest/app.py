"""create_app(): opens the rooms in the order of the life; the only place that wires the house."""

import hashlib
import logging
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_bootstrap import Bootstrap5
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from contest.config import Settings, read_settings
from contest.editions.rules.stages import stage_word
from contest.foundation import addresses, audit, jobs, ledger, mail, pages, post, templates
from contest.foundation.clock import local, now
from contest.foundation.database import as_json, db
from contest.foundation.forms import errors_of
from contest.foundation.fragments import fragment, lines
from contest.foundation.icons import icon_of
from contest.foundation.kinds import chooser_words, has_pages
from contest.foundation.looks import kind_of
from contest.foundation.paths import STATIC, TEMPLATES
from contest.foundation.settings import settings as told
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import moment, money, number
from contest.foundation.words import sentence
from contest.rooms import floor, learn_words, load_models, loading

__all__ = ["create_app"]

_MIGRATIONS = Path(__file__).parent / "foundation" / "migrations"
# Everything but files of the dossier, which set their own limit.
_LARGEST_REQUEST = 64 * 1024 * 1024
_LARGEST_FORM_IN_MEMORY = 4 * 1024 * 1024
_FOUNDATION_TABLES = (audit, jobs, ledger, mail, post)


class House(Flask):
    """The application; only files asked for with their fingerprint may be kept for a year."""

    url_rule_class = addresses.LateRule

    def get_send_file_max_age(self, filename: str | None) -> int | None:
        """Scripts that other scripts import have no fingerprint in their address."""
        return super().get_send_file_max_age(filename) if "v" in request.args else 0


@loading()
def create_app(settings: Settings | None = None) -> Flask:
    """The application on the given settings, or on those of the environment. Raises Refusal on impossible settings."""
    learn_words()
    load_models()
    settings = settings or read_settings()
    app = House(
        "contest",
        template_folder=str(TEMPLATES),
        static_folder=str(STATIC),
        instance_path=str(settings.instance),
    )
    _configure(app, settings)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    _furnish(app)
    pages.install(app)
    for module in floor("routes"):
        module.install(app) if hasattr(module, "install") else app.register_blueprint(module.routes)
    for _ in floor("jobs"):
        pass
    return app


def _configure(app: Flask, settings: Settings) -> None:
    # A fault of the database is logged without the values: they are people's names, addresses and days of birth.
    engine_options: dict[str, Any] = {
        "pool_pre_ping": not settings.database_url.startswith("sqlite"),
        "hide_parameters": True,
        "json_serializer": as_json,
    }
    app.config.update(
        CONTEST=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options,
        MAX_CONTENT_LENGTH=_LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=_LARGEST_FORM_IN_MEMORY,
        MAX_FORM_PARTS=5_000,
        MAIL_SENDER=settings.mail_from,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=14),
        WTF_CSRF_TIME_LIMIT=None,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=365),
        BOOTSTRAP_SERVE_LOCAL=True,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.auto_reload = False
    templates.install(app)


def _furnish(app: Flask) -> None:
    db.init_app(app)
    audit.watch()
    app.extensions["migrate"] = _Migrations(app)
    CSRFProtect(app)
    Bootstrap5(app)
    logging.getLogger("contest").setLevel(logging.INFO)
    app.jinja_env.filters.update(
        money=money, points=number, so=number, ngay=day, luc=lambda at: moment(local(at)), reason=sentence
    )
    # Globals, so that imported macros have them, too.
    app.jinja_env.globals.update(look_kind=kind_of, chooser_words=chooser_words, has_pages=has_pages)
    app.jinja_env.globals.update(
        asset=asset,
        errors_of=errors_of,
        icon_of=icon_of,
        fragment=fragment,
        lines=lines,
        has_page=_has_page,
        stage_word=stage_word,
    )
    addresses.install(app)
    app.context_processor(_always)


class _Migrations:
    """Flask-Migrate's place in the application, taken when first asked for: it brings Alembic, 11 MiB no page needs."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate  # noqa: PLC0415 - heavy

        Migrate(self._app, db, directory=str(_MIGRATIONS), render_as_batch=True, compare_type=True)
        return getattr(self._app.extensions["migrate"], name)


def _always() -> dict[str, Any]:
    """What every template may count on."""
    return {
        "rehearsal": told().rehearsal,
        "mail_stays_here": told().mail_url.startswith("file:"),
        "edition": g.get("edition"),
        "actor": g.get("actor"),
        "here": request.path,
        "menu": (),
        "server_now": now().isoformat(),
    }


def _has_page(endpoint: str) -> bool:
    """Whether the page exists in this house (a room may be missing)."""
    return endpoint in current_app.view_functions


def asset(path: str) -> str:
    """The address of a static file with its fingerprint, so that it may be cached for a year."""
    return _asset(request.script_root, path)


@cache
def _asset(root: str, path: str) -> str:
    print_of = hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:10]
    return url_for("static", filename=path, v=print_of)
