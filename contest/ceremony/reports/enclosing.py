"""What of the ceremony lies in the closing package: who signs for how much, what was packed."""

from collections.abc import Iterable

from contest.ceremony.queries.items import item_book, items
from contest.ceremony.queries.money import money_book, money_rule
from contest.ceremony.reports.items import packing_list
from contest.ceremony.reports.money import receipt_list
from contest.foundation.writers import xlsx
from contest.papers.reports.closing import Parcel, brings_files


@brings_files("le-trao-giai", "Lễ trao giải")
def _ceremony(edition_id: int) -> Iterable[Parcel]:
    """The list that money is signed for, with the tax where any is kept; the packing of things where there are any."""
    taxed = money_rule(edition_id).tax.is_on
    yield Parcel(
        "ky-nhan-va-thue.xlsx" if taxed else "ky-nhan-theo-nguoi-nhan.xlsx",
        "Ký nhận tiền thưởng, có thuế khấu trừ" if taxed else "Ký nhận tiền thưởng theo người nhận",
        lambda: xlsx.write(receipt_list(edition_id, money_book(edition_id))),
    )
    if items(edition_id):
        yield Parcel(
            "xep-hien-vat.xlsx",
            "Xếp huy chương, hiện vật",
            lambda: xlsx.write(packing_list(edition_id, item_book(edition_id))),
        )
