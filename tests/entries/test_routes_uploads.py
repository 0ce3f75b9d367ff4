"""Files in pieces: what the protocol promises, every limit of the regulation, and whose upload it is."""

import base64
import hashlib
import io
import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfWriter
from sqlalchemy import select, update

from contest.entries import actions, jobs, queries
from contest.entries.models import EntryFile, EntryUpload
from contest.entries.rules import FileFacts, UploadAsked
from contest.foundation import files, partial
from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.foundation.jobs import Job, plan_periodic
from contest.foundation.refusal import Refusal
from tests.editions.makers import make_edition, text_of
from tests.entries.makers import PDF, authors_typed, drafted, picture, solution_typed
from tests.films import CAMERA, PLACE, film
from tests.people.makers import actor_of, grant, make_person

TUS = {"Tus-Resumable": "1.0.0", "Accept": "application/json"}
MORE_PARTS = """  - {key: video, name: Video, required: false, formats: [mp4, mov], max_mb: 3}
  - {key: anything, name: Khác, required: false}
  - {key: photos,"""
PIECE = "application/offset+octet-stream"


@pytest.fixture
def cleo(db: Any) -> Any:
    """Somebody who enters."""
    return make_person("Nguyễn Văn Bình")


@pytest.fixture
def edition(db: Any) -> Any:
    """A contest that takes films of 3 MB, descriptions of two pages, and something it does not name."""
    text = text_of("small_technical").replace(
        "formats: [pdf, docx], max_mb: 20}", "formats: [pdf, docx], max_mb: 2, max_pages: 2}"
    )
    return make_edition(text=text.replace("  - {key: photos,", MORE_PARTS))


def entry_of(cleo: Any, edition: Any) -> int:
    return drafted(actor_of(cleo), edition, solution_typed(), authors_typed())


def begin(browser: Any, entry_id: int, part: str, size: int, name: str = "phim.mp4", mark: str = "m") -> Any:
    told = f"filename {base64.b64encode(name.encode()).decode()},fingerprint {base64.b64encode(mark.encode()).decode()}"
    url = f"/thu-nghiem/ho-so/{entry_id}/tep/{part}/tai-len"
    return browser.post(url, headers={**TUS, "Upload-Length": str(size), "Upload-Metadata": told})


def piece(browser: Any, url: str, offset: int, content: bytes, **headers: str) -> Any:
    sent = {**TUS, "Upload-Offset": str(offset)} | {name.replace("_", "-"): value for name, value in headers.items()}
    return browser.patch(url, data=content, headers=sent, content_type=PIECE)


def sent(browser: Any, entry_id: int, part: str, content: bytes, name: str = "phim.mp4") -> Any:
    """The whole in one piece; the answer to it."""
    answer = begin(browser, entry_id, part, len(content), name)
    assert answer.status_code == 201, answer.json
    return piece(browser, answer.location, 0, content)


def kept(url: str) -> bool:
    """Whether the bytes of an upload lie on the server's disk."""
    return partial.path_of_part(url.rsplit("/", 1)[-1]).exists()


def files_in(cleo: Any, edition: Any, entry_id: int) -> tuple[FileFacts, ...]:
    card = queries.entry_card(actor_of(cleo), edition.id, entry_id)
    assert card is not None
    return card.facts.files


def code_of(answer: Any) -> str:
    return str(answer.json["error"]["code"])


def test_a_file_in_pieces_becomes_a_file_of_the_dossier(client_of: Any, cleo: Any, edition: Any) -> None:
    browser, entry_id = client_of(cleo), entry_of(cleo, edition)
    content = film(2_500_000, telling=False).replace(b"TIME", bytes(4)).replace(PLACE, bytes(len(PLACE)))
    whole = hashlib.sha256(content).hexdigest()
    url = begin(browser, entry_id, "video", len(content)).location
    half = len(content) // 2
    sum_ = base64.b64encode(hashlib.sha256(content[:half]).digest()).decode()
    answer = piece(browser, url, 0, content[:half], Upload_Checksum=f"sha256 {sum_}")
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(half))
    where = browser.head(url, headers=TUS)
    assert (where.status_code, where.headers["Upload-Offset"]) == (200, str(half))
    assert where.headers["Upload-Length"] == str(len(content))
    assert where.headers["Cache-Control"] == "no-store"
    last = piece(browser, url, half, content[half:], Upload_Sha256=whole)
    assert (last.status_code, last.headers["Upload-Sha256"]) == (204, whole)
    (file,) = files_in(cleo, edition, entry_id)
    assert (file.part_key, file.name, file.media_type, file.size) == ("video", "phim.mp4", "video/mp4", len(content))
    assert files.path_of(file.sha256).stat().st_size == len(content)
    assert not kept(url)
    again = piece(browser, url, len(content), b"")
    assert again.headers["Upload-File"] == str(file.id)


