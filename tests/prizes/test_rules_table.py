"""The picture of the prize table: boxes around equals, one line for each tier, decisions that do not move it."""

from decimal import Decimal

from contest.prizes.rules import Box, Line, TableRow, drawn


def row(entry_id: int, rank: int, tier: str = "", **parts: object) -> TableRow:
    return TableRow(entry_id, f"KT-{entry_id}", "", "", "", "", "", rank, Decimal(90), tier, **parts)


def picture(rows: list[TableRow], tiers: tuple[str, ...] = ("gold", "silver")) -> str:
    """ "1 | 2=3 |": entries, equals joined, a line as a bar."""
    said = []
    for block in drawn(tiers, rows, {}, {}):
        said.append("|" if isinstance(block, Line) else "=".join(str(each.entry_id) for each in block.rows))
    return " ".join(said)


def test_a_line_stands_under_the_last_entry_of_each_tier() -> None:
    rows = [row(1, 1, "gold"), row(2, 2, "silver"), row(3, 3, "silver"), row(4, 4)]
    assert picture(rows) == "1 | 2 3 | 4"


def test_an_empty_tier_keeps_its_line_where_it_would_be() -> None:
    assert picture([row(1, 1, "silver"), row(2, 2)]) == "| 1 | 2"
    assert picture([row(1, 1, "gold"), row(2, 2)]) == "1 | | 2"


def test_equals_stand_in_one_box_that_no_line_cuts() -> None:
    rows = [row(1, 1, "gold"), row(2, 1, "silver", is_by_hand=True, rule_tier=""), row(3, 3, "silver")]
    assert picture(rows) == "1=2 | 3 |"
    kinds = [block.kind for block in drawn(("gold",), rows, {}, {}) if isinstance(block, Box)]
    assert kinds == ["shared", ""]


def test_a_tie_that_waits_stands_above_the_line_it_is_about() -> None:
    rows = [row(1, 1, waits="x", waits_for="gold"), row(2, 1, waits="x", waits_for="gold"), row(3, 3, "silver")]
    blocks = drawn(("gold", "silver"), rows, {"gold": 1}, {})
    assert picture(rows) == "1=2 | 3 |"
    assert isinstance(blocks[0], Box)
    assert blocks[0].kind == "waits"
    assert blocks[1] == Line("gold", 1, 0, 2, ())


def test_a_decision_out_of_order_does_not_move_a_line() -> None:
    rows = [row(1, 1, "gold"), row(2, 2, "silver"), row(3, 3, "gold", is_by_hand=True, rule_tier="silver"), row(4, 4)]
    assert picture(rows) == "1 | 2 | 3 4"
    assert [each.departs for each in rows] == [False, False, True, False]


def test_a_decision_of_a_tie_left_to_people_stands_in_order() -> None:
    tied = {"is_by_hand": True, "may_be": ("gold", "silver")}
    rows = [row(1, 1, "gold", **tied), row(2, 1, "silver", **tied), row(3, 3, "silver")]
    assert picture(rows) == "1=2 | 3 |"
    assert not any(each.departs for each in rows)
