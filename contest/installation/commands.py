"""The commands that run an installation: init, serve, work, backup, restore, doctor, ledger verify, config."""

import sys
from pathlib import Path
from typing import Any

import click
from flask import current_app
from sqlalchemy import func, select

from contest.config import VARIABLES, Settings
from contest.editions.queries import edition_named
from contest.foundation import ledger
from contest.foundation.access import OPERATOR, Actor
from contest.foundation.database import db, writing
from contest.foundation.derived import prune
from contest.foundation.ledger import LedgerEvent
from contest.foundation.pruning import named_files
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with
from contest.foundation.shell import complain, house, opened, progress_bar, say
from contest.foundation.vietnamese import number
from contest.installation.backup import back_up
from contest.installation.doctor import examine, words_of
from contest.installation.restore import restore
from contest.installation.schema import migrate
from contest.installation.server import serve, work
from contest.people import actions as people
from contest.people import queries as people_queries


def _settings() -> Settings:
    settings: Settings = current_app.config["CONTEST"]
    return settings


@click.command("init")
@click.option("--admin-email", required=True, metavar="EMAIL", help="Thư điện tử của người quản trị đầu tiên.")
@click.option("--admin-password-stdin", is_flag=True, help="Đọc mật khẩu từ đầu vào chuẩn (một dòng).")
@click.option("--json", "as_json", is_flag=True, help="In đúng một tài liệu JSON ra stdout.")
def init(admin_email: str, admin_password_stdin: bool, as_json: bool) -> None:
    """Chuẩn bị cơ sở dữ liệu, khóa và người quản trị đầu tiên."""
    app = house()
    mark = writing.set(True)
    try:
        with app.app_context():
            migrate()
            standing = people_queries.first_admin()
            if standing is not None:
                raise refuse_with("already_initialised", email=standing)
            password = _password() if admin_password_stdin else None
            made = people.create_admin(OPERATOR, admin_email, password)
            document = {"admin": admin_email, "password": None if admin_password_stdin else made.password}
            shown = f"Đã khởi tạo. Người quản trị: {admin_email}"
            if made.password and not admin_password_stdin:
                shown += f"\nMật khẩu (chỉ hiện lần này): {made.password}"
            say((document, shown), as_json)
    except Refusal as refusal:
        complain(refusal, as_json)
    finally:
        writing.reset(mark)


def _password() -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise refuse_with("password_on_stdin_empty")
    return password


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ để lắng nghe.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Cổng để lắng nghe.")
@click.option("--no-worker", is_flag=True, help="Không chạy việc nền trong máy chủ (khi có `contest work` riêng).")
def serve_(host: str, port: int, no_worker: bool) -> None:
    """Phục vụ hệ thống đã cấu hình; nâng cấp cơ sở dữ liệu trước khi chạy."""
    app = house()
    try:
        with app.app_context():
            migrate()
        shown = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}/"
        serve(app, host, port, with_worker=not no_worker, ready=lambda: click.echo(f"Đang chạy tại {shown}"))
    except Refusal as refusal:
        complain(refusal, as_json=False)


@click.command("work")
@click.option("--once", is_flag=True, help="Làm hết việc đến hạn rồi dừng.")
@click.option("--json", "as_json", is_flag=True, help="In đúng một tài liệu JSON ra stdout.")
def work_(once: bool, as_json: bool) -> None:
    """Làm các việc nền (gửi thư, nhắc việc) cho tới khi được yêu cầu dừng."""
    done = work(house(), once=once)
    say(({"done": done}, f"Đã làm {done} việc." if once else ""), as_json)


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@opened
def backup(actor: Actor, file: Path) -> Any:
    """Sao lưu toàn bộ dữ liệu, tệp và khóa vào một tệp, trong khi hệ thống vẫn chạy."""
    with progress_bar("Sao lưu") as bar:
        made = back_up(_settings(), file, bar)
    document = {
        "path": made.path,
        "rows": made.rows,
        "files": made.files,
        "bytes": made.size,
        "revision": made.revision,
    }
    return document, f"Đã sao lưu {made.rows} dòng dữ liệu và {made.files} tệp vào {made.path}."


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Thay dữ liệu đang có (được sao lưu trước).")
@click.option("--json", "as_json", is_flag=True, help="In đúng một tài liệu JSON ra stdout.")
def restore_(file: Path, replace: bool, as_json: bool) -> None:
    """Phục hồi toàn bộ từ một bản sao lưu."""
    app = house()
    mark = writing.set(True)
    try:
        with app.app_context(), progress_bar("Phục hồi") as bar:
            made = restore(_settings(), file, replace=replace, tell=bar)
        shown = f"Đã phục hồi {made['rows']} dòng dữ liệu và {made['files']} tệp."
        if made["saved_before"]:
            shown += f"\nDữ liệu trước đó được sao lưu tại {made['saved_before']}."
        say((made, shown), as_json)
    except Refusal as refusal:
        complain(refusal, as_json)
    finally:
        writing.reset(mark)


@click.command("doctor")
@opened
def doctor(actor: Actor) -> Any:
    """Kiểm tra hệ thống: cơ sở dữ liệu, khóa, đĩa, thư, đồng hồ, tệp mồ côi, sổ cái."""
    checks = examine(_settings())
    refuse(Reason("doctor_found", {"name": check.name, "words": check.words}, "") for check in checks if not check.fine)
    document = [{"name": check.name, "fine": check.fine, "words": check.words} for check in checks]
    return document, "\n".join(words_of(checks))


@click.group("ledger")
def ledger_() -> None:
    """Sổ cái các sự kiện không thể sửa."""


@ledger_.command("verify")
@click.argument("slug", required=False)
@opened
def verify(actor: Actor, slug: str | None) -> Any:
    """Tính lại chuỗi mã băm của sổ cái; chỉ ra mắt xích hỏng đầu tiên."""
    edition = edition_named(slug) if slug else None
    verdict = ledger.verify()
    if verdict.broken_id is not None:
        raise refuse_with("ledger_broken", event=verdict.broken_id, why=verdict.why, events=verdict.events)
    document: dict[str, Any] = {"events": verdict.events, "head": verdict.head}
    shown = f"Sổ cái nguyên vẹn: {verdict.events} sự kiện, mã băm cuối {verdict.head[:16]}…"
    if edition is not None:
        count = select(func.count()).select_from(LedgerEvent).where(LedgerEvent.edition_id == edition.id)
        document["of_edition"] = db.session.scalar(count)
        shown += f" Kỳ thi này có {document['of_edition']} sự kiện."
    return document, shown


@click.command("config")
@click.option("--json", "as_json", is_flag=True, help="In đúng một tài liệu JSON ra stdout.")
def config(as_json: bool) -> None:
    """Liệt kê các biến môi trường CONTEST_* mà hệ thống đọc."""
    say((dict(VARIABLES), "\n".join(f"{name}\n    {words}" for name, words in VARIABLES.items())), as_json)


@click.command("prune")
@opened
def prune_(actor: Actor) -> Any:
    """Dọn ảnh nhỏ và bản sao không tên của những tệp không còn hồ sơ nào dùng."""
    count = prune(named_files())
    return {"pruned": count}, f"Đã dọn phần làm ra từ {number(count)} tệp không còn dùng."


commands = (init, serve_, work_, backup, restore_, doctor, ledger_, config, prune_)