def test_the_same_file_is_found_again_after_the_page_was_closed(client_of: Any, cleo: Any, edition: Any) -> None:
    browser, entry_id = client_of(cleo), entry_of(cleo, edition)
    content = film(100_000)
    first = begin(browser, entry_id, "video", len(content)).location
    piece(browser, first, 0, content[:40_000])
    assert begin(browser, entry_id, "video", len(content)).location == first
    assert begin(browser, entry_id, "video", len(content), mark="another").location != first
    page = browser.get(f"/thu-nghiem/ho-so/{entry_id}/tep").get_data(as_text=True)
    assert "đang gửi dở, đã có 40 KB trong" in re.sub(r"\s+", " ", page)
    page = browser.get(f"/thu-nghiem/ho-so/{entry_id}/nop").get_data(as_text=True)
    assert "còn gửi dở (40 KB trong" in re.sub(r"\s+", " ", page)


def test_a_film_is_stored_without_place_and_camera(client_of: Any, cleo: Any, edition: Any) -> None:
    browser, entry_id = client_of(cleo), entry_of(cleo, edition)
    assert sent(browser, entry_id, "video", film(5000)).status_code == 204
    stored = files.path_of(files_in(cleo, edition, entry_id)[0].sha256).read_bytes()
    assert PLACE not in stored
    assert CAMERA not in stored


def test_the_same_content_is_stored_once(client_of: Any, cleo: Any, edition: Any) -> None:
    browser, content = client_of(cleo), film(7777)
    ids = [entry_of(cleo, edition) for _ in range(2)]
    for entry_id in ids:
        assert sent(browser, entry_id, "video", content).status_code == 204
    assert len({file.sha256 for entry_id in ids for file in files_in(cleo, edition, entry_id)}) == 1
    assert len([path for path in files.store().glob("??/*") if path.stat().st_size == len(content)]) == 1
    assert queries.room_of(ids[0]).used == len(content)


@pytest.mark.parametrize(
    ("part", "content", "name", "code", "words"),
    [
        (
            "video",
            b"<html><script>alert(1)</script></html>" * 9,
            "phim.mp4",
            "file_kind",
            "không đúng loại cho phép (MP4, MOV)",
        ),
        ("video", film(9000)[:-60], "phim.mp4", "film_unreadable", "bị hỏng hoặc thiếu phần cuối"),
        ("description", b"%PDF-1.7 nothing behind it", "mo-ta.pdf", "pdf_unreadable", "bị hỏng nên không mở được"),
        ("photos", picture()[:400], "anh.jpg", "picture_unreadable", "bị hỏng hoặc quá lớn"),
    ],
)
def test_what_is_not_what_it_says_is_refused_and_forgotten(
    client_of: Any, cleo: Any, edition: Any, part: str, content: bytes, name: str, code: str, words: str
) -> None:
    browser, entry_id = client_of(cleo), entry_of(cleo, edition)
    url = begin(browser, entry_id, part, len(content), name).location
    assert kept(url)
    answer = piece(browser, url, 0, content)
    assert (answer.status_code, code_of(answer)) == (422, code)
    assert words in answer.json["error"]["message"]
    assert files_in(cleo, edition, entry_id) == ()
    assert queries.uploads_under_way(actor_of(cleo), entry_id) == []
    assert not kept(url)


def pdf_of(pages: int, password: str = "") -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def test_pages_are_counted_against_the_regulation(client_of: Any, cleo: Any, edition: Any) -> None:
    browser, entry_id = client_of(cleo), entry_of(cleo, edition)
    assert sent(browser, entry_id, "description", pdf_of(2), "mo-ta.pdf").status_code == 204
    answer = sent(browser, entry_id, "description", pdf_of(3), "mo-ta.pdf")
    assert answer.json["error"]["message"] == "Tệp “mo-ta.pdf” có 3 trang, thể lệ cho phép nhiều nhất 2 trang."


def test_a_pdf_with_a_password_is_refused_in_words(client_of: Any, cleo: Any, edition: Any) -> None:
    answer = sent(client_of(cleo), entry_of(cleo, edition), "description", pdf_of(1, "bi mat"), "mo-ta.pdf")
    assert "Hãy bỏ mật khẩu" in answer.json["error"]["message"]


