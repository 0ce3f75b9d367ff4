"""`contest export`: papers as files."""

import os
from pathlib import Path
from typing import Any

import click

from contest.editions.queries import edition_named
from contest.foundation.access import Actor
from contest.foundation.refusal import refuse_with
from contest.foundation.shell import opened
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
    write(target, content)
    digest = actions.hand_out(actor, edition.id, made.key, content)
    document_ = {"kind": made.key, "path": str(target), "bytes": len(content), "sha256": digest}
    return document_, f"Đã ghi {made.name.lower()} vào {target}."


def write(target: Path, content: bytes) -> None:
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


commands = (export,)
