"""`contest demo`: a fresh demonstration, from import to prizes, then served."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import click
from flask import Flask

from contest.app import create_app
from contest.demo.commands.closing import prepare_ceremony, write_papers
from contest.demo.commands.logins import Login, open_doors
from contest.demo.commands.play import (
    SLUG,
    STEPS,
    TECHNICAL_SLUG,
    Play,
    in_order,
    open_second,
    play,
)
from contest.demo.commands.staging import demo_settings, out_folder
from contest.foundation.database import writing
from contest.foundation.refusal import Refusal
from contest.foundation.shell import complain, progress_bar, write_whole
from contest.installation.schema import migrate
from contest.installation.server import check_port, serve
from contest.prizes.queries import tier_awards

_MOST = 100_000
_PUPILS, _ADULTS = 571, 980


@click.command("demo")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Cổng để phục vụ.")
@click.option("--no-serve", is_flag=True, help="Chỉ làm, không mở máy chủ.")
@click.option("--out", "out", type=click.Path(file_okay=False, path_type=Path), help="Thư mục cho các tệp kết quả.")
@click.option("--entries", "count", type=click.IntRange(30, _MOST), help="Số hồ sơ (571; hội thi kỹ thuật 980).")
@click.option("--technical", is_flag=True, help="Hội thi Sáng tạo Kỹ thuật của người lớn: 52 giải (6/12/17/17).")
@click.option("--until-scoring", is_flag=True, hidden=True, help="Dừng giữa lúc chấm (để đo và xem trang chấm).")
def demo(port: int, no_serve: bool, out: Path | None, count: int | None, technical: bool, until_scoring: bool) -> None:
    """Chạy thử trọn một cuộc thi mẫu: nhập hồ sơ, thẩm định, phân công, chấm, xếp giải; rồi mở trang web."""
    try:
        if not no_serve:
            check_port("127.0.0.1", port)
        settings = demo_settings()
        app = create_app(settings)
        folder = out_folder(out, settings.instance)
        kind = _Kind(count or (_ADULTS if technical else _PUPILS), technical, until_scoring)
        _make(app, folder, kind, port)
        if not no_serve:
            address = f"http://localhost:{port}/"
            serve(app, "127.0.0.1", port, ready=lambda: click.echo(f"Trang web: {address} (nhấn Ctrl-C để dừng)"))
        click.echo(_again(settings.instance))
    except Refusal as refusal:
        complain(refusal, as_json=False)


class _Kind(NamedTuple):
    """Which contest is played: of how many entries, by adults or pupils, to its end or into the midst of scoring."""

    entries: int
    technical: bool
    until_scoring: bool


def _make(app: Flask, folder: Path, kind: _Kind, port: int) -> None:
    mark = writing.set(True)
    try:
        with app.app_context(), progress_bar("Cuộc thi mẫu", total=STEPS + 4) as bar:
            migrate()
            slug = TECHNICAL_SLUG if kind.technical else SLUG
            done = play(kind.entries, bar, until_scoring=kind.until_scoring, slug=slug, is_technical=kind.technical)
            with done.step("second", "Cuộc thi thứ hai"):
                second_id = open_second()
            with done.step("logins", "Tài khoản"):
                logins = open_doors([done.edition_id, second_id], done.present)
            if not kind.until_scoring:
                with done.step("papers", "Bảng biểu"):
                    write_papers(done, folder)
                prepare_ceremony(done)
            document = _document(app, done, logins, port)
    finally:
        writing.reset(mark)
    write_whole(folder / "demo.json", json.dumps(document, ensure_ascii=False, indent=2).encode())
    click.echo(_words(document, logins, folder))


def _document(app: Flask, done: Play, logins: list[Login], port: int) -> dict[str, Any]:
    """The contract's demo.json, and what benches need beside it."""
    names = [tier.key for tier in done.regulation.prizes.tiers]
    counts = Counter(award.tier_key for award in tier_awards(done.edition_id).values())
    return {
        "url": f"http://localhost:{port}/",
        "edition": done.slug,
        "logins": [{key: value for key, value in asdict(login).items() if key != "word"} for login in logins],
        "prizes": {key: counts[key] for key in names},
        "entries": len(in_order(done.edition_id)),
        "judges": len(done.judges),
        "seconds": done.seconds,
        "busy": done.busy,
        "instance": str(app.config["CONTEST"].instance),
        "round": done.regulation.last_round.key,
        "judge_card": done.card_of(next(login.email for login in logins if login.role == "judge")),
    }


def _words(document: dict[str, Any], logins: list[Login], folder: Path) -> str:
    prizes = " / ".join(str(count) for count in document["prizes"].values())
    took = sum(document["seconds"].values())
    widest = max(len(login.word) for login in logins)
    return "\n".join(
        [
            f"{document['entries']} hồ sơ, {document['judges']} giám khảo, giải: {prizes}, xong trong {took:.1f} giây.",
            f"Các bảng tính: {folder}",
            "",
            f"Đăng nhập bằng một trong các địa chỉ sau, mật khẩu chung: {logins[0].password}",
            *(f"  {login.word:<{widest}}  {login.email}" for login in logins),
            "",
        ]
    )


def _again(instance: Path) -> str:
    """How to open what was made once more: a second `demo` begins afresh."""
    return f"Để mở lại cuộc thi mẫu này: đặt CONTEST_INSTANCE={instance}, rồi chạy contest serve."


commands = (demo,)
