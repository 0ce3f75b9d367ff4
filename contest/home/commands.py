"""Commands over all rooms: the next stage of an edition, the list of entries with their public states."""

from dataclasses import asdict
from typing import Any

import click

from contest.editions.queries import edition_named
from contest.editions.rules.stages import stage_word
from contest.foundation.access import Actor, Permission
from contest.foundation.refusal import refuse_with
from contest.foundation.shell import opened
from contest.home import actions, queries
from contest.home.rules import STATUS_WORDS


@click.group("edition")
def edition() -> None:
    """Hội thi: tạo, thể lệ, giai đoạn."""


@edition.command("advance")
@click.argument("slug")
@click.argument("stage")
@click.option("--reason", default="", help="Lý do, khi kết thúc sớm hoặc lùi một giai đoạn.")
@opened
def advance(actor: Actor, slug: str, stage: str, reason: str) -> tuple[dict[str, str], str]:
    """Chuyển hội thi sang giai đoạn tiếp theo; thiếu điều kiện gì thì nói hết một lần."""
    card = actions.advance(actor, edition_named(slug).id, stage, reason)
    return {"slug": card.slug, "stage": card.stage}, f"{card.title}: {stage_word(card.stage)}"


@click.group("entries")
def entries() -> None:
    """Hồ sơ dự thi: danh mục, nhập, thẩm định."""


@entries.command("list")
@click.argument("slug")
@opened
def list_entries(actor: Actor, slug: str) -> tuple[list[dict[str, Any]], str]:
    """Danh mục hồ sơ với trạng thái hiện tại."""
    card = edition_named(slug)
    if not actor.may(Permission.ENTRY_READ_ALL, card.id):
        raise refuse_with("not_permitted")
    rows = queries.listed(card.id)
    lines = [f"{row.code or '–':<12} {STATUS_WORDS[row.status]:<20} {row.title}" for row in rows]
    return [asdict(row) for row in rows], "\n".join([*lines, f"{len(rows)} hồ sơ"])


commands: tuple[click.Command, ...] = (edition, entries)
