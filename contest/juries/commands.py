"""`contest judges import`, `contest judging assign` and `open`."""

from pathlib import Path
from typing import Any

import click

from contest.editions.queries import edition_named
from contest.entries.queries import ids_of_codes
from contest.foundation.access import Actor
from contest.foundation.action import transaction
from contest.foundation.shell import opened
from contest.juries import actions, queries
from contest.juries.actions import PlanOutcome
from contest.people.queries import people_cards


class _Enough(Exception):
    """Leaves a transaction without keeping anything."""


@click.group()
def judges() -> None:
    """Giám khảo và hội đồng."""


@judges.command("import")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@opened
def import_(actor: Actor, slug: str, file: Path) -> Any:
    """Nhập giám khảo từ tệp .xlsx: họ tên, hội đồng, vai trò, chuyên môn, hồ sơ có xung đột."""
    edition = edition_named(slug)
    sheet = actions.read_judges(file)
    outcome = actions.import_judges(actor, edition.id, sheet.rows)
    document = {
        "edition": slug,
        "lines": outcome.lines,
        "judges": outcome.people,
        "seated": outcome.seated,
        "changed": outcome.changed,
        "conflicts": outcome.conflicts,
        "unknown_columns": list(sheet.unknown),
    }
    text = (
        f"Đã đọc {outcome.lines} dòng, {outcome.people} người: {outcome.seated} chỗ mới, "
        f"{outcome.changed} chỗ thay đổi, {outcome.conflicts} xung đột mới."
    )
    return document, text


@click.group()
def judging() -> None:
    """Vòng chấm."""


@judging.command()
@click.argument("slug")
@click.option("--round", "round_key", required=True, metavar="R", help="Khóa của vòng trong thể lệ.")
@click.option("--dry-run", is_flag=True, help="Chỉ tính và in ra, không thay đổi gì.")
@click.option("--seed", default=1, show_default=True, help="Số để phân xử các phương án bằng nhau.")
@click.option("--patient", is_flag=True, help="Dành thêm thời gian tìm cách tốt nhất cho hồ sơ thiệt nhất.")
@click.option("--links", type=click.IntRange(0, 1000), help="Số hồ sơ mỗi hội đồng có một giám khảo của hội đồng khác.")
@click.option("--no-open", is_flag=True, help="Phân công xong chưa mở vòng.")
@opened
def assign(
    actor: Actor, slug: str, round_key: str, dry_run: bool, seed: int, patient: bool, links: int | None, no_open: bool
) -> Any:
    """Phân công giám khảo cho một vòng; đủ giám khảo cho mọi hồ sơ thì mở vòng."""
    edition = edition_named(slug)
    edition_id = edition.id
    outcome, is_open = None, False
    try:
        with transaction():
            _prepare(actor, edition_id, round_key)
            outcome = actions.propose_plan(actor, edition_id, round_key, seed, patient=patient, links=links)
            if dry_run:
                raise _Enough
            actions.apply_plan(actor, edition_id, outcome.plan_id)
            if not no_open and not outcome.unassignable and edition.stage == "judging":
                is_open = _open(actor, edition_id, round_key)
            document = _document(edition_id, outcome)
    except _Enough:
        assert outcome is not None
        document = _document(edition_id, outcome)
    return document, _words(outcome, dry_run, is_open)


def _prepare(actor: Actor, edition_id: int, round_key: str) -> None:
    """The first round is made ready here; later rounds were by those who went on, and an open one stays as it is."""
    queries.round_rules(edition_id, round_key)
    card = queries.round_of(edition_id, round_key)
    if card is None or card.state == "preparing":
        actions.prepare_round(actor, edition_id, round_key)


def _open(actor: Actor, edition_id: int, round_key: str) -> bool:
    card = queries.prepared_round(edition_id, round_key)
    if card.state == "preparing":
        actions.open_round(actor, edition_id, round_key)
    return True


def _document(edition_id: int, outcome: PlanOutcome) -> dict[str, Any]:
    cards = people_cards({judge for _, judge in outcome.pairs})
    codes = _codes(edition_id, {entry for entry, _ in outcome.pairs})
    return {
        "round": outcome.round_key,
        "entries": outcome.entries,
        "judges": outcome.judges,
        "assignments": [
            {"judge": cards[judge].email or cards[judge].phone, "entry": codes[entry]} for entry, judge in outcome.pairs
        ],
        "load": {"min": outcome.load.least, "max": outcome.load.most, "mean": float(outcome.load.mean)},
        "per_entry": {"min": outcome.per_entry[0], "max": outcome.per_entry[1]},
        "unassignable": [{"entry": code, "reason": reason} for code, reason in outcome.unassignable],
        "objective": float(outcome.objective),
        "seconds": outcome.seconds,
    }


def _codes(edition_id: int, entry_ids: set[int]) -> dict[int, str]:
    return {entry_id: code for code, entry_id in ids_of_codes(edition_id).items() if entry_id in entry_ids}


def _words(outcome: PlanOutcome, dry_run: bool, is_open: bool) -> str:
    lines = [
        f"{'Phương án' if dry_run else 'Đã phân công'}: {outcome.entries} hồ sơ, {outcome.judges} giám khảo, "
        f"{len(outcome.pairs)} lượt chấm (thêm {outcome.added}, bớt {outcome.removed}).",
        f"Mỗi giám khảo {outcome.load.least} đến {outcome.load.most} hồ sơ; "
        f"mỗi hồ sơ {outcome.per_entry[0]} đến {outcome.per_entry[1]} giám khảo.",
        *(f"Chưa đủ giám khảo, {code}: {reason}" for code, reason in outcome.unassignable),
        *outcome.remarks,
    ]
    if is_open:
        lines.append("Vòng chấm đã mở.")
    return "\n".join(lines)


@judging.command("open")
@click.argument("slug")
@click.option("--round", "round_key", required=True, metavar="R", help="Khóa của vòng trong thể lệ.")
@opened
def open_(actor: Actor, slug: str, round_key: str) -> Any:
    """Mở vòng chấm cho giám khảo, hoặc nêu hết những gì còn thiếu."""
    edition = edition_named(slug)
    actions.open_round(actor, edition.id, round_key)
    return {"edition": slug, "round": round_key, "state": "open"}, "Vòng chấm đã mở."


commands: tuple[click.Command, ...] = (judges, judging)
