"""What documents say of entries: how many came and may take part, the list of those, councils and their people."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from contest.editions.rules import Regulation
from contest.editions.rules.summary import summary
from contest.entries.queries import EntryBrief, briefs, entry_kinds
from contest.foundation.clock import now
from contest.foundation.vietnamese import number, roman
from contest.juries.queries import CouncilPart, council_parts
from contest.papers.reports.documents.frame import Making, number_text
from contest.papers.rules.documents.bases import closed

_OUT = ("draft", "withdrawn", "halted")


def entry_counts(edition_id: int) -> dict[str, Any]:
    """How many entries came and how many may take part, counted by their state."""
    kinds = entry_kinds(edition_id)
    return {
        "so_nhan": number_text(sum(many for (status, _), many in kinds.items() if status not in _OUT)),
        "so_hop_le": number_text(sum(many for (status, _), many in kinds.items() if status == "eligible")),
    }


def received(edition_id: int) -> list[EntryBrief]:
    """The entries that came and were not taken back, in the order of their codes."""
    return [entry for entry in briefs(edition_id).values() if entry.status not in _OUT]


def line_of(place: int, entry: EntryBrief, regulation: Regulation) -> dict[str, str]:
    """An entry as a line of a list."""
    return {
        "tt": str(place),
        "ma_so": entry.code,
        "ten": entry.title,
        "tac_gia": ", ".join(entry.authors),
        "don_vi": entry.unit,
        "linh_vuc": regulation.field_name(entry.field_key),
    }


def eligible_facts(of: Making) -> dict[str, Any]:
    """The entries that may take part, field by field."""
    entries = [entry for entry in received(of.edition.id) if entry.status == "eligible"]
    groups: list[dict[str, Any]] = []
    place = 0
    for field in of.regulation.fields:
        own = [entry for entry in entries if entry.field_key == field.key]
        if own:
            lines = [line_of(place + at, entry, of.regulation) for at, entry in enumerate(own, 1)]
            place += len(own)
            groups.append(
                {"tt": roman(len(groups) + 1), "ten": field.name, "so_luong": number_text(len(own)), "cac_dong": lines}
            )
    return {**entry_counts(of.edition.id), "cac_linh_vuc": groups}


def jury_counts(edition_id: int) -> dict[str, Any]:
    """How many councils there are and how many people sit on them, each once."""
    parts = council_parts(edition_id)
    people = {sitter.person_id for part in parts for sitter in part.sitters}
    return {"so_hoi_dong": number_text(len(parts)), "so_giam_khao": number_text(len(people))}


def jury_facts(of: Making) -> dict[str, Any]:
    """The councils with everybody who sits on them now."""
    parts = council_parts(of.edition.id)
    return {
        **jury_counts(of.edition.id),
        "cac_hoi_dong": [_council(place, part) for place, part in enumerate(parts, 1)],
    }


def _council(place: int, part: CouncilPart) -> dict[str, Any]:
    return {
        "tt": roman(place),
        "ten": part.name,
        "linh_vuc": "; ".join(part.fields),
        "so_nguoi": number_text(len(part.sitters)),
        "thanh_vien": [
            {"tt": str(at), "ho_ten": one.name, "don_vi": one.unit, "vai_tro": one.role_word}
            for at, one in enumerate(part.sitters, 1)
        ],
    }


def announcement_facts(of: Making) -> dict[str, Any]:
    """What the public is told of the contest before it begins, from the regulation."""
    told = summary(of.regulation, now())
    contact = of.regulation.contact
    tiers = [(tier.name, tier.quantity, tier.amount) for tier in told.tiers]
    others = [(row[0], row[1], row[2]) for row in told.others]
    parts = (contact.name, contact.address, contact.phone and f"điện thoại {contact.phone}", contact.email)
    given = [f"{part.name}{'' if part.is_required else ' (nếu có)'}" for part in told.dossier]
    return {
        "doi_tuong": ". ".join(words.rstrip(". ") for words in told.who) + "." if told.who else "Theo Thể lệ.",
        "cac_doi_tuong": closed(told.who or ["Theo Thể lệ"]),
        "cac_linh_vuc": closed([f"{field} ({note})" if note else field for field, note in told.fields]),
        "ho_so_gom": closed(given or ["Theo Thể lệ"]),
        "cac_moc": closed([f"{words}: {when[:1].lower()}{when[1:]}" for when, words, _, _ in told.steps]),
        "co_cau_giai": [
            {"ten": name, "so_luong": quantity, "muc_thuong": amount.removesuffix(" đ")}
            for name, quantity, amount in (*tiers, *others)
        ],
        "lien_he": (", ".join(part for part in parts if part) or of.regulation.bodies.standing).rstrip(".") + ".",
    }


def by_group(
    entries: Sequence[EntryBrief], awarded: Iterable[int], key: str, names: Iterable[tuple[str, str]]
) -> list[dict[str, str]]:
    """Counts of what came, may take part and has prizes, by an attribute of the entry, in the order of the names.

    awarded: an entry may be named for each of its prizes; it counts once.
    """
    by_id = {entry.id: str(getattr(entry, key)) for entry in entries}
    came = Counter(by_id.values())
    fine = Counter(str(getattr(entry, key)) for entry in entries if entry.status == "eligible")
    won = Counter(by_id[entry_id] for entry_id in set(awarded) if entry_id in by_id)
    return [
        {"ten": name, "nhan": number(came[value]), "hop_le": number(fine[value]), "dat_giai": number(won[value])}
        for value, name in names
    ]
