"""What all commands share: the opened house, the person named with --as, --json, refusals as exit code 1."""

import functools
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import click
from flask import Flask

from contest.foundation.access import OPERATOR, Actor
from contest.foundation.database import db, writing
from contest.foundation.pages import json_refusal
from contest.foundation.refusal import Reason, Refusal, refuse_with
from contest.foundation.words import sentence

T = TypeVar("T")

WORDS = {
    "database_not_ready": "Cơ sở dữ liệu chưa được chuẩn bị. Hãy chạy: contest init --admin-email …",
    "export_unwritable": "Không ghi được tệp “{path}”: {why}.",
}

ACTOR_OF = "contest_actor_of"
# Words first, and no rates: "1.63it/s" says nothing to a secretariat.
_BAR = "{desc} {bar} {n_fmt}/{total_fmt}"


def opened(deed: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options --json and --as; call it as deed(actor, …) inside the application's context.

    The command returns its document (printed with --json) or a pair (document, text for people).
    """

    @click.option("--json", "as_json", is_flag=True, help="In đúng một tài liệu JSON ra stdout.")
    @click.option("--as", "as_email", metavar="EMAIL", help="Người được ghi nhận là đã làm việc này.")
    @functools.wraps(deed)
    def command(as_json: bool, as_email: str | None, **options: Any) -> None:
        app = house()
        mark = writing.set(True)
        try:
            with app.app_context():
                _check_ready()
                answer = deed(_actor(app, as_email), **options)
                say(answer, as_json)
                db.session.rollback()
        except Refusal as refusal:
            complain(refusal, as_json)
        finally:
            writing.reset(mark)

    return command


def house() -> Flask:
    """The application, made once for the command line."""
    context = click.get_current_context().find_root()
    factory = context.obj
    if not isinstance(factory, Flask):
        context.obj = factory = factory()
    app: Flask = factory
    return app


def _actor(app: Flask, email: str | None) -> Actor:
    if email is None:
        return OPERATOR
    actor: Actor = app.extensions[ACTOR_OF](email)
    return actor


def _check_ready() -> None:
    if not db.inspect(db.engine).has_table("person"):
        raise refuse_with("database_not_ready")


def say(answer: Any, as_json: bool) -> None:
    """Print a command's answer: its document as JSON, or its words."""
    document, text = answer if isinstance(answer, tuple) else (answer, None)
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=_plain))
    elif text is None:
        click.echo(document if isinstance(document, str) else json.dumps(document, ensure_ascii=False, default=_plain))
    elif text:
        click.echo(text)


def complain(refusal: Refusal, as_json: bool) -> None:
    """Every reason on stderr (and as one document on stdout with --json), exit 1."""
    if as_json:
        click.echo(json.dumps(json_refusal(refusal), ensure_ascii=False, indent=2, default=_plain))
    for reason in refusal.reasons:
        click.echo(f"{_place(reason)}{sentence(reason)}", err=True)
    raise SystemExit(1)


def _place(reason: Reason) -> str:
    """Where in a file it is, before the sentence; the name of a field of some web form says nothing to people here."""
    is_in_a_file = reason.code.startswith("regulation_") or not reason.where.isidentifier()
    return f"{reason.where}: " if reason.where and is_in_a_file else ""


def _plain(value: Any) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def progress(items: Iterable[T], words: str, total: int | None = None) -> Iterator[T]:
    """Go through the items with a progress bar on stderr, when that is a terminal."""
    return iter(_bar(words, total, items))


@contextmanager
def progress_bar(words: str, total: int | None = None) -> Iterator[Callable[[str, int], None]]:
    """A bar on stderr (when that is a terminal) for work that tells what it is at and how much it has done."""
    with _bar(words, total) as bar:

        def tell(what: str, count: int) -> None:
            bar.set_description_str(f"{words}: {what}")
            bar.update(count)

        yield tell


def _bar(words: str, total: int | None, items: Iterable[Any] | None = None) -> Any:
    from tqdm import tqdm  # noqa: PLC0415 - heavy: only commands with long work need it

    quiet = not sys.stderr.isatty()
    return tqdm(items, desc=words, total=total, file=sys.stderr, disable=quiet, leave=False, bar_format=_BAR)


def write_whole(target: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises Refusal: export_unwritable."""
    partial = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        os.replace(partial, target)
    except OSError as error:
        raise refuse_with("export_unwritable", path=target, why=error.strerror or str(error)) from error
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A folder that appears under its name when it is whole, and leaves nothing behind otherwise.

    Raises Refusal: export_unwritable.
    """
    partial = target.with_name(f".{target.name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True)
        yield partial
        os.replace(partial, target)
    except OSError as error:
        raise refuse_with("export_unwritable", path=target, why=error.strerror or str(error)) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
