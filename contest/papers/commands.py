"""`contest export`: papers as files."""

from pathlib import Path
from typing import Any

import click

from contest.editions.queries import edition_named
from contest.foundation.access import Actor
from contest.foundation.shell import opened, write_whole
from contest.papers import actions
from contest.papers.reports import workbook
from contest.papers.rules import KINDS


@click.command("export")
@click.argument("slug", required=False)
@click.argument("kind", required=False)
@click.option("--out", "target", type=click.Path(path_type=Path), help="Tệp để ghi.")
@click.option("--list", "listing", is_flag=True, help="Liệt kê các loại văn bản.")
@opened
def export(actor: Actor, slug: str | None, kind: str | None, target: Path | None, listing: bool) -> Any:
    """Xuất một loại văn bản ra tệp, hoặc liệt kê các loại (--list)."""
    if listing:
        document = [{"kind": each.key, "name": each.name, "file": each.file_name} for each in KINDS]
        return document, "\n".join(f"{each.key:<12} {each.name}" for each in KINDS)
    if slug is None or kind is None or target is None:
        raise click.UsageError("contest export SLUG KIND --out FILE")
    edition = edition_named(slug)
    made, content = workbook(edition.id, kind)
    # On record before it leaves, and only for who may have it.
    digest = actions.hand_out(actor, edition.id, made.key, content)
    write_whole(target, content)
    document_ = {"kind": made.key, "path": str(target), "bytes": len(content), "sha256": digest}
    return document_, f"Đã ghi {made.name.lower()} vào {target}."


commands = (export,)
