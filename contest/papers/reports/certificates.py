"""Certificates as one PDF for the print shop, and the register as a table."""

import io
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from contest.editions.queries import regulation_of
from contest.foundation.files import path_of
from contest.foundation.kinds import JPEG, PDF, PNG
from contest.foundation.refusal import refuse_with
from contest.foundation.report import COUNTRY, MOTTO
from contest.foundation.vietnamese import date as shown_date
from contest.foundation.vietnamese import date_in_words
from contest.foundation.writers import pdf, qr
from contest.foundation.writers.stamping import stamp_now
from contest.papers.queries import citation
from contest.papers.queries.certificates import Background, Design, Line, People, texts_of
from contest.papers.rules.certificates import Texts, readable_code

# Of the trimmed sheet and of what the guillotine takes, in points.
_MILLIMETRE = 72 / 25.4
_BLEED, _WIDE, _HIGH = 3 * _MILLIMETRE, 297 * _MILLIMETRE, 210 * _MILLIMETRE
_ENDINGS = {PDF: "pdf", PNG: "png", JPEG: "jpg"}
_TOO_LONG = "too long: "


def certificates_pdf(
    edition_id: int,
    design: Design,
    lines: Sequence[Line],
    people: People,
    address: Callable[[str], str],
    background: Background | None = None,
) -> bytes:
    """These certificates, one a page; `address` makes the address of a public code.

    Raises Refusal: certificate_none, certificate_too_long, pdf_too_much.
    """
    if not lines:
        raise refuse_with("certificate_none")
    regulation = regulation_of(edition_id)
    printed = [(line.label, line.code, texts_of(edition_id, regulation, people, line)) for line in lines]
    return _set(citing(edition_id, design), printed, address, background=_picture(background))


def citing(edition_id: int, design: Design) -> Design:
    """The design with the decision that recognises the result, from the register, where it names none of its own."""
    decided = None if design.decision else citation(edition_id, "result_decision")
    if decided is None:
        return design
    return design._replace(decision=decided.number, decided_on=design.decided_on or decided.issued_on)


def specimen_pdf(
    edition_id: int,
    design: Design,
    texts: Texts,
    address: Callable[[str], str],
    background: Background | None = None,
) -> bytes:
    """What a design looks like with these texts, marked as no certificate. Raises Refusal as above."""
    printed = [("0000", "AAAABBBBCCCC", texts)]
    picture = _picture(background)
    return _set(citing(edition_id, design), printed, address, stamp="BẢN XEM THỬ", background=picture)


def _picture(background: Background | None) -> dict[str, bytes]:
    """The picture's file by the name the template knows it by, once for however many certificates."""
    if background is None or not background.sha256:
        return {}
    try:
        content = path_of(background.sha256).read_bytes()
    except FileNotFoundError:
        raise refuse_with("background_lost", name=background.name) from None
    return {f"background.{_ENDINGS[background.media_type]}": content}


def _set(
    design: Design,
    printed: Sequence[tuple[str, str, Texts]],
    address: Callable[[str], str],
    stamp: str = "",
    background: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    files = dict(background) | {f"q{place}.svg": qr.svg(address(code)) for place, (_, code, _) in enumerate(printed)}
    data = {
        "name": design.heading,
        "bleed": design.has_bleed,
        "forms": design.is_on_forms,
        "country": COUNTRY,
        "motto": MOTTO,
        "body": design.body,
        "heading": design.heading,
        "decision": _decision(design),
        "place": _place(design),
        "signs": design.signatory_title,
        "signatory": design.signatory,
        "stamp": stamp_now(stamp),
        "background": next(iter(background), ""),
        "certificates": [
            {
                "label": label,
                "code": readable_code(code),
                "picture": f"q{place}.svg",
                "call": texts.call,
                "names": list(texts.names),
                "under": texts.under,
                "prize": texts.prize,
                "work": texts.work,
                "title": texts.title,
                "contest": texts.contest,
            }
            for place, (label, code, texts) in enumerate(printed)
        ],
    }
    try:
        made = pdf.render("papers/certificate.typ", data, files)
    except RuntimeError as error:
        _, found, rest = str(error).partition(_TOO_LONG)
        if not found:
            raise
        raise refuse_with("certificate_too_long", which=rest.split('"')[0].strip()) from error
    return _boxed(made) if design.has_bleed else made


def _decision(design: Design) -> str:
    day = f" ngày {shown_date(design.decided_on)}" if design.decided_on else ""
    return f"Quyết định số {design.decision}{day}" if design.decision else ""


def _place(design: Design) -> str:
    """Place and day: the decision's day, for the ceremony may move; room to write where there is none."""
    day = date_in_words(design.decided_on) if design.decided_on else "ngày …… tháng …… năm ……"
    return f"{design.place}, {day}" if design.place else day


def _boxed(made: bytes) -> bytes:
    """The PDF with the lines the guillotine follows: a sheet of A4 inside the page."""
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - heavy
    from pypdf.generic import RectangleObject  # noqa: PLC0415 - heavy

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made)))
    sheet = RectangleObject((_BLEED, _BLEED, _BLEED + _WIDE, _BLEED + _HIGH))
    for page in writer.pages:
        page.trimbox = sheet
        page.bleedbox = page.mediabox
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
