"""A name is planted by every road into a contest; once its bearer is forgotten, no table and no file has it."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from contest.editions.actions import answer_question, ask_question
from contest.editions.models import Edition
from contest.entries import actions as entries
from contest.entries.models import Entry, EntryAuthor, SupplementItem
from contest.entries.rules import UploadAsked, Wanted
from contest.foundation import files as store
from contest.foundation import jobs, ledger
from contest.foundation.access import OPERATOR, Role
from contest.foundation.action import transaction
from contest.foundation.clock import now, today
from contest.foundation.database import Table, db, writing
from contest.foundation.mail import PARTING, Letter
from contest.foundation.vietnamese import fold
from contest.juries.models import Conflict
from contest.people import actions as people
from contest.prizes.models import Award
from contest.screening.actions import ask_supplement, decide
from tests.editions.makers import make_edition, text_of
from tests.entries.makers import PDF, picture, workbook, youth_typed
from tests.people.makers import actor_of, grant, make_person

NAME, OTHER, GUARDIAN = "Đặng Thuỳ Chi Mai", "Bùi Quốc An", "Đặng Văn Ba Khía"
PAPER = "  - {key: birth, name: Giấy khai sinh, required: false, formats: [pdf], sensitive: true}\n"
HEAD = ("Tên giải pháp", "Lĩnh vực", "Bảng", "Tác giả", "Đơn vị")
SPELLINGS = (NAME, NAME.upper(), "Đặng Thùy Chi Mai", "Dang Thuy Chi Mai", "đặng  thuỳ chi mai")


def told(folder: Path) -> dict[str, str]:
    """Everything a thief of the database and of the instance reads, by where it stands, without accents."""
    found = {}
    with db.session.no_autoflush:
        for table in Table.metadata.sorted_tables:
            rows = db.session.execute(select(table)).all()
            found[table.name] = fold(" \n ".join(str(value) for row in rows for value in row)).replace("_", " ")
    db.session.rollback()
    for path in sorted(folder.rglob("*")):
        found[f"{path.relative_to(folder)}"] = fold(path.name).replace("-", " ").replace("_", " ")
        if path.is_file():
            raw = path.read_bytes().decode("utf-8", "ignore")
            found[f"{path.relative_to(folder)}"] += "\n" + fold(raw)
    return found


def goodbye() -> str:
    """The letter that tells the holder that the account is gone, as a file: there is no post office here."""
    return f"outbox/{db.session.scalar(select(Letter.id).where(Letter.event == PARTING)):06}.eml"


def told_a_week_later(folder: Path) -> dict[str, str]:
    """The same once the last letter has left and a week has gone by."""
    week = timedelta(days=8)
    mark = writing.set(True)
    with transaction():
        db.session.execute(update(Letter).values(written_at=now() - week))
        db.session.execute(update(jobs.Job).where(jobs.Job.state == "waiting").values(run_at=now() - week))
    writing.reset(mark)
    jobs.work_all()
    return told(folder)


def places_of(name: str, found: dict[str, str]) -> list[str]:
    """Where the name stands."""
    return [place for place, text in found.items() if fold(name) in text]


class Planted:
    """A youth contest with one entry that names its author wherever somebody may write."""

    def __init__(self) -> None:
        text = text_of("small_youth").replace("dossier:\n", f"dossier:\n{PAPER}")
        self.edition = make_edition("small_youth", text=text)
        self.owner, self.judge = make_person(NAME, "chi.mai@example.org"), make_person("Võ Giang", "vg@example.org")
        self.chief = make_person("Phạm Ái", "ai@example.org")
        grant(self.judge, self.edition, Role.JUDGE)
        self.office = actor_of(self.chief, (Role.ORGANISER, self.edition), (Role.SECRETARY, self.edition))
        self.entrant = actor_of(self.owner)

    def by_the_entrant(self) -> None:
        """Draft, files, upload, submission; a question."""
        solution, authors = youth_typed()
        authors["rows"][0] |= {"name": NAME, "guardian": GUARDIAN}
        authors["rows"].append(authors["rows"][0] | {"name": OTHER, "guardian": "Bùi Văn Tám"})
        solution |= {"title": f"Thùng rác của {NAME}", "entrant_type": "group"}
        solution |= {"answer_idea": f"Em {SPELLINGS[2]} nghĩ ra.", "summary": f"Em {SPELLINGS[1]} làm."}
        edition, me = self.edition.id, self.entrant
        self.entry_id = entry_id = entries.start_entry(me, edition, "k" * 16)
        entries.save_draft(me, edition, entry_id, {"solution": solution, "authors": authors})
        self.attach("birth", f"Khai sinh {NAME}.pdf", PDF + NAME.encode())
        self.attach("explanation", "Dang_Thuy_Chi_Mai.pdf", PDF)
        self.attach("photos", f"{SPELLINGS[4]} bên máy.jpg", picture())
        taken_out = self.attach("photos", f"{NAME} ở nhà.jpg", picture() + NAME.encode())
        entries.submit_entry(me, edition, entry_id, "s" * 16)
        entries.remove_file(me, edition, entry_id, taken_out)
        entries.begin_upload(me, edition, entry_id, "photos", UploadAsked(f"{NAME} quay phim.jpg", 9999, "f" * 64))
        entries.save_draft(me, edition, entry_id, {"solution": solution | {"summary": f"{NAME} sửa"}})
        question = ask_question(me, edition, f"Em {NAME} nộp muộn được không?")
        answer_question(self.office, edition, question, f"Em {SPELLINGS[3]} được nộp muộn.")

    def attach(self, part: str, name: str, content: bytes) -> int:
        """A file of the dossier."""
        kept = store.keep(io.BytesIO(content), name)
        return entries.attach_file(self.entrant, self.edition.id, self.entry_id, part, kept)

    def by_the_office(self) -> None:
        """Supplement, model, consent, decisions, letters; another entry whose author has a name of his own."""
        edition, entry_id, office = self.edition.id, self.entry_id, self.office
        db.session.get_one(Edition, edition).stage = "screening"
        author = db.session.scalars(select(EntryAuthor.id).where(EntryAuthor.name == NAME)).one()
        ask_supplement(office, edition, entry_id, [Wanted(f"Giấy của {NAME}", today(), "", "0")])
        item = db.session.scalars(select(SupplementItem.id)).one()
        entries.answer_item(self.entrant, edition, entry_id, item, f"Mẹ của {NAME} gửi sau")
        entries.ask_item_again(office, edition, entry_id, item, f"Chưa rõ {NAME}", today())
        thing = entries.check_in(office, edition, entry_id, "model", f"Mô hình của {NAME}")
        entries.move_thing(office, edition, thing.id, "returned", "", f"mẹ của {NAME} nhận")
        agreed = [("judging", "self"), ("judging", "guardian")]
        entries.record_paper(office, edition, entry_id, author, agreed, f"Giấy của {NAME}")
        decide(office, edition, entry_id, "ineligible", f"Em {NAME} quá tuổi")
        decide(office, edition, entry_id, "eligible")
        rows = workbook(HEAD, ("Robot hái chè", "green", "secondary", f"{OTHER}\nTrần Văn Lực", "Trường Bình Minh"))
        entries.import_entries(office, edition, entries.read_register(rows, edition).rows, doubtful="new")
        other = db.session.scalars(select(Entry.id).where(Entry.id != entry_id)).one()
        decide(office, edition, other, "ineligible", f"Trùng với hồ sơ của {NAME}")
        for letter in db.session.scalars(select(Letter)):
            letter.text += f"\nGửi {NAME}"

    def by_later_rooms(self) -> None:
        """Rows as judges and committees leave them; the ledger, which nobody can change."""
        edition, entry_id = self.edition.id, self.entry_id
        about = {"edition_id": edition, "entry_id": entry_id, "reason": f"Em {NAME}"}
        db.session.add(Award(**about, award_key="", tier_key="first", state="proposed"))
        db.session.add(Conflict(**about, person_id=self.judge.id, kind="declared", state="declared", made_at=now()))
        ledger.note(self.office, edition, "prizes.moved", f"entry:{entry_id}", {"reason": f"Em {NAME} được đổi giải"})


PLANTED = [
    "entry",
    "entry_author",
    "entry_draft",
    "entry_file",
    "entry_upload",
    "entry_step",
    "supplement_item",
    "custody_item",
    "custody_move",
    "consent",
    "question",
    "letter",
    "audit_line",
    "screening_decision",
    "conflict",
    "award",
]


@pytest.mark.slow
def test_no_table_and_no_file_has_the_name_of_somebody_who_was_forgotten(live: Any, tmp_path: Path) -> None:
    with live.writing():
        planted = Planted()
    with live.writing():
        planted.by_the_entrant()
    with live.writing():
        planted.by_the_office()
    with live.writing():
        planted.by_later_rooms()
    with live.app.app_context():
        jobs.work_all()
    with live.app.app_context():
        before = places_of(NAME, told(tmp_path))
        author = db.session.scalar(select(EntryAuthor.id).where(EntryAuthor.name == NAME))
        db.session.rollback()
    assert set(PLANTED) <= set(before)
    assert any(place.startswith("outbox/") for place in before)
    assert "ledger_event" not in before
    with live.writing():
        entries.forget_author(planted.office, planted.edition.id, planted.entry_id, author, True)
    with live.app.app_context():
        jobs.work_all()
        after = told(tmp_path)
    assert places_of(GUARDIAN, after) == []
    # The account stays until its holder asks for its end.
    assert set(places_of(NAME, after)) <= {"person", *(each.name for each in tmp_path.glob("*.sqlite"))}
    assert places_of(OTHER, after)
    with live.writing():
        asked = people.ask_to_be_forgotten(planted.entrant)
        people.forget_account(OPERATOR, asked, True)
    with live.app.app_context():
        jobs.work_all()
        after = told(tmp_path)
        assert ledger.verify().broken_id is None
        assert places_of("chi.mai@example.org", after) == [goodbye()]
        after = told_a_week_later(tmp_path)
    assert places_of(NAME, after) == []
    assert places_of("chi.mai@example.org", after) == []


def test_of_an_account_unfinished_drafts_go_and_what_was_handed_in_stays(live: Any, tmp_path: Path) -> None:
    with live.writing():
        planted = Planted()
        solution, authors = youth_typed()
        authors["rows"][0] |= {"name": "Hồ Bảo Trân Châu"}
        draft = entries.start_entry(planted.entrant, planted.edition.id, "d" * 16)
        typed = {"solution": solution | {"title": "Đèn đọc sách nghiêng"}, "authors": authors}
        entries.save_draft(planted.entrant, planted.edition.id, draft, typed)
        planted.entry_id = draft
        planted.attach("explanation", "Hồ Bảo Trân Châu.pdf", PDF + b"den doc sach")
    with live.writing():
        asked = people.record_forget_request(OPERATOR, planted.owner.id, "Đơn ngày 12/5")
        people.forget_account(OPERATOR, asked, True)
    with live.app.app_context():
        jobs.work_all()
        after = told_a_week_later(tmp_path)
        assert db.session.get_one(Entry, draft).wiped_at is not None
        db.session.rollback()
    for words in (NAME, "Hồ Bảo Trân Châu", "Đèn đọc sách nghiêng", "Lê Văn Ba", "chi.mai@example.org"):
        assert places_of(words, after) == [], words