def test_a_telephone_s_photograph_becomes_a_jpeg_without_place(client_of: Any, cleo: Any, edition: Any) -> None:
    heif = pytest.importorskip("pillow_heif")
    image, out = Image.new("RGB", (64, 48), "#a33"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "May anh cua An"
    exif.get_ifd(0x8825)[2] = (21.0, 2.0, 0.0)
    heif.from_pillow(image).save(out, exif=exif.tobytes())
    assert b"May anh cua An" in out.getvalue()
    browser, entry_id = client_of(cleo), entry_of(cleo, edition)
    assert sent(browser, entry_id, "photos", out.getvalue(), "IMG_1.HEIC").status_code == 204
    (file,) = files_in(cleo, edition, entry_id)
    stored = files.path_of(file.sha256).read_bytes()
    assert (file.name, file.media_type) == ("IMG_1.jpg", "image/jpeg")
    assert b"May anh" not in stored
    with Image.open(io.BytesIO(stored)) as got:
        assert (got.size, len(got.getexif())) == ((64, 48), 0)


def test_what_hides_behind_a_photograph_is_gone(client_of: Any, cleo: Any, edition: Any) -> None:
    browser, entry_id = client_of(cleo), entry_of(cleo, edition)
    hidden = b"PK\x03\x04<script>alert(1)</script>"
    assert sent(browser, entry_id, "photos", picture() + hidden, "anh.jpg").status_code == 204
    (file,) = files_in(cleo, edition, entry_id)
    assert hidden not in files.path_of(file.sha256).read_bytes()


def test_a_part_without_formats_takes_every_known_kind_and_nothing_else(
    client_of: Any, cleo: Any, edition: Any
) -> None:
    browser, entry_id = client_of(cleo), entry_of(cleo, edition)
    assert sent(browser, entry_id, "anything", picture(), "anh.jpg").status_code == 204
    assert code_of(sent(browser, entry_id, "anything", b"<html><script>1</script></html>", "a.pdf")) == "file_kind"
    assert code_of(sent(browser, entry_id, "anything", b"MZ" + bytes(400), "a.exe")) == "file_kind"


def test_the_chooser_is_told_the_formats_of_a_part(client_of: Any, cleo: Any, edition: Any) -> None:
    page = client_of(cleo).get(f"/thu-nghiem/ho-so/{entry_of(cleo, edition)}/tep").get_data(as_text=True)
    assert 'name="file" accept=".mp4,.m4v,video/mp4,.mov,video/quicktime"' in page
    assert 'name="file" accept=".pdf,application/pdf,.docx"' in page


def test_a_piece_damaged_on_the_line_is_not_acknowledged(client_of: Any, cleo: Any, edition: Any) -> None:
    browser, entry_id, content = client_of(cleo), entry_of(cleo, edition), film(50_000)
    url = begin(browser, entry_id, "video", len(content)).location
    wrong = base64.b64encode(hashlib.sha256(b"another").digest()).decode()
    answer = piece(browser, url, 0, content[:20_000], Upload_Checksum=f"sha256 {wrong}")
    assert (answer.status_code, code_of(answer)) == (460, "piece_damaged")
    assert browser.head(url, headers=TUS).headers["Upload-Offset"] == "0"
    assert piece(browser, url, 0, content).status_code == 204


def test_a_whole_that_differs_from_the_browser_s_is_begun_anew(client_of: Any, cleo: Any, edition: Any) -> None:
    browser, entry_id, content = client_of(cleo), entry_of(cleo, edition), film(50_000)
    url = begin(browser, entry_id, "video", len(content)).location
    answer = piece(browser, url, 0, content, Upload_Sha256="0" * 64)
    assert (answer.status_code, code_of(answer)) == (460, "upload_differs")
    assert browser.head(url, headers=TUS).headers["Upload-Offset"] == "0"
    assert files_in(cleo, edition, entry_id) == ()
    assert piece(browser, url, 0, content, Upload_Sha256=hashlib.sha256(content).hexdigest()).status_code == 204


def test_pieces_out_of_place_or_too_long_change_nothing(client_of: Any, cleo: Any, edition: Any) -> None:
    browser, entry_id, content = client_of(cleo), entry_of(cleo, edition), film(50_000)
    url = begin(browser, entry_id, "video", len(content)).location
    assert code_of(piece(browser, url, 100, content)) == "upload_elsewhere"
    assert code_of(piece(browser, url, 0, content + b"more")) == "piece_too_long"
    assert browser.patch(url, data=b"x", headers={**TUS, "Upload-Offset": "0"}).status_code == 415
    assert browser.head(url).status_code == 412
    assert browser.head(url, headers=TUS).headers["Upload-Offset"] == "0"


def test_a_piece_larger_than_pieces_are_is_not_read(client_of: Any, cleo: Any, edition: Any) -> None:
    browser, entry_id = client_of(cleo), entry_of(cleo, edition)
    url = begin(browser, entry_id, "video", 3 << 20).location
    assert piece(browser, url, 0, bytes(18 << 20)).status_code == 413


def test_each_limit_is_said_before_anything_is_sent(client_of: Any, cleo: Any, edition: Any, monkeypatch: Any) -> None:
    browser, entry_id = client_of(cleo), entry_of(cleo, edition)
    answer = begin(browser, entry_id, "video", (3 << 20) + 1)
    assert (answer.status_code, answer.json["error"]["message"]) == (413, "Tệp “phim.mp4” lớn hơn 3 MB cho phép.")
    assert begin(browser, entry_id, "video", 0).json["error"]["details"][0]["where"] == "files-video"
    assert begin(browser, entry_id, "no-such-part", 9).status_code == 404
    for mark in range(3):
        assert begin(browser, entry_id, "video", 9, mark=str(mark)).status_code == 201
    assert code_of(begin(browser, entry_id, "video", 9, mark="4")) == "uploads_too_many"
    monkeypatch.setattr("contest.entries.rules.uploads.allowance", lambda regulation: 100)
    assert code_of(begin(browser, entry_id, "photos", 100)) == "dossier_full"


def test_a_full_disk_is_said_in_words_and_nothing_is_lost(
    client_of: Any, cleo: Any, edition: Any, monkeypatch: Any
) -> None:
    browser, entry_id, content = client_of(cleo), entry_of(cleo, edition), film(50_000)
    url = begin(browser, entry_id, "video", len(content)).location
    assert piece(browser, url, 0, content[:20_000]).status_code == 204

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("contest.foundation.partial.os.fsync", full)
        answer = piece(browser, url, 20_000, content[20_000:])
    assert (answer.status_code, code_of(answer)) == (507, "store_full")
    assert "không còn đủ chỗ" in answer.json["error"]["message"]
    assert browser.head(url, headers=TUS).headers["Upload-Offset"] == "20000"
    assert piece(browser, url, 20_000, content[20_000:]).status_code == 204
    with monkeypatch.context() as patched:
        patched.setattr("contest.foundation.files.shutil.disk_usage", lambda path: SimpleNamespace(free=1 << 20))
        assert begin(browser, entry_id, "video", 9000, mark="n").status_code == 507


def test_a_kill_between_any_two_steps_of_the_end_is_mended(
    client_of: Any, cleo: Any, edition: Any, monkeypatch: Any
) -> None:
    browser, entry_id, content = client_of(cleo), entry_of(cleo, edition), film(60_000)
    whole = hashlib.sha256(content).hexdigest()
    url = begin(browser, entry_id, "video", len(content)).location

    def killed(*args: Any, **kwargs: Any) -> None:
        raise KeyboardInterrupt

    for step in ("contest.foundation.cleaning.place", "contest.entries.actions.uploads.attach_file"):
        at = int(browser.head(url, headers=TUS).headers["Upload-Offset"])
        with monkeypatch.context() as patched:
            patched.setattr(step, killed)
            with pytest.raises(KeyboardInterrupt):
                piece(browser, url, at, content[at:], Upload_Sha256=whole)
    answer = piece(browser, url, len(content), b"", Upload_Sha256=whole)
    assert (answer.status_code, answer.headers["Upload-Sha256"]) == (204, whole)
    assert len(files_in(cleo, edition, entry_id)) == 1


def test_an_upload_is_hidden_from_everybody_else(client_of: Any, cleo: Any, edition: Any) -> None:
    entry_id, content = entry_of(cleo, edition), film(5000)
    url = begin(client_of(cleo), entry_id, "video", len(content)).location
    dan = make_person("Dương Văn Đan")
    ada = make_person("Phạm Thị Ái")
    grant(ada, edition, Role.SECRETARY)
    watcher = make_person("Lý Văn Em")
    grant(watcher, edition, Role.OBSERVER)
    for other in (dan, ada, watcher):
        browser = client_of(other)
        assert browser.head(url, headers=TUS).status_code == 404
        assert piece(browser, url, 0, content).status_code == 404
        assert browser.delete(url, headers=TUS).status_code == 404
    assert begin(client_of(dan), entry_id, "video", 9).status_code == 404
    assert begin(client_of(ada), entry_id, "video", 9).status_code == 201
    assert code_of(begin(client_of(watcher), entry_id, "video", 9)) == "entry_not_visible"


def test_who_may_only_read_adds_and_takes_away_nothing(client_of: Any, cleo: Any, edition: Any) -> None:
    entry_id = drafted(actor_of(cleo), edition, solution_typed(), authors_typed(), "description")
    watcher = make_person("Lý Văn Em")
    grant(watcher, edition, Role.OBSERVER)
    file_id = files_in(cleo, edition, entry_id)[0].id
    with pytest.raises(Refusal):
        actions.remove_file(actor_of(watcher), edition.id, entry_id, file_id)
    assert len(files_in(cleo, edition, entry_id)) == 1


def test_an_upload_is_dropped_with_its_bytes(client_of: Any, cleo: Any, edition: Any) -> None:
    browser, entry_id, content = client_of(cleo), entry_of(cleo, edition), film(5000)
    url = begin(browser, entry_id, "video", len(content)).location
    piece(browser, url, 0, content[:100])
    assert kept(url)
    assert browser.delete(url, headers=TUS).status_code == 204
    assert browser.head(url, headers=TUS).status_code == 404
    other = begin(browser, entry_id, "video", len(content)).location
    assert browser.post(f"{other}/bo").status_code == 303
    assert not kept(url)
    assert not kept(other)


def test_what_nobody_finishes_is_tidied_away_after_a_week(
    client_of: Any, cleo: Any, edition: Any, db: Any, monkeypatch: Any
) -> None:
    browser, entry_id = client_of(cleo), entry_of(cleo, edition)
    old = begin(browser, entry_id, "video", 900, mark="old").location.rsplit("/", 1)[1]
    fresh = begin(browser, entry_id, "video", 900, mark="fresh").location.rsplit("/", 1)[1]
    plan_periodic()
    assert db.session.scalar(select(Job.name).where(Job.name == "entries.sweep_uploads")) is not None
    db.session.execute(update(EntryUpload).where(EntryUpload.key == old).values(touched_at=now() - timedelta(days=8)))
    jobs.sweep_uploads()
    assert list(db.session.scalars(select(EntryUpload.key))) == [fresh]
    assert not kept(old)
    assert kept(fresh)


def test_bytes_lost_on_the_server_are_said_to_be_lost(client_of: Any, cleo: Any, edition: Any) -> None:
    browser, entry_id, content = client_of(cleo), entry_of(cleo, edition), film(5000)
    url = begin(browser, entry_id, "video", len(content)).location
    piece(browser, url, 0, content[:100])
    partial.discard(url.rsplit("/", 1)[1])
    assert code_of(piece(browser, url, 100, content[100:])) == "upload_gone"
    anew = begin(browser, entry_id, "video", len(content)).location
    assert anew != url
    assert piece(browser, anew, 0, content).status_code == 204


def test_the_server_tells_what_it_can(client: Any, edition: Any) -> None:
    answer = client.options("/thu-nghiem/ho-so/tai-len")
    assert (answer.status_code, answer.headers["Tus-Version"]) == (204, "1.0.0")
    assert set(answer.headers["Tus-Extension"].split(",")) == {"creation", "expiration", "checksum", "termination"}
    assert int(answer.headers["Tus-Max-Size"]) == 20 << 20


def test_a_file_taken_out_or_replaced_can_be_had_back(client_of: Any, cleo: Any, edition: Any, db: Any) -> None:
    browser, entry_id = client_of(cleo), entry_of(cleo, edition)
    assert sent(browser, entry_id, "description", PDF, "cu.pdf").status_code == 204
    assert sent(browser, entry_id, "description", PDF + b"\n", "moi.pdf").status_code == 204
    assert [file.name for file in files_in(cleo, edition, entry_id)] == ["moi.pdf"]
    page = browser.get(f"/thu-nghiem/ho-so/{entry_id}/tep").get_data(as_text=True)
    assert "Tệp đã bỏ (1)" in page
    old = db.session.scalar(select(EntryFile.id).where(EntryFile.name == "cu.pdf"))
    assert browser.post(f"/thu-nghiem/ho-so/{entry_id}/tep/{old}/lay-lai").status_code == 303
    assert [file.name for file in files_in(cleo, edition, entry_id)] == ["cu.pdf"]
    assert browser.post(f"/thu-nghiem/ho-so/{entry_id}/tep/{old}/lay-lai").status_code == 404


def test_a_name_or_an_upload_of_no_use_is_refused_in_words(client_of: Any, cleo: Any, edition: Any) -> None:
    asked = UploadAsked("a" * 400, 5)
    with pytest.raises(Refusal):
        actions.begin_upload(actor_of(cleo), edition.id, 999_999, "video", asked)
    assert Path(files.plain_name("../../etc/passwd")).name == "passwd"
