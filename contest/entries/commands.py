"""`contest entries import`: a register taken in from the command line."""

from pathlib import Path
from typing import Any

import click

from contest.editions.queries import edition_named
from contest.entries import actions
from contest.entries.actions import Doubtful, ImportOutcome, Outcome
from contest.foundation.access import Actor
from contest.foundation.shell import opened, progress

_KINDS: dict[Outcome, str] = {"new": "mới", "updated": "cập nhật", "unchanged": "không đổi", "doubtful": "nghi trùng"}


@click.group()
def entries() -> None:
    """Hồ sơ dự thi."""


@entries.command("import")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Chỉ xem trước, không ghi gì.")
@click.option(
    "--doubtful",
    type=click.Choice(["refuse", "new", "skip"]),
    default="refuse",
    show_default=True,
    help="Dòng giống hồ sơ đã có nhưng khác đơn vị hoặc tác giả: từ chối cả tệp, nhập là mới, hoặc bỏ qua.",
)
@opened
def import_(actor: Actor, slug: str, file: Path, dry_run: bool, doubtful: Doubtful) -> Any:
    """Nhập hồ sơ từ bảng tính: tất cả hoặc không gì cả, mọi lỗi của mọi dòng cùng lúc."""
    edition = edition_named(slug)
    sheet = actions.read_register(file, edition.id)
    rows = list(progress(sheet.rows, "Đọc các dòng", len(sheet.rows)))
    outcome = actions.import_entries(actor, edition.id, rows, dry_run, doubtful, faults=sheet.faults)
    return _document(slug, outcome, list(sheet.unknown), dry_run), _text(outcome, list(sheet.unknown), dry_run)


def _document(slug: str, outcome: ImportOutcome, unknown: list[str], dry_run: bool) -> dict[str, Any]:
    return {
        "edition": slug,
        "dry_run": dry_run,
        "new": outcome.new,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "doubtful": outcome.doubtful,
        "ignored_columns": unknown,
        "rows": [
            {"row": row.number, "outcome": row.kind, "code": row.code, "title": row.title, "remark": row.remark}
            for row in outcome.rows
        ],
    }


def _text(outcome: ImportOutcome, unknown: list[str], dry_run: bool) -> str:
    head = "Xem trước, chưa ghi gì" if dry_run else "Đã nhập"
    counts = ", ".join(f"{outcome.count(kind)} {words}" for kind, words in _KINDS.items())
    lines = [f"{head}: {counts}."]
    lines += [f"Dòng {row.number}: {row.title} – {row.remark}" for row in outcome.rows if row.kind == "doubtful"]
    if unknown:
        lines.append(f"Bỏ qua các cột không biết: {', '.join(unknown)}.")
    return "\n".join(lines)


commands: tuple[click.Command, ...] = (entries,)
