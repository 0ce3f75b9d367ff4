"""An organiser's own picture behind the certificates, through the pages; all invented."""

import io
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from PIL import Image
from pypdf import PdfReader

from contest.foundation.document import Document, Paragraph
from contest.foundation.writers import pdf
from contest.papers.queries.certificates import register
from contest.people.models import Person
from contest.results.actions import seal_results
from tests.printed import pdf_pages, pdf_words
from tests.results.makers import make_decided

ClientOf = Callable[[Person], FlaskClient]
OFFICE = "/thu-nghiem/van-ban/giay-chung-nhan"


def noise(kind: str = "PNG") -> bytes:
    """A picture that cannot be packed: so the size of the file tells how often it stands in it."""
    out = io.BytesIO()
    Image.effect_noise((1000, 707), 80).convert("RGB").save(out, kind)
    return out.getvalue()


def test_a_picture_stands_once_behind_every_certificate(db: Any, client_of: ClientOf) -> None:
    edition, _, organiser, person = make_decided()
    seal_results(organiser, edition.id)
    browser = client_of(person)
    browser.post(f"{OFFICE}/cap-so")
    kind = register(edition.id)[0].kind_key
    plain = len(browser.post(f"{OFFICE}/{kind}/in").data)
    picture = noise("JPEG")
    sent = browser.post(f"{OFFICE}/{kind}/anh-nen", data={"file": (io.BytesIO(picture), "nen.jpg")})
    assert sent.status_code == 303
    page = browser.get(f"{OFFICE}/{kind}/mau").text
    assert "nen.jpg" in page
    assert "chỉ 83 dpi khi in A4" in page
    assert "BẢN XEM THỬ" in pdf_words(browser.get(f"{OFFICE}/{kind}/xem-thu.pdf").data)
    made = browser.post(f"{OFFICE}/{kind}/in").data
    assert pdf_pages(made) == 3
    assert plain + len(picture) * 0.5 < len(made) < plain + len(picture) * 1.5
    pictures = {image.indirect_reference.idnum for sheet in PdfReader(io.BytesIO(made)).pages for image in sheet.images}
    assert len(pictures) == 1
    assert browser.post(f"{OFFICE}/{kind}/anh-nen", data={"is_removed": "1"}).status_code == 303
    assert "nen.jpg" not in browser.get(f"{OFFICE}/{kind}/mau").text


def test_a_sheet_of_pdf_serves_and_two_do_not_nor_what_only_claims_to_be_a_picture(
    db: Any, client_of: ClientOf
) -> None:
    edition, _, organiser, person = make_decided()
    seal_results(organiser, edition.id)
    browser = client_of(person)
    browser.post(f"{OFFICE}/cap-so")
    kind = register(edition.id)[0].kind_key
    one = pdf.write(Document("Nền", [Paragraph("Hoa văn riêng")], landscape=True))
    long = pdf.write(Document("Nền", [Paragraph("Dài\n" * 200)]))
    for name, content, words in (
        ("nen.png", b"day khong phai anh " * 50, "không đúng loại"),
        ("nen.pdf", long, "nhiều nhất 1 trang"),
    ):
        refused = browser.post(f"{OFFICE}/{kind}/anh-nen", data={"file": (io.BytesIO(content), name)})
        assert refused.status_code == 422
        assert words in refused.text
    assert browser.post(f"{OFFICE}/{kind}/anh-nen", data={}).status_code == 422
    assert browser.post(f"{OFFICE}/{kind}/anh-nen", data={"file": (io.BytesIO(one), "nen.pdf")}).status_code == 303
    assert "Hoa văn riêng" in pdf_words(browser.post(f"{OFFICE}/{kind}/in").data)
