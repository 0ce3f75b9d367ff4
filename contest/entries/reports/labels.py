"""Labels with a QR code for dossiers and models that come on paper or as things."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from contest.editions.queries import regulation_of
from contest.entries.queries import briefs
from contest.foundation.report import REHEARSAL
from contest.foundation.settings import settings
from contest.foundation.writers import pdf, qr

# Labels on one sheet of A4: two columns of seven, 99.1 × 38.1 mm.
ON_A_SHEET = 14


@dataclass(frozen=True, slots=True)
class Label:
    """One label: the address its QR code opens, the short code beside it, and what helps to find the thing again.

    kind: a word in a frame ("Hồ sơ", "Mô hình"); under: a small line below the title.
    """

    address: str
    code: str
    title: str
    under: str = ""
    kind: str = ""


def sheet(labels: Iterable[Label], *, single: bool = False, skip: int = 0) -> bytes:
    """The labels as PDF: on sheets of 14 (the first `skip` places are used up already), or one a page (100 × 50 mm).

    Raises Refusal: pdf_too_much.
    """
    data, pictures = [], {}
    for place, label in enumerate(labels):
        picture = f"{place}.svg"
        pictures[picture] = qr.svg(label.address)
        data.append(
            {
                "picture": picture,
                "code": label.code,
                "title": label.title,
                "under": label.under,
                "kind": REHEARSAL.split(" – ")[0] if settings().rehearsal else label.kind,
            }
        )
    told = {"name": "Nhãn hồ sơ", "single": single, "skip": skip % ON_A_SHEET, "labels": data}
    return pdf.render("entries/labels.typ", told, pictures)


def labels(
    edition_id: int,
    entry_ids: Collection[int],
    address_of: Callable[[str], str],
    *,
    kind: str = "Hồ sơ",
    single: bool = False,
    skip: int = 0,
) -> bytes:
    """Labels of these entries in the order of their codes; `address_of(code)` is what the QR code opens.

    They say no name of an author or unit: a model stands before the judges with its label on.
    """
    rules = regulation_of(edition_id)
    found = sorted(briefs(edition_id, entry_ids).values(), key=lambda entry: entry.code)
    made = [
        Label(
            address=address_of(entry.code),
            code=entry.code,
            title=entry.short_title or entry.title,
            under=" · ".join(
                name
                for name in (
                    rules.division_name(entry.division_key) if entry.division_key else "",
                    rules.field_name(entry.field_key) if entry.field_key else "",
                )
                if name
            ),
            kind=kind,
        )
        for entry in found
        if entry.code
    ]
    return sheet(made, single=single, skip=skip)
