"""contest scores import · contest judging close."""

from pathlib import Path
from typing import Any

import click

from contest.editions.queries import edition_named
from contest.foundation.access import Actor
from contest.foundation.sheets import read_sheet
from contest.foundation.shell import opened
from contest.scoring import actions, queries
from contest.scoring.queries.importing import score_headings


@click.group()
def scores() -> None:
    """Điểm chấm: nhập các phiếu giấy đã gõ vào bảng tính."""


@scores.command("import")
@click.argument("slug")
@click.option("--round", "round_key", required=True, metavar="R", help="Vòng chấm.")
@click.argument("file", metavar="FILE.xlsx", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra, chưa ghi gì.")
@opened
def import_(actor: Actor, slug: str, round_key: str, file: Path, dry_run: bool) -> tuple[dict[str, Any], str]:
    """Nhập phiếu chấm từ bảng tính; mọi lỗi được liệt kê theo ô, sai một ô thì không ghi gì."""
    edition = edition_named(slug)
    round_ = queries.scored_round(edition.id, round_key)
    sheet = read_sheet(file, score_headings(round_))
    outcome = actions.import_scores(actor, edition.id, round_key, sheet.rows, dry_run)
    document = {
        "edition": slug,
        "round": round_key,
        "dry_run": dry_run,
        "rows": len(sheet.rows),
        "new": outcome.new,
        "completed": outcome.completed,
        "unchanged": outcome.unchanged,
        "blank": outcome.blank,
        "marked": outcome.marked,
        "incomplete": outcome.incomplete,
        "zeros": outcome.zeros,
        "unknown_columns": list(sheet.unknown),
    }
    lines = [
        f"{'Kiểm tra' if dry_run else 'Đã nhập'} {len(sheet.rows)} dòng: {outcome.new} phiếu mới, "
        f"{outcome.completed} phiếu bổ sung, {outcome.unchanged} phiếu không đổi, {outcome.blank} dòng trống."
    ]
    lines += [f"Phiếu còn thiếu điểm: {place}" for place in outcome.incomplete]
    lines += [f"Tổng điểm là 0, xin xem lại: {place}" for place in outcome.zeros]
    if sheet.unknown:
        lines.append(f"Cột không dùng đến: {', '.join(sheet.unknown)}.")
    return document, "\n".join(lines)


@click.group()
def judging() -> None:
    """Chấm điểm: phân công, đóng vòng."""


@judging.command()
@click.argument("slug")
@click.option("--round", "round_key", required=True, metavar="R", help="Vòng chấm.")
@opened
def close(actor: Actor, slug: str, round_key: str) -> tuple[dict[str, Any], str]:
    """Đóng vòng chấm, hoặc liệt kê chính xác những gì còn thiếu."""
    edition = edition_named(slug)
    closed = actions.close_round(actor, edition.id, round_key)
    document = {
        "edition": slug,
        "round": closed.round,
        "closed_at": closed.closed_at.isoformat(),
        "entries": closed.entries,
        "sheets": closed.sheets,
        "digest": closed.digest,
        "was_closed": closed.was_closed,
    }
    words = "đã đóng từ trước" if closed.was_closed else "đã đóng"
    return document, f"Vòng {round_key} {words}: {closed.entries} hồ sơ, {closed.sheets} phiếu tính điểm."


commands = (scores, judging)
