"""What stands in the yearbook today, and the prints that were made of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_of
from contest.foundation.clock import now
from contest.foundation.database import ask
from contest.foundation.jobs import JobState, state_of
from contest.papers.models import Yearbook, YearbookPrint
from contest.papers.queries.bundles import bundle_folder
from contest.papers.queries.tallies import brings_tally
from contest.papers.queries.winners import Winners
from contest.papers.rules.reconciling import Item, Tally
from contest.papers.rules.yearbook import KEPT_FOR, Cover, digest_of, in_book_order
from contest.results.queries.showcase import Exhibit, sealed_exhibits, standing_rows
from contest.results.rules import Shown

JOB = "papers.yearbook"


@dataclass(frozen=True, slots=True)
class Book:
    """The yearbook's content. exhibits: all with a prize, in the order of the book; version: of the sealed result."""

    contest: str
    organiser: str
    years: str
    cover: Cover
    cover_version: int
    exhibits: tuple[Exhibit, ...]
    version: int
    seal: str
    is_current: bool
    # What the regulation calls an entry: "giải pháp", "mô hình, sản phẩm".
    word: str

    @property
    def solutions(self) -> tuple[Exhibit, ...]:
        """Those with a page of their own."""
        return tuple(each for each in self.exhibits if not each.chosen.is_left_out)

    def digest(self) -> str:
        """Of everything that is printed."""
        shown = [
            [each.entry_id, *each.row, each.prizes, each.summary, [one.sha256 for one in each.pictures], each.authors]
            for each in self.exhibits
        ]
        left = [each.entry_id for each in self.exhibits if each.chosen.is_left_out]
        return digest_of([self.contest, self.cover, self.version, _plain(shown), left])


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | None) else str(value)


def cover_of(edition_id: int) -> tuple[Cover, int]:
    """What was typed, with its version; 0 while nobody has: then it is named by what this contest is about."""
    row = ask(
        select(*(getattr(Yearbook, name) for name in Cover._fields), Yearbook.version).where(
            Yearbook.edition_id == edition_id
        )
    ).one_or_none()
    if row:
        return Cover(*row[:-1]), row[-1]
    return Cover(title=f"Kỷ yếu các {regulation_of(edition_id).entry_word} đạt giải"), 0


def book_of(edition_id: int) -> Book | None:
    """The yearbook as it stands today, with the consents of today; None before the first seal."""
    regulation = regulation_of(edition_id)
    seal, exhibits = sealed_exhibits(edition_id, regulation)
    if seal is None:
        return None
    cover, version = cover_of(edition_id)
    tiers = list(dict.fromkeys(each.prizes[0] for each in exhibits))
    fields = [each.name for each in regulation.fields]
    order = in_book_order(
        [
            (
                tiers.index(each.prizes[0]),
                fields.index(each.row.field_name) if each.row.field_name in fields else len(fields),
                each.chosen.place,
            )
            for each in exhibits
        ]
    )
    return Book(
        edition_by_id(edition_id).title,
        regulation.bodies.organiser,
        regulation.edition.years or "",
        _without_hidden(cover, exhibits),
        version,
        tuple(exhibits[at] for at in order),
        seal.version,
        seal.digest,
        seal.is_current,
        regulation.entry_word,
    )


def _without_hidden(cover: Cover, exhibits: Sequence[Exhibit]) -> Cover:
    """What was typed once, without whoever may not be named any more; who signs is no author."""
    hidden = Shown((), (), tuple(dict.fromkeys(name for each in exhibits for name in each.hidden)))
    return cover._replace(
        title=hidden.of_text(cover.title),
        subtitle=hidden.of_text(cover.subtitle),
        foreword=hidden.of_text(cover.foreword),
    )


class PrintCard(NamedTuple):
    """A print as it stands."""

    id: int
    edition_id: int
    number: int
    kind: str
    key: str
    asked_by: str
    asked_at: datetime
    solutions: int
    ready_at: datetime | None
    digest: str
    size: int
    removed_at: datetime | None

    @property
    def is_there(self) -> bool:
        """Whether the file can be fetched."""
        return self.ready_at is not None and self.removed_at is None


_CARD = [getattr(YearbookPrint, name) for name in PrintCard._fields]


def prints(edition_id: int, most: int = 20) -> list[PrintCard]:
    """The newest prints whose files are there or coming."""
    rows = select(*_CARD).where(YearbookPrint.edition_id == edition_id, YearbookPrint.removed_at.is_(None))
    return [PrintCard(*row) for row in ask(rows.order_by(YearbookPrint.id.desc()).limit(most))]


def print_card(print_id: int, edition_id: int | None = None) -> PrintCard | None:
    """One print."""
    which = [YearbookPrint.id == print_id] + ([] if edition_id is None else [YearbookPrint.edition_id == edition_id])
    row = ask(select(*_CARD).where(*which)).one_or_none()
    return PrintCard(*row) if row else None


def prints_overdue() -> list[PrintCard]:
    """Prints whose files are to be removed now."""
    rows = select(*_CARD).where(YearbookPrint.removed_at.is_(None), YearbookPrint.asked_at < now() - KEPT_FOR)
    return [PrintCard(*row) for row in ask(rows.order_by(YearbookPrint.id))]


def print_progress(cards: Collection[PrintCard]) -> Mapping[int, JobState]:
    """How far those are whose files are not there yet."""
    found = {card.id: state_of(print_job(card.key)) for card in cards if card.ready_at is None}
    return {key: state for key, state in found.items() if state is not None}


def print_job(key: str) -> str:
    """The unique key of a print's job."""
    return f"{JOB}:{key}"


def print_path(card: PrintCard) -> Path:
    """The file of a print: outside the store, so that no backup carries it."""
    return bundle_folder() / f"{card.key}.{card.kind}"


@brings_tally("yearbook", "Kỷ yếu")
def _yearbook(given: Winners) -> Sequence[Tally]:
    """The list of prizes at its end: how many of each; its names are those that may be read today."""
    if given.seal is None or "prize" not in given.regulation.privacy.public_fields:
        return ()
    items = [Item("", name) for (_, name), _ in standing_rows(given.edition_id, given.regulation, given.seal)]
    awards = frozenset(each.prize for each in given.entries)
    return [Tally("yearbook", "Kỷ yếu", items, says=frozenset(), awards=awards)]
