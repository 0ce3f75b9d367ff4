"""Dossiers for a council: everything a judge may see, under numbers, and nothing that says whose it is."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import select

from contest.foundation import derived, jobs
from contest.foundation.access import OPERATOR
from contest.foundation.clock import now
from contest.foundation.jobs import Job
from contest.foundation.refusal import Refusal
from contest.papers import actions, queries
from contest.papers.jobs import printing as printer
from contest.papers.models import Bundle
from contest.papers.queries import BundleCard
from contest.papers.rules import SHOWN_FOR, volumes
from tests.papers.makers import AUTHOR, MAKER, UNIT, attach, full_judging
from tests.printed import off_the_page, pdf_words, squeezed
from tests.scoring.makers import make_judging

HIDDEN = (AUTHOR, UNIT, MAKER)


def made(judging: Any, kind: str, *, films: bool = False, council: int | None = None) -> tuple[BundleCard, bytes]:
    """An order, worked off."""
    bundle_id = actions.order_bundle(OPERATOR, judging.edition.id, judging.round.key, council, kind, films)
    while jobs.work_one():
        pass
    card = queries.bundle_card(bundle_id)
    assert card is not None
    state = jobs.state_of(queries.job_key(card.key))
    assert card.is_there, state
    return card, queries.bundle_path(card).read_bytes()


def names_in(content: bytes) -> list[str]:
    """Which hidden names a file's bytes have, as text, as UTF-16 and in the properties of a PDF."""
    forms = {
        name: (name.encode(), name.encode("utf-16-be"), name.encode("utf-16-be").hex().encode()) for name in HIDDEN
    }
    found = [name for name, each in forms.items() if any(form in content for form in each)]
    if content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        told = str(dict(reader.metadata or {})) + str(dict(reader.attachments))
        for page in reader.pages:
            told += str([note.get_object() for note in page.get("/Annots", ())])
        found += [name for name in HIDDEN if name in told or squeezed(name) in squeezed(pdf_words(content))]
    return found


def test_a_zip_of_a_blind_round_has_every_file_and_says_nobody(db: Any) -> None:
    judging = full_judging()
    card, content = made(judging, "zip", films=True)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        assert [name for name in names if name.startswith("A002/")] == [
            "A002/A002_ban-mo-ta-giai-phap-1.pdf",
            "A002/A002_ban-mo-ta-giai-phap-2.docx",
            "A002/A002_hinh-anh-1.jpg",
            "A002/A002_hinh-anh-2.mp4",
            "A002/A002.pdf",
        ]
        assert len(names) == 15
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in names:
            inside = packed.read(name)
            assert names_in(inside) == [], name
            if name.endswith(".docx"):
                with zipfile.ZipFile(io.BytesIO(inside)) as word:
                    assert [each for each in word.namelist() if names_in(word.read(each))] == []
        front = squeezed(pdf_words(packed.read("A002/A002.pdf")))
        assert squeezed("Máy gieo hạt tự hành số 2") in front
        assert squeezed("Nội dung chủ yếu.") in front
        assert "KT-002" not in front
        assert pdf_words(packed.read("A002/A002_ban-mo-ta-giai-phap-1.pdf")).count("Mô tả số 2") > 50
    assert (card.left_out, card.entries, card.size) == ((), 3, len(content))


def test_films_stay_out_unless_asked_for_and_are_named(db: Any) -> None:
    card, content = made(full_judging(1), "zip")
    assert not any(name.endswith(".mp4") for name in zipfile.ZipFile(io.BytesIO(content)).namelist())
    assert card.left_out == ("A001: Hình ảnh (hinh-anh-2.mp4) là phim, xem trên mạng.",)


def test_the_print_has_each_dossier_on_a_front_side_with_its_number_on_every_page(db: Any) -> None:
    card, content = made(full_judging(), "pdf")
    pages = PdfReader(io.BytesIO(content)).pages
    words = [page.extract_text() for page in pages]
    begins = [place for place, text in enumerate(words) if "Phần hồ sơ" in text]
    assert len(begins) == 3
    assert all(place % 2 == 0 for place in begins)
    for number, (first, last) in enumerate(zip(begins, [*begins[1:], len(pages)], strict=True), 1):
        written = [text for text in words[first:last] if text.strip()]
        assert all(f"A00{number}" in text for text in written)
        assert sum("Mô tả số" in text for text in written) >= number
    assert names_in(content) == []
    assert "KT-00" not in " ".join(words)
    assert off_the_page(content, margin=10) == []
    assert sum("không phải PDF hay ảnh" in each for each in card.left_out) == 3
    assert sum("là phim" in each for each in card.left_out) == 3


