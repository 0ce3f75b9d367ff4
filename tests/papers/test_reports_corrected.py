"""A name that was put right after the result was sealed stands in every file of the package; all invented."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from docx import Document as read_docx
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select

from contest.ceremony.actions.order import Settings, open_ceremony, take_version
from contest.ceremony.queries.order import order_of
from contest.ceremony.queries.slides import evening_of
from contest.editions.queries import regulation_of
from contest.entries.actions import Mend, mend_printed
from contest.entries.models import EntryAuthor
from contest.foundation.clock import now, today
from contest.foundation.database import reading
from contest.foundation.refusal import Refusal
from contest.papers.actions.certificates import issue_certificates
from contest.papers.actions.documents import issue_document, replace_document
from contest.papers.actions.unitproofs import settle_unit
from contest.papers.models import CertificateDesign, UnitProof
from contest.papers.queries.guests import guest_list
from contest.papers.queries.tallies import check_winners, reconciled
from contest.papers.queries.unitproofs import unit_proofs
from contest.papers.queries.winners import winners
from contest.papers.reports import closing
from contest.papers.reports.documents import as_word, facts_of
from contest.papers.rules.guests import code_of
from contest.prizes import actions
from contest.results.actions import publish_results, seal_results
from contest.results.queries import public_results
from contest.results.queries.standing import standing_seal
from tests.ceremony.makers import BEGINS
from tests.printed import squeezed
from tests.prizes.test_actions_units import make

OLD_UNIT, UNIT = "Trường B", "Trường THPT Ánh Dương"
OLD_NAME, NAME = "Nguyễn Thi Hông", "Nguyễn Thị Hồng"
# Files that name winners, and those of them without units or without authors. A PDF beside a Word file is made from
# the same texts, and so are submission and announcement with the decision.
_TABLES = [
    "danh-sach-dat-giai",
    "phu-luc-quyet-dinh",
    "danh-sach-niem-yet",
    "danh-sach-gui-bao-chi",
    "danh-sach-tron-giay-chung-nhan",
    "xep-phong-bi",
    "danh-sach-khach",
    "cho-ngoi",
    "gian-trung-bay",
    "danh-sach-moi",
    "ky-nhan-theo-giai",
    "ky-nhan-theo-tac-gia",
    "bang-tong-hop-diem",
    "danh-muc-ho-so",
]
_PAPERS = ["quyet-dinh-cong-nhan-ket-qua", "giay-moi-du-le-trao-giai"]
_BOTH = {
    *(f"bang-tinh/{name}.xlsx" for name in _TABLES),
    *(f"van-ban/{name}.docx" for name in _PAPERS),
    "giay-chung-nhan/giay-chung-nhan-cua-ban-to-chuc.pdf",
    "le-trao-giai/ky-nhan-theo-nguoi-nhan.xlsx",
    "le-trao-giai/kich-ban.docx",
    "ky-yeu/ky-yeu.docx",
}
NAMES_UNITS = _BOTH | {"bang-tinh/so-lieu-noi-bo.xlsx"}
NAMES_AUTHORS = _BOTH | {"bang-tinh/the-ten.xlsx", "bang-tinh/danh-sach-chup-anh.xlsx"}


def _is_read(folder: str, name: str) -> bool:
    if folder == "van-ban":
        return name.removesuffix(".docx") in _PAPERS
    return folder == "giay-chung-nhan" or (folder != "so-lieu" and not name.endswith(".pdf"))


def corrected(db: Any) -> Any:
    """A contest with a stage, a numbered decision and numbers of certificates; then two names are put right."""
    edition, entries, organiser = make("Trường A", OLD_UNIT, OLD_UNIT, "Trường C", "Trường C", "Trường D")
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entries[0].id)).one()
    author.name = OLD_NAME
    actions.propose_awards(organiser, edition.id)
    actions.confirm_awards(organiser, edition.id)
    edition.stage = "decided"
    seal_results(organiser, edition.id)
    publish_results(organiser, edition.id)
    open_ceremony(organiser, edition.id, Settings(BEGINS, "Hội trường", "lowest_first", 12, "authors"))
    issue_certificates(organiser, edition.id)
    db.session.add(
        UnitProof(edition_id=edition.id, unit=OLD_UNIT, kinds=[], asked_at=now(), due_on=today(), wanted=UNIT, why="x")
    )
    db.session.commit()
    return edition, entries, organiser, author


def words_of(path: str, content: bytes) -> str:
    """Everything a reader finds in a file, without white space."""
    return squeezed(" ".join(_pieces(path, content)))


def _pieces(path: str, content: bytes) -> Iterator[str]:
    if path.endswith(".xlsx"):
        for sheet in load_workbook(io.BytesIO(content)):
            yield from (str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
    elif path.endswith(".pdf"):
        yield from (page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    elif path.endswith(".docx"):
        yield from (
            each.text or "" for each in read_docx(io.BytesIO(content)).element.iter() if each.tag.endswith("}t")
        )
    else:
        yield content.decode()


def put_right(organiser: Any, edition: Any, author: EntryAuthor) -> None:
    """The office agrees to the unit's new name, in the dossiers too, and mends an author's."""
    author_id = author.id
    proof = unit_proofs(edition.id)[0].id
    assert settle_unit(organiser, edition.id, proof, accept=True, answer="", dossiers=True) == 2
    mend_printed(organiser, edition.id, author.entry_id, Mend(author_id, "name", NAME), "Ghi nhầm dấu")


def test_a_decision_that_was_issued_with_another_name_stops_the_printing_until_it_is_replaced(db: Any) -> None:
    edition, entries, organiser, author = corrected(db)
    first = issue_document(organiser, edition.id, "result_decision", "", 15, "QĐ-LHH", today())
    check_winners(edition.id)
    put_right(organiser, edition, author)
    with pytest.raises(Refusal) as refused:
        check_winners(edition.id)
    told = {(each.code, each.params["label"], each.params["code"]) for each in refused.value.reasons[:-1]}
    whose = {UNIT, *(str(entry.code) for entry in entries[:3])}
    assert told == {("reconcile_decided_otherwise", "15/QĐ-LHH", code) for code in whose}
    # The paper that takes its place can be made all the same; with its number everything agrees again.
    assert NAME in str(facts_of(edition.id, "result_decision"))
    replace_document(organiser, edition.id, first, "Sửa họ tên, tên đơn vị")
    assert reconciled(edition.id).reasons
    issue_document(organiser, edition.id, "result_decision", "", 16, "QĐ-LHH", today())
    facts = facts_of(edition.id, "result_decision")
    made = words_of("x.docx", as_word(edition.id, "result_decision", facts, is_draft=False))
    assert squeezed("có hiệu lực kể từ ngày ký và thay thế Quyết định số 15/QĐ-LHH ngày") in made
    # A kind of certificate that names the decision itself must not go on naming the one that was replaced.
    kind = reconciled(edition.id).winners.regulation.certificates[0]
    design = CertificateDesign(edition_id=edition.id, kind_key=kind.key, body="x", heading="x", decision="15/QĐ-LHH")
    db.session.add(design)
    db.session.flush()
    (cited,) = reconciled(edition.id).reasons
    assert (cited.code, cited.params["label"]) == ("reconcile_design_replaced", "16/QĐ-LHH")
    design.decision = ""
    db.session.flush()
    assert reconciled(edition.id).reasons == ()


def test_names_that_were_put_right_stand_in_every_file_and_the_old_ones_in_none(db: Any) -> None:
    edition, _, organiser, author = corrected(db)
    put_right(organiser, edition, author)
    with reading():
        parcels = [each for each in closing.parcels_of(edition.id) if _is_read(each[0], each[2].name)]
        made = list(closing.packed(parcels, lambda _: True))
    files = {one.path: words_of(one.path, content) for one, content in made if content}
    old, new = (squeezed(OLD_UNIT), squeezed(OLD_NAME)), (squeezed(UNIT), squeezed(NAME))
    assert [path for path, words in files.items() if old[0] in words or old[1] in words] == []
    said = {path: (new[0] in words, new[1] in words) for path, words in files.items()}
    assert {path for path, has in said.items() if has[0]} == NAMES_UNITS
    assert {path for path, has in said.items() if has[1]} == NAMES_AUTHORS
    # It is one guest as before, with its code, though dossiers say the new name now.
    guests = [(guest.code, guest.unit) for guest in guest_list(winners(edition.id)) if guest.group == "unit"]
    assert [code for code, unit in guests if unit == UNIT] == [code_of("DV", OLD_UNIT)]
    shown = evening_of(edition.id)
    cards = squeezed(str([(card.title, card.names, card.unit) for slide in shown.slides for card in slide.cards]))
    page = squeezed(str(public_results(edition.id, regulation_of(edition.id))))
    for words in (cards, page):
        assert (old[0] in words, new[0] in words) == (False, True)


def test_a_title_that_was_put_right_is_sealed_and_published_anew_before_anything_is_printed(db: Any) -> None:
    edition, entries, organiser, _ = corrected(db)
    title = "Máy tách hạt ngô chạy bằng bàn đạp"
    mend_printed(organiser, edition.id, entries[3].id, Mend(None, "title", title), "Ghi nhầm chữ")
    assert {each.code for each in reconciled(edition.id).reasons} == {"reconcile_overtaken"}
    seal_results(organiser, edition.id)
    told = [(each.code, each.where) for each in reconciled(edition.id).reasons]
    assert sorted(told) == [("reconcile_older", "script"), ("reconcile_public_older", "public")]
    publish_results(organiser, edition.id)
    assert title in str(public_results(edition.id, regulation_of(edition.id)))
    order, seal = order_of(edition.id), standing_seal(edition.id)
    assert order is not None
    assert seal is not None
    take_version(organiser, edition.id, order.card.version, seal.id)
    check_winners(edition.id)
