"""Labels: a camera opens the entry, nobody's name stands on them, and the sheet fits the paper."""

import io
from typing import Any

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter
from pypdf import PdfReader

from contest.entries import reports
from contest.entries.reports import Label
from contest.foundation.access import Role
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry
from tests.entries.papers import TITLE
from tests.people.makers import grant, make_person
from tests.printed import off_the_page, pdf_words, pictures_of, squeezed


@pytest.fixture
def edition(db: Any) -> Any:
    """A small contest with three entries, one of them on paper."""
    made = make_edition()
    make_entry(made, "KT-001", title="Đèn năng lượng mặt trời", authors=("Đỗ Thị Hồng Ánh",))
    make_entry(made, "KT-002", title=TITLE, unit="Trường THPT Số 1").source = "paper"
    make_entry(made, "KT-003", title="Rút", status="withdrawn")
    return made


@pytest.fixture
def office(client_of: Any, edition: Any) -> Any:
    """The browser of the secretariat."""
    ada = make_person("Phạm Thị Ái")
    grant(ada, edition, Role.SECRETARY)
    return client_of(ada)


def read(content: bytes) -> list[str]:
    """What a camera reads on all pages."""
    return sorted(code.text for page in pictures_of(content, 3) for code in zxingcpp.read_barcodes(page))


def test_a_camera_reads_the_address_of_each_entry(office: Any) -> None:
    made = office.get("/thu-nghiem/danh-muc/nhan.pdf?chon=tat-ca").data
    assert read(made) == [f"http://localhost/thu-nghiem/ma/KT-00{place}" for place in (1, 2)]
    words = pdf_words(made)
    assert "KT-001" in words
    assert squeezed("Đèn năng lượng mặt trời") in squeezed(words)


def test_the_address_leads_the_office_to_the_record_and_an_entrant_to_their_own(
    office: Any, client_of: Any, client: Any, edition: Any
) -> None:
    mine = make_person("Lê Văn Tám")
    entry = make_entry(edition, "KT-009", owner=mine)
    assert office.get("/thu-nghiem/ma/KT-009").location == f"/thu-nghiem/danh-muc/{entry.id}"
    assert client_of(mine).get("/thu-nghiem/ma/KT-009").location == f"/thu-nghiem/ho-so/{entry.id}"
    assert client_of(make_person("Người lạ")).get("/thu-nghiem/ma/KT-009").status_code == 404
    assert client.get("/thu-nghiem/ma/KT-009").location.startswith("/dang-nhap?next=")
    assert office.get("/thu-nghiem/ma/KT-777").status_code == 404


def test_no_label_names_an_author_or_a_unit(office: Any) -> None:
    words = squeezed(pdf_words(office.get("/thu-nghiem/danh-muc/nhan.pdf?chon=tat-ca&loai=mo-hinh").data))
    for hidden in ("Đỗ Thị Hồng Ánh", "Trường THPT Số 1", "Hợp tác xã Bình Minh"):
        assert squeezed(hidden) not in words
    assert squeezed("Mô hình") in words


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("chon=giay", ["KT-002"]),
        ("chon=ma&ma=KT-001,+KT-002", ["KT-001", "KT-002"]),
        ("chon=ma&ma=KT-001%0AKT-001", ["KT-001"]),
        ("", ["KT-002"]),
    ],
)
def test_the_office_chooses_which_entries(office: Any, query: str, found: list[str]) -> None:
    made = office.get(f"/thu-nghiem/danh-muc/nhan.pdf?{query}").data
    assert [address.rsplit("/")[-1] for address in read(made)] == found


def test_an_unknown_code_and_nothing_chosen_are_refused_where_they_were_typed(office: Any) -> None:
    answer = office.get("/thu-nghiem/danh-muc/nhan.pdf?chon=ma&ma=KT-001+KT-888")
    assert answer.status_code == 422
    assert "Không có hồ sơ nào mang mã số “KT-888”." in answer.text
    assert "KT-001 KT-888" in answer.text
    assert office.get("/thu-nghiem/danh-muc/nhan.pdf?chon=ma").status_code == 422
    assert "In nhãn" in office.get("/thu-nghiem/danh-muc/nhan").text


def as_photographed(page: Image.Image, turn: float, tilt: float, blur: float, width: int) -> Image.Image:
    """The sheet as a telephone sees it in a store room: turned (degrees), tilted (part of the width by which the far
    edge is shorter), out of focus (pixels), lit from one side, grainy, so many pixels wide, pressed into a JPEG."""
    across, high = page.size
    far = tilt * across / 2
    corners = (-far, -0.02 * high, 0, high, across, high, across + far, -0.02 * high)
    seen = page.convert("L").transform(page.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=90)
    seen = seen.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=90)
    seen = seen.resize((width, round(seen.height * width / seen.width)), Image.Resampling.LANCZOS)
    seen = seen.filter(ImageFilter.GaussianBlur(blur))
    light = Image.linear_gradient("L").rotate(90).resize(seen.size).point(lambda value: 110 + value * 145 // 255)
    grain = Image.effect_noise(seen.size, 22).point(lambda value: max(0, min(255, value)))
    seen = Image.blend(ImageChops.multiply(seen, light), grain, 0.12)
    out = io.BytesIO()
    seen.save(out, "JPEG", quality=45)
    return Image.open(out)


@pytest.mark.parametrize(
    ("turn", "tilt", "blur", "width"),
    [(7, 0.1, 1.0, 1600), (-14, 0.16, 1.2, 1900)],
)
def test_a_telephone_reads_a_label_that_is_turned_tilted_blurred_and_badly_lit(
    db: Any, turn: float, tilt: float, blur: float, width: int
) -> None:
    (sheet,) = pictures_of(reports.sheet(some(6)), 3)
    seen = as_photographed(sheet, turn, tilt, blur, width)
    found = {code.text for code in zxingcpp.read_barcodes(seen)}
    assert found == {label.address for label in some(6)}


def test_a_label_too_blurred_to_be_read_is_not_read_as_another(db: Any) -> None:
    (sheet,) = pictures_of(reports.sheet(some(6)), 3)
    seen = as_photographed(sheet, 7, 0.1, 6, 700)
    assert {code.text for code in zxingcpp.read_barcodes(seen)} <= {label.address for label in some(6)}


def some(count: int) -> list[Label]:
    under = "THCS · Các giải pháp kỹ thuật nhằm ứng phó với biến đổi khí hậu, bảo vệ môi trường và phát triển kinh tế"
    return [Label(f"https://example.org/ma/KT-{n:04}", f"KT-{n:04}", TITLE, under, "Hồ sơ") for n in range(count)]


def test_a_sheet_begins_where_the_last_one_ended_and_nothing_is_cut(db: Any) -> None:
    made = reports.sheet(some(16), skip=3)
    assert len(PdfReader(io.BytesIO(made)).pages) == 2
    assert off_the_page(made, margin=12) == []
    assert len(read(made)) == 16


def test_a_label_printer_gets_a_page_for_each(db: Any) -> None:
    made = reports.sheet(some(2), single=True)
    pages = PdfReader(io.BytesIO(made)).pages
    assert [round(float(page.mediabox.width) / 72 * 25.4) for page in pages] == [100, 100]
    assert off_the_page(made, margin=4) == []
    assert len(read(made)) == 2
