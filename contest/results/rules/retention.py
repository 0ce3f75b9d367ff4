"""When personal data has served: so many days after the end of the contest, as the regulation says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from contest.editions.rules import Regulation


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind of personal data: how much there is and when it goes; `on` is None while the contest has not ended."""

    key: str
    words: str
    count: int
    days: int
    on: date | None
    part_key: str = ""

    def is_due(self, today: date) -> bool:
        """Whether it is to be deleted by now."""
        return self.on is not None and today >= self.on


class Held(NamedTuple):
    """A kind of personal data that a later room keeps: how much there is, for how many days after the end."""

    key: str
    words: str
    there: int
    days: int


# Everything but papers of the dossier, which have days of their own.
KINDS = {
    "drafts": "Bản nháp chưa bao giờ nộp: mọi nội dung, tác giả và tệp",
    "files_out": "Tệp của hồ sơ không hợp lệ hoặc đã rút",
    "contacts": "Điện thoại, thư điện tử liên hệ và tên người giám hộ trong hồ sơ",
    "letters": "Người nhận và nội dung thư đã gửi",
}


def schedule(
    regulation: Regulation,
    ended_on: date | None,
    papers: Mapping[str, int],
    counts: Mapping[str, int],
    later: Sequence[Held] = (),
) -> list[Kept]:
    """Every kind of personal data of an edition, the first to go first.

    papers: files by part of the dossier; counts: how much of each of KINDS; later: what later rooms keep. A sensitive
    part without days of its own is kept as long as the regulation keeps personal data at all.
    """
    own = _kinds(regulation, ended_on, papers, counts)
    others = (Kept(one.key, one.words, one.there, one.days, _after(ended_on, one.days)) for one in later)
    return sorted([*own, *others], key=lambda kept: kept.days)


def _kinds(
    regulation: Regulation, ended_on: date | None, papers: Mapping[str, int], counts: Mapping[str, int]
) -> Iterator[Kept]:
    longest = regulation.privacy.retention_days
    for part in regulation.dossier:
        if part.sensitive:
            days = part.delete_after_days or longest
            yield Kept("papers", part.name, papers.get(part.key, 0), days, _after(ended_on, days), part.key)
    for key, words in KINDS.items():
        yield Kept(key, words, counts.get(key, 0), longest, _after(ended_on, longest))


def _after(ended_on: date | None, days: int) -> date | None:
    return ended_on + timedelta(days=days) if ended_on is not None else None


def due_parts(regulation: Regulation, ended_on: date, today: date) -> list[str]:
    """The sensitive parts of the dossier whose files are to be destroyed by now, by key."""
    return [kept.part_key for kept in schedule(regulation, ended_on, {}, {}) if kept.part_key and kept.is_due(today)]
