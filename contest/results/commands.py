"""Commands of results: freeze them, show them to the public."""

from pathlib import Path
from typing import Any

import click

from contest.editions.queries import edition_named
from contest.foundation.access import Actor, Permission
from contest.foundation.refusal import refuse_with
from contest.foundation.shell import opened
from contest.foundation.vietnamese import number
from contest.results import actions, queries


@click.group("results")
def results() -> None:
    """Kết quả: xếp hạng, giải thưởng, niêm phong, công bố."""


@results.command("seal")
@click.argument("slug")
@opened
def seal(actor: Actor, slug: str) -> tuple[dict[str, Any], str]:
    """Niêm phong kết quả đã xác nhận và in mã niêm phong."""
    card = actions.seal_results(actor, edition_named(slug).id)
    document = {"edition": slug, "version": card.version, "digest": card.digest}
    return document, f"Phiên bản {card.version}, mã niêm phong {card.digest}"


@results.command("publish")
@click.argument("slug")
@opened
def publish(actor: Actor, slug: str) -> tuple[dict[str, Any], str]:
    """Công bố phiên bản niêm phong cuối trên trang kết quả."""
    card = actions.publish_results(actor, edition_named(slug).id)
    document = {"edition": slug, "version": card.version, "digest": card.digest, "path": f"/{slug}/ket-qua"}
    return document, f"Đã công bố phiên bản {card.version} tại /{slug}/ket-qua"


@results.command("package")
@click.argument("slug")
@click.option("--version", type=click.IntRange(1), help="Phiên bản niêm phong; không nói thì là bản cuối.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Tệp ZIP để ghi.")
@opened
def package(actor: Actor, slug: str, version: int | None, out: Path) -> tuple[dict[str, Any], str]:
    """Gói kết quả đã niêm phong kèm chương trình kiểm tra, để tính lại trên máy khác."""
    edition = edition_named(slug)
    if not actor.may(Permission.RESULT_SEAL, edition.id):
        raise refuse_with("not_permitted")
    sealed = queries.sealed_result(edition.id, version)
    if sealed is None:
        raise refuse_with("result_not_sealed")
    content = queries.package(edition.id, sealed)
    out.write_bytes(content)
    document = {"edition": slug, "version": sealed.version, "digest": sealed.digest, "file": str(out)}
    return document, f"Đã ghi gói phiên bản {sealed.version} vào {out} ({number(len(content) // 1024 + 1)} KB)."


commands: tuple[click.Command, ...] = (results,)
