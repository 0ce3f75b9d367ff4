"""What judges of a blind or open round could find out beside the pages made for them."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader, PdfWriter

from contest.entries.models import EntryFile
from contest.foundation import files
from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.people.models import Person
from tests.people.makers import grant, make_person
from tests.scoring.makers import Judging, make_judging, number_of, score

ClientOf = Callable[[Person], FlaskClient]
AUTHOR = "Nguyễn Thị Tác Giả"


def word_file() -> bytes:
    """As Word saves it: who wrote it stands in the properties and beside each change."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("docProps/core.xml", f"<cp><dc:creator>{AUTHOR}</dc:creator></cp>")
        archive.writestr("docProps/app.xml", f"<Properties><Company>{AUTHOR}</Company></Properties>")
        archive.writestr("word/document.xml", f'<w:ins w:id="1" w:author="{AUTHOR}"><w:t>Khung nhôm.</w:t></w:ins>')
    return out.getvalue()


def pdf_file() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": AUTHOR, "/Title": f"Hồ sơ của {AUTHOR}"})
    writer.write(out)
    return out.getvalue()


def plain_pdf_file() -> bytes:
    return pdf_file().replace(b"/Author", b"/Author (Tran Van Be) /Subject", 1)


def address_of(judging: Judging, db: Any, content: bytes, media_type: str) -> str:
    kept = files.keep(io.BytesIO(content), "x")
    file = EntryFile(
        entry_id=judging.entries[0].id, part_key="description", name="x", sha256=kept.sha256, size=kept.size,
        media_type=media_type, uploaded_at=now(),
    )  # fmt: skip
    db.session.add(file)
    db.session.flush()
    return f"/thu-nghiem/cham-diem/preliminary/{number_of(0)}/tep/{file.id}"


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def fetched(client_of: ClientOf, judging: Judging, address: str) -> bytes:
    """The file as a judge gets it."""
    with client_of(judging.judges[0]).get(address) as answer:
        assert answer.status_code == 200
        return bytes(answer.data)


def test_a_word_file_of_a_blind_round_does_not_tell_who_wrote_it(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    got = fetched(client_of, judging, address_of(judging, db, word_file(), WORD))
    members = zipfile.ZipFile(io.BytesIO(got))
    told = {name: members.read(name).decode() for name in members.namelist()}
    assert all(AUTHOR not in text for text in told.values())
    assert told["word/document.xml"] == '<w:ins w:id="1" w:author=""><w:t>Khung nhôm.</w:t></w:ins>'
    assert "docProps/core.xml" in told


@pytest.mark.parametrize("make", [pdf_file, plain_pdf_file])
def test_a_pdf_of_a_blind_round_does_not_tell_who_wrote_it(
    client_of: ClientOf, db: Any, make: Callable[[], bytes]
) -> None:
    judging = make_judging()
    got = fetched(client_of, judging, address_of(judging, db, make(), "application/pdf"))
    reader = PdfReader(io.BytesIO(got))
    assert len(reader.pages) == 1
    told = " ".join(str(value) for value in (reader.metadata or {}).values())
    assert AUTHOR not in told
    assert "Tran Van Be" not in told


@pytest.mark.parametrize("media_type", [WORD, "application/pdf"])
def test_a_file_whose_author_cannot_be_taken_out_is_not_handed_out(
    client_of: ClientOf, db: Any, media_type: str
) -> None:
    judging = make_judging()
    address = address_of(judging, db, b"PK damaged, by " + AUTHOR.encode(), media_type)
    answer = client_of(judging.judges[0]).get(address)
    assert answer.status_code == 409
    assert "không gỡ được tên người soạn" in answer.text
    assert AUTHOR not in answer.text


def test_a_file_whose_bytes_are_gone_is_not_there(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    address = address_of(judging, db, b"PK gone", WORD)
    for path in files.store().glob("??/*"):
        if path.read_bytes() == b"PK gone":
            path.unlink()
    assert client_of(judging.judges[0]).get(address).status_code == 404


def progress_of(judging: Judging) -> str:
    return f"/thu-nghiem/tien-do/preliminary/ho-so/{judging.entries[0].id}"


def judged() -> Judging:
    judging = make_judging()
    for place in range(3):
        score(judging, place, 0)
    return judging


@pytest.mark.parametrize(("role", "sees"), [(Role.OBSERVER, False), (Role.SECRETARY, True)])
def test_totals_of_an_open_round_are_only_for_who_keys_in_paper(client_of: ClientOf, role: Role, sees: bool) -> None:
    judging = judged()
    person = make_person()
    grant(person, judging.edition, role)
    page = client_of(person).get(progress_of(judging)).text
    assert ("77,5" in page) is sees
    judging.round.state = "closed"
    assert "77,5" in client_of(person).get(progress_of(judging)).text


def test_who_judges_and_sits_in_the_office_sees_no_other_judges_score_while_the_round_is_open(
    client_of: ClientOf,
) -> None:
    judging = judged()
    judge = judging.judges[0]
    for role in (Role.SECRETARY, Role.ORGANISER):
        grant(judge, judging.edition, role)
    browser = client_of(judge)
    story = f"/thu-nghiem/danh-muc/{judging.entries[0].id}/toan-canh"
    assert "77,5" not in browser.get(progress_of(judging)).text
    assert "77,5" not in browser.get(story).text
    refused = browser.post("/thu-nghiem/van-ban/tabulation")
    assert refused.status_code == 409
    assert "vòng" in refused.text
    judging.round.state = "closed"
    assert "77,5" in browser.get(story).text
    assert browser.post("/thu-nghiem/van-ban/tabulation").status_code == 200