def test_an_order_done_again_opens_no_file_of_a_dossier_again(db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    judging = full_judging(2)
    _, first = made(judging, "pdf")

    def opened(task: str, **given: Any) -> Any:
        raise AssertionError(f"{task} was asked for again")

    monkeypatch.setattr(derived, "ask", opened)
    _, again = made(judging, "pdf")
    assert len(PdfReader(io.BytesIO(again)).pages) == len(PdfReader(io.BytesIO(first)).pages)


def test_a_picture_is_placed_whole_on_a_page_of_its_own(db: Any) -> None:
    _, content = made(full_judging(1), "pdf")
    page = next(page for page in PdfReader(io.BytesIO(content)).pages if "Hình ảnh (A001)" in page.extract_text())
    (picture,) = page.images
    assert picture.image is not None
    assert max(picture.image.size) == 1600


def test_a_broken_file_does_not_stop_the_others_and_is_named(db: Any) -> None:
    judging = full_judging(1)
    attach(judging.entries[0], "description", b"%PDF-1.4 gone", "hong.pdf", "application/pdf")
    attach(judging.entries[0], "photos", b"\xff\xd8\xff no picture", "hong.jpg", "image/jpeg")
    db.session.commit()
    card, content = made(judging, "pdf")
    assert sum("bị hỏng" in words for words in card.left_out) == 2
    assert "Mô tả số 1" in pdf_words(content)


def test_what_is_too_much_for_one_file_comes_in_volumes(db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer, "_MOST", 1)
    card, content = made(full_judging(), "pdf")
    assert card.ending == "zip"
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert names == [f"quyen-{place:02}_A{place:03}_A{place:03}.pdf" for place in (1, 2, 3)]


def test_an_open_round_goes_by_codes_and_names_its_authors(db: Any) -> None:
    judging = full_judging(1)
    open_ = make_judging(1, slug="vong-mo", round_key="final")
    _, content = made(open_, "zip")
    assert "KT-001_may-gieo-hat-tu-hanh-so-1/KT-001.pdf" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    front = pdf_words(zipfile.ZipFile(io.BytesIO(content)).read("KT-001_may-gieo-hat-tu-hanh-so-1/KT-001.pdf"))
    assert UNIT in front
    assert judging.edition.id != open_.edition.id


def test_only_the_council_asked_for_is_in_it(db: Any) -> None:
    judging = full_judging(2)
    with pytest.raises(Refusal) as caught:
        actions.order_bundle(OPERATOR, judging.edition.id, "preliminary", judging.council.id + 100, "zip", False)
    assert [reason.code for reason in caught.value.reasons] == ["bundle_council_empty"]
    card, _ = made(judging, "zip", council=judging.council.id)
    assert card.entries == 2


@pytest.mark.parametrize(
    ("round_key", "kind", "codes"),
    [
        ("nothing", "zip", ["bundle_round_unprepared"]),
        ("final", "zip", ["bundle_round_unprepared"]),
        ("preliminary", "exe", ["bundle_kind_unknown"]),
    ],
)
def test_what_cannot_be_put_together_is_refused(db: Any, round_key: str, kind: str, codes: list[str]) -> None:
    judging = full_judging(1)
    with pytest.raises(Refusal) as caught:
        actions.order_bundle(OPERATOR, judging.edition.id, round_key, None, kind, False)
    assert [reason.code for reason in caught.value.reasons] == codes


def test_the_same_order_is_not_worked_on_twice(db: Any) -> None:
    judging = full_judging(1)
    actions.order_bundle(OPERATOR, judging.edition.id, "preliminary", None, "zip", False)
    with pytest.raises(Refusal) as caught:
        actions.order_bundle(OPERATOR, judging.edition.id, "preliminary", None, "zip", False)
    assert [reason.code for reason in caught.value.reasons] == ["bundle_under_way"]


def test_a_job_that_is_done_again_leaves_one_file_and_nothing_half(db: Any) -> None:
    judging = full_judging(1)
    card, content = made(judging, "zip")
    row = db.session.scalars(select(Job).where(Job.name == queries.JOB)).one()
    row.state = "waiting"
    db.session.commit()
    jobs.work_all()
    assert queries.bundle_path(card).read_bytes() == content
    assert [path.name for path in queries.bundle_folder().iterdir() if card.key in path.name] == [f"{card.key}.zip"]
    assert not [path for path in queries.bundle_folder().iterdir() if path.name.startswith(".")]


def test_files_are_gone_after_their_days_and_when_they_are_taken_away(db: Any) -> None:
    judging = full_judging(1)
    first, _ = made(judging, "zip")
    second, _ = made(judging, "pdf")
    actions.remove_bundle(OPERATOR, judging.edition.id, first.id)
    assert not queries.bundle_path(first).exists()
    row = db.session.get(Bundle, second.id)
    row.asked_at = now() - SHOWN_FOR * 2
    db.session.commit()
    assert actions.sweep_bundles(OPERATOR) == 1
    assert not queries.bundle_path(second).exists()
    assert queries.bundles(judging.edition.id) == []


def test_an_order_given_up_meanwhile_stays_given_up(db: Any) -> None:
    judging = full_judging(1)
    bundle_id = actions.order_bundle(OPERATOR, judging.edition.id, "preliminary", None, "zip", False)
    actions.remove_bundle(OPERATOR, judging.edition.id, bundle_id)
    jobs.work_all()
    card = queries.bundle_card(bundle_id)
    assert card is not None
    assert not card.is_there
    assert not queries.bundle_path(replace(card, ending="zip")).exists()


@given(st.lists(st.integers(0, 50), max_size=40), st.integers(1, 60))
def test_volumes_keep_everything_in_order_and_only_one_thing_is_ever_too_much(sizes: list[int], most: int) -> None:
    made_ = list(volumes(((place, size) for place, size in enumerate(sizes)), most))
    assert [place for volume in made_ for place in volume] == list(range(len(sizes)))
    assert all(volume for volume in made_)
    assert all(sum(sizes[place] for place in volume) <= most or len(volume) == 1 for volume in made_)


def test_the_folder_is_outside_the_store(db: Any, app: Any) -> None:
    assert not queries.bundle_folder().is_relative_to(Path(app.config["CONTEST"].files_url))
