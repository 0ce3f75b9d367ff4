"""The closing report's figures, and who is invited to the ceremony."""

from collections import Counter
from typing import Any

from contest.foundation.refusal import refuse_with
from contest.foundation.vietnamese import number
from contest.papers.queries.guests import guest_list
from contest.papers.queries.winners import Winners
from contest.papers.reports.charts import figures, in_words, picture
from contest.papers.reports.documents.entries import by_group, entry_counts, jury_counts, received
from contest.papers.reports.documents.frame import Making, committee, number_text
from contest.papers.rules.figures import Figure
from contest.results.queries import all_editions
from contest.results.queries.nominating import nominee_rows

_MOST_UNITS = 10
# Of the figures the office has, those a report shows; the tall one comes after the low ones, which share a page.
_DRAWN = ("linh-vuc", "bang", "giai", "dia-phuong", "cac-lan")


def report_facts(of: Making, won: Winners) -> dict[str, Any]:
    """What the closing report counts."""
    edition_id, regulation = of.edition.id, of.regulation
    entries = received(edition_id)
    awarded = [each.entry.id for each in won.entries]
    sizes = Counter(len(entry.authors) > 1 for entry in entries if entry.authors)
    units = Counter(entry.unit for entry in entries if entry.unit)
    largest = [(unit, unit) for unit, _ in sorted(units.items(), key=lambda each: (-each[1], each[0]))[:_MOST_UNITS]]
    return {
        **entry_counts(edition_id),
        **jury_counts(edition_id),
        **committee(regulation),
        "cac_van_ban": [each.words for kind, each in of.standing.items() if kind != of.kind.key],
        "so_tac_gia": number(sum(len(entry.authors) for entry in entries)),
        "so_don_vi": number(len(units)),
        "so_ca_nhan": number(sizes[False]),
        "so_nhom": number(sizes[True]),
        "so_dat_giai": number(len(set(awarded))),
        "de_cu": _nominated(of),
        "cac_hinh": [
            {"ten": each.title, "anh": f"{each.key}.png", "dien_giai": in_words(each)}
            for each in drawn_figures(edition_id)
        ],
        "theo_linh_vuc": by_group(entries, awarded, "field_key", [(each.key, each.name) for each in regulation.fields]),
        "theo_bang": by_group(
            entries, awarded, "division_key", [(each.key, each.name) for each in regulation.divisions]
        ),
        "theo_don_vi": by_group(entries, awarded, "unit", largest),
        "cac_lan_truoc": _editions_before(of),
    }


def drawn_figures(edition_id: int) -> list[Figure]:
    """The figures the report draws."""
    drawn = [each for each in figures(edition_id) if each.key in _DRAWN]
    return sorted(drawn, key=lambda each: _DRAWN.index(each.key))


def pictures_of(edition_id: int) -> dict[str, bytes]:
    """The report's charts by their names, each as PNG."""
    return {f"{each.key}.png": picture(each) for each in drawn_figures(edition_id)}


def _nominated(of: Making) -> str:
    told = []
    for each in of.regulation.nomination:
        rows = [row for row in nominee_rows(of.edition.id, each.to, of.regulation) if row.dropped_at is None]
        if rows:
            told.append(f"{number_text(len(rows))} {of.regulation.entry_word} được đề cử dự {each.to}")
    return "; ".join(told) + "." if told else ""


def _editions_before(of: Making) -> list[dict[str, str]]:
    """The series' editions before this one; what is not known is left empty."""
    return [
        {
            "ten": " ".join(part for part in (row.label, f"({row.years})" if row.years else "") if part),
            "nhan": _known(row.counts.get("entries")),
            "hop_le": _known(row.counts.get("eligible")),
            "giai": _known(row.counts.get("awards")),
        }
        for row in all_editions(of.edition.series)
        if row.slug != of.edition.slug
    ]


def _known(count: int | None) -> str:
    return "" if count is None else number(count)


def invitation_facts(given: Winners) -> dict[str, Any]:
    """Who is invited by the list of guests, a sheet each; of an entry each author gets one.

    Raises Refusal: document_no_guests.
    """
    authors = {each.entry.id: each.names for each in given.entries}
    sheets: dict[tuple[str, str, str, str], None] = {}
    for guest in guest_list(given):
        if guest.noted.is_invited:
            names = (guest.name,) if guest.entry_id is None else authors[guest.entry_id]
            for name in names:
                sheets[(name, guest.unit if guest.unit not in name else "", guest.noted.sent, guest.noted.seat)] = None
    if not sheets:
        raise refuse_with("document_no_guests")
    guests = [dict(zip(("ten", "don_vi", "so", "cho_ngoi"), each, strict=True)) for each in sheets]
    return {"dia_diem": "", "cac_khach": guests}
