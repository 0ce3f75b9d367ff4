"""The reconciler on lists with planted faults: each is found, named, and measured; all invented."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from contest.foundation.words import sentence, tell
from contest.papers.rules import WORDS
from contest.papers.rules.decided import Stated, told_of, what_follows, why_not_as_decided
from contest.papers.rules.reconciling import Item, Tally, nameless, why_not_print

tell(WORDS)
ITEMS = (
    Item("SH-0003", "Giải Ba", ("Vũ Hà", "Lê Ưng"), 8_000_000),
    Item("SH-0007", "Giải Ba", ("Đỗ Ổn",), 8_000_000),
    Item("SH-0001", "Giải Nhất", ("Ngô Ẵm",), 20_000_000),
    Item("Trường THCS Bình Minh", "Giải tập thể", (), 3_000_000),
)
SEALED = Tally("sealed", "Kết quả niêm phong", ITEMS, version=2)
RECEIPTS = Tally("receipts", "Danh sách ký nhận", ITEMS, version=2, total_said=39_000_000)


def told(*tallies: Tally) -> list[str]:
    return [sentence(reason) for reason in why_not_print(tallies)]


def with_items(*items: Item, tally: Tally = RECEIPTS) -> Tally:
    return replace(tally, items=items, total_said=None)


def test_equal_lists_are_printed_in_whatever_order_they_stand() -> None:
    assert told(SEALED, RECEIPTS, with_items(*ITEMS[::-1])) == []
    assert RECEIPTS.counts == {"Giải Ba": 2, "Giải Nhất": 1, "Giải tập thể": 1}
    assert (RECEIPTS.people, RECEIPTS.money) == (4, 39_000_000)
    assert RECEIPTS.pairs_digest == SEALED.pairs_digest
    assert RECEIPTS.names_digest == SEALED.names_digest


def test_nothing_is_printed_from_a_result_that_is_not_sealed_or_changed_since_or_was_found_wrong() -> None:
    assert told(RECEIPTS) == ["Kết quả chưa được niêm phong. Hãy niêm phong ở trang Công bố kết quả trước."]
    assert told(replace(SEALED, is_current=False)) == [
        "Kết quả đã đổi sau lần niêm phong 2. Hãy niêm phong phiên bản mới rồi in."
    ]
    assert "SH-0001 sai bậc" in told(replace(SEALED, faults=["SH-0001 sai bậc."]))[0]


def test_a_winner_who_stands_twice_is_named() -> None:
    assert told(SEALED, with_items(*ITEMS, ITEMS[1])) == [
        "Danh sách ký nhận: SH-0007 đứng 2 lần ở Giải Ba.",
        "Danh sách ký nhận có 3 Giải Ba, kết quả niêm phong có 2, lệch 1.",
        "Danh sách ký nhận cộng được 47.000.000 đồng, kết quả niêm phong là 39.000.000 đồng, lệch 8.000.000 đồng.",
    ]


def test_an_author_who_is_missing_and_one_whose_name_is_written_otherwise_are_named() -> None:
    missing = with_items(ITEMS[0]._replace(names=("Vũ Hà",)), *ITEMS[1:])
    assert told(SEALED, missing) == ["Danh sách ký nhận thiếu Lê Ưng của SH-0003 (Giải Ba)."]
    misspelt = with_items(*ITEMS[:2], ITEMS[2]._replace(names=("Ngô Am",)), ITEMS[3])
    assert told(SEALED, misspelt) == [
        "Danh sách ký nhận thiếu Ngô Ẵm của SH-0001 (Giải Nhất).",
        "Danh sách ký nhận có Ngô Am ở SH-0001 (Giải Nhất) nhưng hồ sơ không có người này.",
    ]
    turned = with_items(ITEMS[0]._replace(names=("Lê Ưng", "Vũ Hà")), *ITEMS[1:])
    assert "xếp tên" in told(SEALED, turned)[0]


def test_a_sum_and_a_subcount_off_by_one_are_measured() -> None:
    off = replace(RECEIPTS, total_said=39_000_001, counts_said={"Giải Ba": 3, "Giải Nhất": 1, "Giải tập thể": 1})
    assert told(SEALED, off) == [
        "Danh sách ký nhận: ghi 3 Giải Ba nhưng có 2 dòng.",
        "Danh sách ký nhận: ghi tổng 39.000.001 đồng, cộng các dòng được 39.000.000 đồng, lệch 1 đồng.",
    ]


def test_an_amount_that_is_not_the_decisions_is_named_with_the_difference() -> None:
    wrong = with_items(*ITEMS[:2], ITEMS[2]._replace(amount_vnd=19_999_999), ITEMS[3])
    assert told(SEALED, wrong)[0] == (
        "Danh sách ký nhận ghi SH-0001 (Giải Nhất) 19.999.999 đồng, kết quả niêm phong là 20.000.000 đồng, lệch 1 đồng."
    )


def test_a_winner_who_is_missing_one_too_many_and_one_with_another_prize_are_told_apart() -> None:
    found = told(SEALED, with_items(ITEMS[1]._replace(award="Giải Nhất"), ITEMS[2], ITEMS[3], Item("SH-9", "Giải Ba")))
    assert "Danh sách ký nhận thiếu SH-0003 (Giải Ba)." in found
    assert "Danh sách ký nhận ghi SH-0007 là Giải Nhất, kết quả niêm phong là Giải Ba." in found
    assert "Danh sách ký nhận thừa SH-9 (Giải Ba): không có trong kết quả niêm phong." in found


def test_a_list_made_from_an_older_version_is_told_though_it_looks_the_same() -> None:
    assert told(SEALED, replace(RECEIPTS, version=1)) == [
        "Danh sách ký nhận lập theo lần niêm phong 1, kết quả nay là lần 2. Hãy lập lại."
    ]


def test_what_a_source_does_not_say_is_not_held_against_it() -> None:
    page = Tally("public", "Trang công khai", [Item("", item.award) for item in ITEMS[:3]], frozenset())
    assert "lệch 1" in told(SEALED, page)[0]
    assert told(SEALED, replace(page, awards=frozenset({"Giải Ba", "Giải Nhất"}))) == []


def test_a_winner_nobody_is_named_for_is_told_and_a_unit_needs_nobody() -> None:
    bare = replace(SEALED, items=(ITEMS[0]._replace(names=("Vũ Hà", " ")), ITEMS[2]._replace(names=()), ITEMS[3]))
    assert [reason.params["code"] for reason in nameless(bare, frozenset({ITEMS[3].code}))] == ["SH-0003", "SH-0001"]


def test_a_list_that_is_wrong_throughout_is_not_told_line_by_line() -> None:
    many = [Item(f"SH-{place:04}", "Giải Ba", ("Đỗ Ổn",), 1) for place in range(300)]
    found = told(replace(SEALED, items=many), with_items())
    assert len(found) == 13
    assert found[-1] == "Danh sách ký nhận còn 290 chỗ lệch nữa."


@settings(max_examples=30)
@given(st.data())
def test_any_single_change_of_a_line_stops_the_print(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, 2))
    item, fields = ITEMS[place], st.sampled_from(["code", "award", "names", "amount_vnd", "author", "drop", "twice"])
    changes = {
        "code": {"code": "SH-9999"}, "award": {"award": "Giải Nhì"}, "names": {"names": (*item.names, "Phan Mới")},
        "amount_vnd": {"amount_vnd": (item.amount_vnd or 0) + 1}, "author": {"author": 1},
    }  # fmt: skip
    what = data.draw(fields)
    items = list(ITEMS)
    if what in changes:
        items[place] = item._replace(**changes[what])
    elif what == "drop":
        del items[place]
    else:
        items.append(item)
    assert why_not_print([SEALED, with_items(*items)])


def test_what_a_decision_says_otherwise_is_told_line_by_line_and_a_prize_taken_back_is_not() -> None:
    lines = [Stated(f"tier:{at}:0", f"KT-{at}", "Giải Ba", (f"Tác giả {at}", "Trường A")) for at in range(15)]
    told = told_of(lines)
    assert why_not_as_decided("15/QĐ-LHH", told, lines[3:]) == []
    assert why_not_as_decided("15/QĐ-LHH", {}, lines) == []
    other = [lines[0]._replace(said=("Tác giả 0", "Trường B")), *lines[1:], lines[0]._replace(key="new", code="KT-99")]
    reasons = why_not_as_decided("15/QĐ-LHH", told, other)
    assert [(each.code, each.params["code"]) for each in reasons[:-1]] == [
        ("reconcile_decided_otherwise", "KT-0"),
        ("reconcile_decided_without", "KT-99"),
    ]
    assert reasons[-1].code == "reconcile_decided_how"
    many = why_not_as_decided("15/QĐ-LHH", told, [each._replace(said=("",)) for each in lines])
    assert (len(many), many[-2].code, many[-2].params["more"]) == (14, "reconcile_more", 3)
    # Whoever puts something right is told at once what follows from it.
    assert [len(what_follows(part, "15/QĐ-LHH")) for part in ("title", "name", "unit", "gender")] == [2, 1, 1, 0]
    assert what_follows("name", "") == []
