"""`contest entries screen`: decisions on eligibility from the command line."""

from pathlib import Path
from typing import Any

import click

from contest.editions.queries import edition_named
from contest.foundation.access import Actor
from contest.foundation.shell import opened
from contest.screening import actions, queries


@click.group()
def entries() -> None:
    """Hồ sơ dự thi."""


@entries.command()
@click.argument("slug")
@click.option("--accept-all", is_flag=True, help="Kết luận hợp lệ cho mọi hồ sơ đang chờ.")
@click.option(
    "--file", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Tệp kết luận .xlsx."
)
@click.option("--overrule", is_flag=True, help="Cho tệp thay cả những kết luận đã ghi bằng tay.")
@opened
def screen(actor: Actor, slug: str, accept_all: bool, file: Path | None, overrule: bool) -> Any:
    """Ghi kết luận thẩm định: cho mọi hồ sơ đang chờ, hoặc theo tệp (Mã số, Kết luận, Lý do)."""
    if accept_all == (file is not None):
        raise click.UsageError("Hãy chọn một trong hai: --accept-all hoặc --file.")
    edition = edition_named(slug)
    if file is None:
        decided, unchanged = actions.accept_all(actor, edition.id), 0
    else:
        rows = actions.read_decisions(file).rows
        replaced = {one.code for one in actions.look_through(actor, edition.id, rows).conflicts} if overrule else None
        outcome = actions.import_decisions(actor, edition.id, rows, replaced, file.name)
        decided, unchanged = outcome.decided, outcome.unchanged
    counts = queries.group_counts(edition.id)
    document = {"edition": slug, "decided": decided, "unchanged": unchanged, "counts": counts}
    text = (
        f"Đã kết luận {decided} hồ sơ; giữ nguyên {unchanged}. Hợp lệ {counts['eligible']}, "
        f"không hợp lệ {counts['ineligible']}, cần bổ sung {counts['needs_supplement']}, còn chờ {counts['waiting']}."
    )
    return document, text


commands: tuple[click.Command, ...] = (entries,)
