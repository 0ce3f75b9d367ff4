"""`contest export`, `contest documents`: papers as files; `contest package`: all of them at the end of a contest."""

import time
from pathlib import Path
from typing import Any

import click

from contest.editions.queries import edition_named
from contest.foundation.access import Actor
from contest.foundation.database import reading
from contest.foundation.files import digest_of
from contest.foundation.refusal import Refusal, refuse, refuse_with
from contest.foundation.shell import opened, progress, whole_folder, write_whole
from contest.foundation.words import sentence
from contest.papers import actions
from contest.papers.actions.closing import hand_out_package
from contest.papers.actions.documents import hand_out_document
from contest.papers.queries.tallies import check_winners
from contest.papers.reports import closing, workbook
from contest.papers.reports import documents as reports
from contest.papers.rules import KINDS
from contest.papers.rules.bundles import why_not_package


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
    with reading():
        made, content = workbook(edition.id, kind)
    # On record before it leaves, and only for who may have it.
    digest = actions.hand_out(actor, edition.id, made.key, content)
    write_whole(target, content)
    document_ = {"kind": made.key, "path": str(target), "bytes": len(content), "sha256": digest}
    return document_, f"Đã ghi {made.name.lower()} vào {target}."


@click.command("package")
@click.argument("slug")
@click.option("--out", "target", required=True, type=click.Path(file_okay=False, path_type=Path), help="Thư mục mới.")
@opened
def package(actor: Actor, slug: str, target: Path) -> Any:
    """Lập bộ hồ sơ kết thúc: mọi bảng, văn bản, giấy chứng nhận trong một thư mục, kèm mục lục và SHA-256."""
    edition = edition_named(slug)
    refuse(why_not_package(is_there=target.exists() and any(target.iterdir())))
    started = time.perf_counter()
    found: list[closing.Packed] = []
    with whole_folder(target) as folder:
        # As the job of the page does: the whole package shows one moment, and nobody's writing waits for it.
        with reading():
            agreed = check_winners(edition.id)
            parcels = closing.parcels_of(edition.id)
            made = closing.packed(parcels, lambda needs: actor.may(needs, edition.id))
            for one, content in progress(made, "Bộ hồ sơ kết thúc", len(parcels)):
                found.append(one)
                if not one.why_not:
                    write_whole(folder / one.path, content)
            for name, content in closing.endings(edition.id, found, agreed):
                write_whole(folder / name, content)
        there = [one for one in found if not one.why_not]
        size = sum(one.size for one in there)
        sha256 = digest_of(folder / closing.SUMS)
        hand_out_package(actor, edition.id, sha256, len(there), size)
    document = {
        "path": str(target),
        "files": [{"path": one.path, "title": one.title, "bytes": one.size, "sha256": one.sha256} for one in there],
        "missing": [{"title": one.title, "reason": one.why_not} for one in found if one.why_not],
        "bytes": size,
        "sha256": sha256,
        "seconds": round(time.perf_counter() - started, 1),
    }
    words = [f"Đã lập bộ hồ sơ kết thúc: {len(there)} tệp, {size / 2**20:.1f} MB, ở {target}."]
    words += [one.lacking for one in found if one.why_not]
    return document, "\n".join(words)


@click.command("documents")
@click.argument("slug")
@click.option("--out", "folder", required=True, type=click.Path(file_okay=False, path_type=Path), help="Thư mục.")
@click.option("--only", "only", metavar="LOẠI", help="Chỉ một loại, ví dụ result_decision.")
@click.option("--pdf", "with_pdf", is_flag=True, help="Thêm bản PDF cạnh bản Word.")
@opened
def documents(actor: Actor, slug: str, folder: Path, only: str | None, with_pdf: bool) -> Any:
    """Lập các văn bản hành chính của cuộc thi thành tệp Word (và PDF)."""
    edition = edition_named(slug)
    wanted = [place for place in reports.places(edition.id) if only in (None, place.kind.key)]
    if not wanted:
        raise refuse_with("document_unknown")
    folder.mkdir(parents=True, exist_ok=True)
    told, lines = [], []
    for place in progress(wanted, "Văn bản"):
        row: dict[str, Any] = {"kind": place.kind.key, "name": place.name, "state": place.state, "files": []}
        try:
            facts = reports.facts_of(edition.id, place.kind.key, place.about)
        except Refusal as refusal:
            row["why_not"] = [sentence(reason) for reason in refusal.reasons]
            lines.append(f"Chưa lập {place.name}: {row['why_not'][0]}")
        else:
            row["files"] = [
                _written(actor, edition.id, place, facts, folder, ending) for ending in ("docx", "pdf")[: 1 + with_pdf]
            ]
            lines.append(f"Đã ghi {place.name}.")
        told.append(row)
    return {"documents": told}, "\n".join(lines)


def _written(
    actor: Actor, edition_id: int, place: reports.Place, facts: dict[str, Any], folder: Path, ending: str
) -> dict[str, Any]:
    write = reports.as_word if ending == "docx" else reports.as_pdf
    content = write(edition_id, place.kind.key, facts, is_draft=place.is_draft)
    digest = hand_out_document(actor, edition_id, place.kind.key, content)
    target = folder / f"{place.stem}.{ending}"
    write_whole(target, content)
    return {"path": str(target), "bytes": len(content), "sha256": digest}


commands = (documents, export, package)
