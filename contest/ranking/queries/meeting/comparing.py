"""Two to four entries side by side: what they are, and, once the round is closed, what they got."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from contest.editions.queries import regulation_of
from contest.entries.queries import dossier
from contest.ranking.queries.meeting.cards import Labelled, MeetingCard, labels_of
from contest.ranking.queries.runs import latest_run, placings
from contest.scoring.queries import SheetRow, scored_round, sheets_of


class Figures(NamedTuple):
    """A row of figures: the mean, the lowest and the highest over the sheets; own: the reader's own points."""

    mean: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None
    own: Decimal | None


@dataclass(frozen=True, slots=True)
class Compared:
    """An entry in its column. figures: by criterion in the round's order, the total last; sheets: how many count."""

    entry_id: int
    labelled: Labelled
    field: str
    summary: str
    answers: tuple[tuple[str, str], ...]
    figures: tuple[Figures, ...]
    sheets: int
    rank: int | None
    points: Decimal | None


def compared(card: MeetingCard, entry_ids: Sequence[int], person_id: int) -> tuple[list[str], list[Compared]]:
    """The names of the rows, and a column for each entry. While the round is open nobody sees but the own points."""
    round_ = scored_round(card.edition_id, card.round_key)
    regulation = regulation_of(card.edition_id)
    shown = round_.state == "closed"
    labels = labels_of(card, entry_ids)
    sheets = sheets_of(round_.id, round_.criteria, entry_ids=entry_ids)
    run = latest_run(card.edition_id, card.round_key) if shown else None
    placed = {row.entry_id: row for row in (placings(run.id) if run else [])}
    columns = []
    for entry_id in entry_ids:
        papers = dossier(card.edition_id, entry_id, blind=not card.names, regulation=regulation)
        if papers is None or entry_id not in labels:
            continue
        given = [sheet for sheet in sheets if sheet.entry_id == entry_id and sheet.state == "submitted"]
        place = placed.get(entry_id)
        columns.append(
            Compared(
                entry_id, labels[entry_id], regulation.field_name(papers.field_key), papers.summary, papers.answers,
                tuple(_rows(given, [each.key for each in round_.criteria], person_id, shown)),
                len(given) if shown else 0,
                place.rank if place else None,
                place.points if place else None,
            )
        )  # fmt: skip
    return [*(criterion.name for criterion in round_.criteria), "Tổng điểm"], columns


def _rows(sheets: list[SheetRow], keys: list[str], person_id: int, shown: bool) -> list[Figures]:
    rows = []
    for key in [*keys, ""]:
        values = {sheet.judge_id: sheet.total if not key else sheet.points.get(key) for sheet in sheets}
        known = [value for value in values.values() if value is not None]
        own = values.get(person_id)
        if not shown or not known:
            rows.append(Figures(None, None, None, own))
            continue
        mean = (sum(known, Decimal(0)) / len(known)).quantize(Decimal("0.01"))
        rows.append(Figures(mean, min(known), max(known), own))
    return rows
