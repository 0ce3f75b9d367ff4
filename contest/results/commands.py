"""Commands of results: freeze them, show them to the public; send dossiers up and receive them."""

from pathlib import Path
from typing import Any

import click

from contest.editions.queries import edition_named
from contest.foundation.access import Actor, Permission
from contest.foundation.refusal import refuse_with
from contest.foundation.sheets import read_sheet
from contest.foundation.shell import opened
from contest.foundation.vietnamese import number
from contest.results import actions, queries


@click.group("results")
def results() -> None:
    """Kết quả: xếp hạng, giải thưởng, niêm phong, công bố."""


@results.command("post")
@click.argument("slug")
@click.option("--days", type=click.IntRange(1, 90), help="Số ngày niêm yết; không nói thì theo thể lệ.")
@opened
def post(actor: Actor, slug: str, days: int | None) -> tuple[dict[str, Any], str]:
    """Niêm yết kết quả dự kiến trước khi quyết định."""
    posting = actions.post_results(actor, edition_named(slug).id, days)
    document = {"edition": slug, "number": posting.number, "digest": posting.digest, "until": posting.ends_on}
    return document, f"Đã niêm yết {posting.days} ngày, đến hết ngày {posting.ends_on:%d/%m/%Y}."


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


@click.group("nominations")
def nominations() -> None:
    """Đề cử: gói hồ sơ gửi lên cấp trên, nhận gói từ cấp dưới, kết quả gửi lại."""


_PLACE = click.option("--to", "place", type=click.IntRange(1), default=1, show_default=True, help="Nơi đề cử thứ mấy.")


@nominations.command("export")
@click.argument("slug")
@_PLACE
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Tệp ZIP để ghi.")
@opened
def export(actor: Actor, slug: str, place: int, out: Path) -> tuple[dict[str, Any], str]:
    """Ghi gói hồ sơ của danh sách đề cử."""
    part = out.with_name(f".{out.name}.part")
    try:
        with part.open("wb") as stream:
            digest = actions.make_package(actor, edition_named(slug).id, place, stream)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return {"edition": slug, "file": str(out), "digest": digest}, f"Đã ghi {out}. Mã của gói: {digest}"


@nominations.command("import")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Chỉ xem trước, không ghi gì.")
@opened
def import_(actor: Actor, slug: str, file: Path, dry_run: bool) -> tuple[dict[str, Any], str]:
    """Nhận gói hồ sơ của cuộc thi cấp dưới: tất cả hoặc không gì cả; nhận lại thì không có thêm gì."""
    edition = edition_named(slug)
    if not actor.may(Permission.ENTRY_IMPORT, edition.id):
        raise refuse_with("not_permitted")
    package = actions.open_package(file, edition.id)
    actions.keep_for_a_while(actor, edition.id, f"in:{package.digest}", package.stored)
    rows = actions.receive_package(actor, edition.id, package, dry_run)
    counts = {kind: sum(row.kind == kind for row in rows) for kind in ("new", "updated", "unchanged")}
    document = {"edition": slug, "sender": package.sender_key, "digest": package.digest, "dry_run": dry_run, **counts}
    document["rows"] = [
        {"code": row.code, "title": row.title, "outcome": row.kind, "here": row.here, "left_out": list(row.left_out)}
        for row in rows
    ]
    head = "Xem trước, chưa ghi gì" if dry_run else f"Đã nhận từ {package.sender}"
    words = f"{counts['new']} mới, {counts['updated']} cập nhật, {counts['unchanged']} không đổi"
    left = [f"{row.code}: bỏ lại {'; '.join(row.left_out)}" for row in rows if row.left_out]
    return document, "\n".join([f"{head}: {words}.", *left])


@nominations.command("outcomes")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_PLACE
@click.option("--dry-run", is_flag=True, help="Chỉ xem trước, không ghi gì.")
@opened
def outcomes(actor: Actor, slug: str, file: Path, place: int, dry_run: bool) -> tuple[dict[str, Any], str]:
    """Ghi kết quả của cấp trên từ bảng tính (Mã số, Kết quả, Giải, Ghi chú)."""
    sheet = read_sheet(file, actions.OUTCOME_HEADINGS)
    news = actions.import_outcomes(actor, edition_named(slug).id, place, sheet.rows, dry_run)
    words = f"{'Xem trước, chưa ghi gì' if dry_run else 'Đã ghi'}: {news} kết quả mới."
    return {"edition": slug, "new": news, "rows": len(sheet.rows), "dry_run": dry_run}, words


@click.group("edition")
def edition_group() -> None:
    """Hội thi, cuộc thi và thể lệ."""


@edition_group.command("past")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--only", default="", help="Chỉ lấy dòng có cột Mã bắt đầu bằng chữ này.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem trước, không ghi gì.")
@opened
def past(actor: Actor, slug: str, file: Path, only: str, dry_run: bool) -> tuple[dict[str, Any], str]:
    """Nhập số liệu các lần tổ chức trước từ bảng tính hoặc CSV."""
    rows = actions.import_past(actor, edition_named(slug).id, actions.read_past(file), only, dry_run)
    said = [f"{row.label} ({row.years}): {row.remark}" for row in rows if row.remark]
    words = f"{'Xem trước, chưa ghi gì' if dry_run else 'Đã nhập'}: {len(rows)} lần tổ chức."
    return {"edition": slug, "rows": len(rows), "dry_run": dry_run, "remarks": said}, "\n".join([words, *said])


commands: tuple[click.Command, ...] = (results, nominations, edition_group)
