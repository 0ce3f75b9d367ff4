"""Commands of ranking: the order of a round, the council's vote aside, and who goes on."""

from typing import Any

import click

from contest.editions.queries import edition_named, regulation_of
from contest.entries.queries import briefs
from contest.foundation.access import Actor
from contest.foundation.shell import opened
from contest.foundation.vietnamese import number
from contest.ranking import actions, queries
from contest.ranking.rules import STATUS_WORDS


@click.group("results")
def results() -> None:
    """Kết quả: xếp hạng, giải thưởng, niêm phong, công bố."""


@click.group("judging")
def judging() -> None:
    """Chấm điểm: phân công, đóng vòng, vào vòng sau."""


@results.command("rank")
@click.argument("slug")
@click.option("--round", "round_key", required=True, help="Mã vòng chấm trong thể lệ.")
@opened
def rank(actor: Actor, slug: str, round_key: str) -> tuple[dict[str, Any], str]:
    """Xếp hạng một vòng đã đóng; phiếu chấm không đổi thì kết quả là lần xếp hạng đã có."""
    edition = edition_named(slug)
    run = actions.run_ranking(actor, edition.id, round_key)
    entries = briefs(edition.id)
    rules = regulation_of(edition.id).round_of(round_key)
    places = rules.combine.rounding.places if rules else 2
    rows = []
    for row in queries.placings(run.id):
        entry = entries[row.entry_id]
        rows.append(
            {
                "rank": row.rank,
                "code": entry.code,
                "title": entry.title,
                "field": entry.field_key,
                "division": entry.division_key,
                "points": None if row.points is None else f"{row.points:.{places}f}",
                "sheets": row.sheets,
                "status": row.status,
            }
        )
    document = {"edition": slug, "round": round_key, "method": run.method, "rows": rows}
    return document, "\n".join([*(_line(row) for row in rows), _closing(run, rows)])


def _line(row: dict[str, Any]) -> str:
    if row["rank"] is None:
        return f"{'–':>5}  {row['code']:<12} {STATUS_WORDS[row['status']]}: {row['title']}"
    points = "" if row["points"] is None else row["points"].replace(".", ",")
    return f"{row['rank']:>5}  {row['code']:<12} {points:>8}  {row['title']}"


def _closing(run: queries.RunCard, rows: list[dict[str, Any]]) -> str:
    ranked = sum(row["rank"] is not None for row in rows)
    more = f" {run.waiting} nhóm bằng điểm chờ hội đồng biểu quyết." if run.waiting else ""
    return f"Lần xếp hạng {run.number}: {number(ranked)}/{number(len(rows))} hồ sơ được xếp hạng.{more}"


@judging.command("advance")
@click.argument("slug")
@click.option("--round", "round_key", required=True, help="Mã vòng vừa xếp hạng.")
@opened
def advance(actor: Actor, slug: str, round_key: str) -> tuple[dict[str, Any], str]:
    """Đưa các hồ sơ đạt vào vòng sau theo thể lệ."""
    edition = edition_named(slug)
    done = actions.advance_entries(actor, edition.id, round_key)
    document = {"edition": slug, "round": round_key, "next": done.round_key, "entries": done.entries}
    return document, f"{done.entries} hồ sơ vào vòng {done.round_name}."


commands: tuple[click.Command, ...] = (results, judging)
