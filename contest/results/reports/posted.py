"""Lists of the result for outside: to be posted, and for the press; only names that may stand there today."""

from collections.abc import Mapping, Sequence

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.reports import letterhead
from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.entries.queries import EntryBrief, authors_of, briefs
from contest.entries.rules import AuthorFacts
from contest.foundation.clock import today
from contest.foundation.report import Column, Group, Report, Row
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import roman
from contest.prizes.queries import AwardRow, award_name, ordered_awards
from contest.prizes.rules import TIER_AWARD
from contest.results.rules import Surface, may_show, named_authors, without_names


def posted_list(edition_id: int, surface: Surface) -> Report:
    """Every confirmed award, the best first, without codes, points or birth dates. surface: "posted" or "press"."""
    regulation = regulation_of(edition_id)
    given = _as_read(ordered_awards(edition_id, regulation), regulation)
    ids = {award.entry_id for award in given}
    entries, authors = briefs(edition_id, ids), authors_of([Entry.id.in_(ids)])
    by_name: dict[str, list[Row]] = {}
    for award in given:
        row = _row(award, entries, authors.get(award.entry_id, ()), regulation, surface)
        by_name.setdefault(award_name(regulation, award), []).append(row)
    return Report(
        title=f"DANH SÁCH {regulation.entry_word.upper()} ĐẠT GIẢI",
        subtitle=[edition_by_id(edition_id).title, f"(Tên tác giả theo sự đồng ý còn hiệu lực ngày {day(today())})"],
        letterhead=letterhead(regulation),
        columns=[
            Column("number", "STT", "index"),
            Column("title", f"Tên {regulation.entry_word}"),
            Column("authors", "Tác giả"),
            Column("unit", "Đơn vị"),
            Column("field", "Lĩnh vực"),
        ],
        groups=[
            Group(f"{roman(place)}. {name.upper()}", rows, f"{len(rows):02} giải")
            for place, (name, rows) in enumerate(by_name.items(), 1)
        ],
        sheet="Danh sách đạt giải",
        frozen=2,
    )


def _as_read(awards: Sequence[AwardRow], regulation: Regulation) -> list[AwardRow]:
    """The confirmed ones as a list is read: tiers, the best first, then the awards beside them; in each the best."""
    order = [(TIER_AWARD, tier.key) for tier in regulation.prizes.tiers]
    order += [(extra.key, "") for extra in (*regulation.topic_awards, *regulation.extra_awards)]
    places = {key: place for place, key in enumerate(order)}

    def place(award: AwardRow) -> tuple[int, int, int]:
        prize = award.award_key, award.tier_key if award.award_key == TIER_AWARD else ""
        return places.get(prize, len(order)), award.rank or 1 << 30, award.entry_id

    return sorted((award for award in awards if award.state == "confirmed"), key=place)


def photograph_list(edition_id: int) -> Report:
    """For whoever takes pictures at the ceremony: of each awarded entry, who may be in them and who may not."""
    regulation = regulation_of(edition_id)
    ids = {award.entry_id for award in ordered_awards(edition_id, regulation) if award.state == "confirmed"}
    entries, authors = briefs(edition_id, ids), authors_of([Entry.id.in_(ids)])
    rows: list[Row] = []
    for entry in sorted(entries.values(), key=lambda each: each.code):
        here = authors.get(entry.id, ())
        willing = [author.name for author in here if may_show(author, regulation, "photographs")]
        others = [author.name for author in here if not may_show(author, regulation, "photographs")]
        rows.append({"code": entry.code, "title": entry.title, "yes": "\n".join(willing), "no": "\n".join(others)})
    return Report(
        title="DANH SÁCH CHỤP ẢNH TẠI LỄ TRAO GIẢI",
        subtitle=[edition_by_id(edition_id).title, f"(Theo sự đồng ý còn hiệu lực ngày {day(today())}; dùng nội bộ)"],
        letterhead=letterhead(regulation),
        columns=[
            Column("number", "STT", "index"),
            Column("code", "Mã số"),
            Column("title", f"Tên {regulation.entry_word}"),
            Column("yes", "Được chụp"),
            Column("no", "Không chụp", strong=True),
        ],
        groups=[Group("", rows, "")],
        sheet="Danh sách chụp ảnh",
        frozen=3,
    )


def _row(
    award: AwardRow,
    entries: Mapping[int, EntryBrief],
    authors: Sequence[AuthorFacts],
    regulation: Regulation,
    surface: Surface,
) -> Row:
    entry = entries[award.entry_id]
    own = authors[award.author - 1 : award.author] if award.author else authors
    return {
        "title": without_names(entry.title, authors, regulation, surface),
        "authors": "\n".join(named_authors(own, regulation, surface)),
        "unit": entry.unit,
        "field": regulation.field_name(entry.field_key) if entry.field_key else "",
    }
