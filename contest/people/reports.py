"""The directory of units as a table with the headings under which it is taken in again."""

from contest.foundation.report import Column, Report, Row, Value
from contest.people.queries import unit_cards
from contest.people.rules.directory import UNIT_HEADINGS
from contest.people.rules.provinces import province_name
from contest.people.rules.units import UNIT_KINDS, UNIT_LEVELS

_DAYS = ("since_on", "ended_on")


def directory() -> Report:
    """Every unit of the directory, in the order of names."""
    rows: list[Row] = []
    for card in unit_cards():
        row: dict[str, Value] = {
            "name": card.name,
            "kind": UNIT_KINDS[card.kind],
            "level": UNIT_LEVELS.get(card.level, ""),
            "address": card.address,
            "commune": card.commune,
            "province": province_name(card.province_key),
            "former_place": card.former_place,
            "contact": card.contact,
            "phone": card.phone,
            "email": card.email,
            "since_on": card.since_on,
            "ended_on": card.ended_on,
        }
        rows.append(row)
    columns = [Column("number", "STT", "index")]
    columns += [Column(key, names[0], "date" if key in _DAYS else "text") for key, names in UNIT_HEADINGS.items()]
    return Report("DANH BẠ ĐƠN VỊ", columns, rows, sheet="Danh bạ đơn vị", frozen=2)
