"""Commands of results: freeze them, show them to the public."""

from typing import Any

import click

from contest.editions.queries import edition_named
from contest.foundation.access import Actor
from contest.foundation.shell import opened
from contest.results import actions


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


commands: tuple[click.Command, ...] = (results,)
