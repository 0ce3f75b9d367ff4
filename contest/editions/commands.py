"""`contest edition …`: editions made from regulation files, listed, printed back; presets; the faults of a file."""

import sys
from pathlib import Path
from typing import Any

import click

from contest.editions import actions, queries
from contest.editions.rules import parse
from contest.foundation.access import Actor
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.shell import complain, opened, say

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def edition() -> None:
    """Cuộc thi và thể lệ."""


def _text_of(file: Path) -> str:
    """The file word for word, line ends and all. Raises Refusal: regulation_not_utf8."""
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Refusal([Reason("regulation_not_utf8", {"line": line})]) from error


@edition.command("create")
@click.argument("file", type=_FILE, metavar="FILE.yaml")
@click.option("--slug", metavar="SLUG", help="Địa chỉ của cuộc thi; mặc định lấy theo loạt và lần tổ chức.")
@opened
def create(actor: Actor, file: Path, slug: str | None) -> Any:
    """Lập một cuộc thi mới từ tệp thể lệ."""
    made = actions.create_edition(actor, _text_of(file), slug)
    document = {"slug": made.slug, "title": made.title, "kind": made.kind, "stage": made.stage}
    return document, f"Đã lập: {made.slug}\n{made.title}"


@edition.command("list")
@opened
def list_(actor: Actor) -> Any:
    """Mọi cuộc thi, mới nhất đứng đầu."""
    known = queries.editions()
    document = [{"slug": e.slug, "title": e.title, "kind": e.kind, "stage": e.stage} for e in known]
    lines = [f"{e.slug:<32} {e.stage:<13} {e.title}" for e in known]
    return document, "\n".join(lines) if lines else "Chưa có cuộc thi nào."


@edition.command("regulation")
@click.argument("slug")
@click.option("--version", "number", type=int, metavar="N", help="Bản thể lệ số N; mặc định là bản đang có hiệu lực.")
@opened
def regulation(actor: Actor, slug: str, number: int | None) -> Any:
    """In lại tệp thể lệ, đúng từng chữ như khi nhận."""
    card = queries.edition_named(slug)
    wanted = number or card.regulation_number
    text = queries.text_of_version(card.id, wanted)
    if text is None:
        raise Refusal([Reason("version_unknown", {"number": wanted})])
    if not click.get_current_context().params.get("as_json"):
        _print_exactly(text)
    return {"slug": slug, "number": wanted, "text": text}, ""


def _print_exactly(text: str) -> None:
    """The bytes of the file, whatever the terminal does with line ends."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        buffer.write(text.encode("utf-8"))
        buffer.flush()


@edition.command("presets")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="In đúng một tài liệu JSON ra stdout.")
def presets(name: str | None, as_json: bool) -> None:
    """Các thể lệ có sẵn; thêm tên để in một thể lệ ra dạng YAML."""
    try:
        if name is not None:
            text = queries.preset_text(name)
            if as_json:
                say({"name": name, "text": text}, as_json)
            else:
                _print_exactly(text)
            return
        known = queries.presets()
    except Refusal as refusal:
        complain(refusal, as_json)
    document = [{"name": p.name, "title": p.title, "kind": p.kind, "assumptions": list(p.assumptions)} for p in known]
    say((document, "\n".join(f"{p.name:<28} {p.title}" for p in known) or "Chưa có thể lệ mẫu."), as_json)


@edition.command("check")
@click.argument("file", type=_FILE, metavar="FILE.yaml")
@click.option("--json", "as_json", is_flag=True, help="In đúng một tài liệu JSON ra stdout.")
def check(file: Path, as_json: bool) -> None:
    """Kiểm tra tệp thể lệ: nêu mọi lỗi, mỗi lỗi kèm vị trí."""
    try:
        found = parse(_text_of(file))
    except Refusal as refusal:
        complain(refusal, as_json)
    document = {"ok": True, "title": found.title, "kind": found.kind, "assumptions": list(found.assumptions)}
    say((document, f"Tệp thể lệ không có lỗi: {found.title}"), as_json)


commands = (edition,)
