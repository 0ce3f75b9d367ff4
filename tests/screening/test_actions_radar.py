"""Sweeps of the radar as jobs, judgements that hold until a work changes, lists of old titles, files really read."""

import io
import random
from typing import Any

import pytest
from docx import Document
from sqlalchemy import func, select

from contest.entries.models import Entry, EntryFile
from contest.foundation.access import OPERATOR, Role
from contest.foundation.audit import AuditLine
from contest.foundation.clock import now
from contest.foundation.document import Document as Paper
from contest.foundation.document import Paragraph
from contest.foundation.jobs import Job, work_all
from contest.foundation.kinds import PPTX
from contest.foundation.refusal import Refusal
from contest.foundation.writers import docx, pdf
from contest.screening import actions, queries
from contest.screening.jobs import watch
from contest.screening.models import RadarJudgement, RadarOldTitle, RadarPair, RadarReading, RadarRun
from tests.editions.makers import make_edition
from tests.entries.makers import PDF, make_entry, stored, workbook
from tests.entries.test_jobs_names import slides_with
from tests.people.makers import actor_of, make_person
from tests.screening.radar_photos import photo, resaved

OTHERS = ("Bếp củi hóa khí", "Gậy hái xoài", "Phần mềm học chữ nổi", "Thước đo góc mái nhà", "Cối xay bột đá")


@pytest.fixture
def edition(db: Any) -> Any:
    """A small technical contest whose dossiers are being looked at, with five works unlike each other."""
    made = make_edition(stage="screening")
    for place, title in enumerate(OTHERS):
        make_entry(made, f"KT-1{place:02}", title=title)
    db.session.commit()
    return made


@pytest.fixture
def ada(edition: Any) -> Any:
    """Somebody of the secretariat."""
    return actor_of(make_person("Phạm Thị Ái"), (Role.SECRETARY, edition))


def sweep(edition: Any, actor: Any = OPERATOR, *, whole: bool = True) -> list[queries.PairRow]:
    """Sweep and return the open pairs."""
    actions.ask_radar(actor, edition.id, whole=whole)
    work_all()
    return list(queries.pair_rows(edition.id, "open", 1, 50).rows)


def attach(entry: Entry, content: bytes, name: str, media_type: str, part: str, db: Any) -> EntryFile:
    """A file of an entry, as it is after it was taken in."""
    kept = stored(content, name, ())
    row = EntryFile(
        entry_id=entry.id, part_key=part, name=name, sha256=kept.sha256, size=kept.size, media_type=media_type,
        uploaded_at=now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.commit()
    return row


def test_a_sweep_finds_the_pair_and_says_when_it_was_done(edition: Any, ada: Any, db: Any) -> None:
    make_entry(edition, "KT-001", title="Máy nhặt đinh trên đường")
    make_entry(edition, "KT-002", title="Nghiên cứu, chế tạo thiết bị nhặt đinh trên đường")
    db.session.commit()
    (pair,) = sweep(edition, ada)
    assert (pair.code, pair.other_code, pair.other_from, pair.verdict) == ("KT-001", "KT-002", "", "")
    assert [one.kind for one in pair.evidence] == ["title"]
    run = queries.last_run(edition.id)
    assert run is not None
    assert (run.works, run.pairs, run.state) == (7, 1, None)


def test_drafts_and_what_was_withdrawn_are_not_compared(edition: Any, db: Any) -> None:
    make_entry(edition, "KT-001", title="Máy nhặt đinh trên đường")
    make_entry(edition, None, title="Máy nhặt đinh trên đường", status="draft")
    make_entry(edition, "KT-003", title="Máy nhặt đinh trên đường", status="withdrawn")
    db.session.commit()
    assert sweep(edition) == []


def test_earlier_editions_and_lists_of_old_titles_are_looked_through(edition: Any, ada: Any, db: Any) -> None:
    earlier = make_edition(slug="hoi-thi-cu", stage="published")
    make_entry(earlier, "CU-007", title="Máy nhặt đinh trên đường")
    make_entry(edition, "KT-001", title="may nhat dinh tren duong")
    db.session.commit()
    rows = workbook(("Năm", "Tên giải pháp", "Đơn vị", "Giải"), (2019, "Máy nhặt đinh", "Trường A", "Giải Ba"),
                    (2019, "Máy vớt bèo", "", ""))  # fmt: skip
    outcome = actions.import_old_titles(ada, edition.id, actions.read_old_titles(rows).rows)
    assert (outcome.new, outcome.known, outcome.filled) == (2, 0, 0)
    work_all()
    found = queries.pair_rows(edition.id, "open", 1, 50).rows
    assert {(pair.other_code, pair.other_from) for pair in found} == {("CU-007", earlier.title), ("", "năm 2019")}
    again = actions.import_old_titles(ada, edition.id, actions.read_old_titles(rows).rows)
    assert (again.new, again.known, again.filled) == (0, 2, 0)


def test_descriptions_of_old_lists_are_compared_and_put_in_where_they_were_missing(
    edition: Any, ada: Any, db: Any
) -> None:
    text = " ".join(PARAGRAPHS[:4])
    make_entry(edition, "KT-001", title="Mắt thần").summary = text
    db.session.commit()
    titles = workbook(("Năm", "Tên"), (2019, "Nhịp sống mới"))
    told = workbook(("Năm", "Tên", "Tóm tắt"), (2019, "Nhịp sống mới", text), (2020, "Cối xay đá", "Xay bột."))
    actions.import_old_titles(ada, edition.id, actions.read_old_titles(titles).rows)
    work_all()
    assert queries.pair_rows(edition.id, "open", 1, 50).rows == []
    outcome = actions.import_old_titles(ada, edition.id, actions.read_old_titles(told).rows)
    assert (outcome.new, outcome.known, outcome.filled) == (1, 1, 1)
    work_all()
    (pair,) = queries.pair_rows(edition.id, "open", 1, 50).rows
    assert ([one.kind for one in pair.evidence], pair.other_from) == (["summary"], "năm 2019")
    card = queries.pair_card(edition.id, pair.id)
    assert card is not None
    assert (card.second.text, card.has_texts) == (text, False)
    told_of = queries.pair_texts(edition.id, pair.id)
    assert told_of is not None
    assert [(one.label, one.text) for one in told_of] == [("KT-001", text), ("Danh sách năm 2019", text)]


def test_a_list_of_old_titles_with_faults_brings_nothing_and_names_them_all(edition: Any, ada: Any, db: Any) -> None:
    rows = workbook(("Năm", "Tên giải pháp"), (2019, "Máy vớt bèo"), (2019, None), (None, "Máy ép mía"))
    with pytest.raises(Refusal) as refusal:
        actions.import_old_titles(ada, edition.id, actions.read_old_titles(rows).rows)
    assert [reason.code for reason in refusal.value.reasons] == ["radar_old_title_missing", "radar_old_year_missing"]
    assert db.session.scalar(select(func.count()).select_from(RadarOldTitle)) == 0


def test_a_judged_pair_stays_judged_until_one_of_the_two_changes(edition: Any, ada: Any, db: Any) -> None:
    make_entry(edition, "KT-001", title="Máy nhặt đinh trên đường")
    second = make_entry(edition, "KT-002", title="Máy nhặt đinh trên đường tự động")
    db.session.commit()
    (pair,) = sweep(edition)
    actions.judge_pair(ada, edition.id, pair.id, "different", "Một máy đẩy tay, một máy kéo.")
    assert sweep(edition) == []
    second.summary = "Bản mới có nam châm điện."
    second.updated_at = now()
    db.session.commit()
    (open_again,) = sweep(edition)
    assert open_again.id == pair.id
    card = queries.pair_card(edition.id, pair.id)
    assert card is not None
    assert [(one.verdict, one.note, one.holds) for one in card.judgements] == [
        ("different", "Một máy đẩy tay, một máy kéo.", False)
    ]
    second.summary = ""
    db.session.commit()
    assert sweep(edition) == []


def test_a_judgement_is_audited_and_other_use_must_say_which(edition: Any, ada: Any, db: Any) -> None:
    make_entry(edition, "KT-001", title="Máy nhặt đinh trên đường")
    make_entry(edition, "KT-002", title="Máy nhặt đinh trên đường")
    db.session.commit()
    (pair,) = sweep(edition)
    for verdict, note, code in (("", "", "radar_verdict_missing"), ("other_use", " ", "radar_use_missing")):
        with pytest.raises(Refusal) as refusal:
            actions.judge_pair(ada, edition.id, pair.id, verdict, note)
        assert [reason.code for reason in refusal.value.reasons] == [code]
    with pytest.raises(Refusal):
        actions.judge_pair(ada, edition.id, 999, "same")
    actions.judge_pair(ada, edition.id, pair.id, "same", "Cùng nhóm nộp hai lần.")
    line = db.session.scalar(select(AuditLine).where(AuditLine.deed == "screening.radar.judge_pair"))
    assert line is not None
    assert ["verdict", None, "same"] in [change[2:] for change in line.changes]
    assert db.session.scalar(select(Entry.status).where(Entry.code == "KT-001")) == "submitted"


def test_what_is_alike_no_more_goes_unless_somebody_judged_it(edition: Any, ada: Any, db: Any) -> None:
    for code in ("KT-001", "KT-002", "KT-003"):
        make_entry(edition, code, title="Máy nhặt đinh trên đường")
    db.session.commit()
    first, *_ = sweep(edition)
    actions.judge_pair(ada, edition.id, first.id, "same")
    for code, title in (("KT-002", "Robot tiếp tân"), ("KT-003", "Quy trình ươm cá chình")):
        entry = db.session.scalar(select(Entry).where(Entry.code == code))
        entry.title, entry.updated_at = title, now()
    db.session.commit()
    assert sweep(edition) == []
    assert db.session.scalar(select(func.count()).select_from(RadarPair)) == 1
    assert db.session.scalar(select(func.count()).select_from(RadarJudgement)) == 1


def test_the_clock_sweeps_what_came_in_and_only_when_something_did(edition: Any, db: Any, monkeypatch: Any) -> None:
    make_entry(edition, "KT-001", title="Máy nhặt đinh trên đường")
    db.session.commit()
    watch()
    work_all()
    assert queries.editions_to_sweep() == []
    make_entry(edition, "KT-002", title="máy nhặt đinh trên đường")
    db.session.commit()
    assert queries.editions_to_sweep() == [edition.id]
    watch()
    work_all()
    assert [run.whole for run in db.session.scalars(select(RadarRun).order_by(RadarRun.id))] == [True, False]
    assert len(queries.pair_rows(edition.id, "open", 1, 50).rows) == 1


def test_asking_twice_is_one_sweep(edition: Any, ada: Any, db: Any) -> None:
    assert actions.ask_radar(ada, edition.id) == actions.ask_radar(ada, edition.id)
    assert db.session.scalar(select(func.count()).select_from(Job).where(Job.name == "screening.radar")) == 1


def test_the_same_photograph_and_the_same_description_are_found_in_the_files(edition: Any, db: Any) -> None:
    chance = random.Random(4)
    picture = photo(chance)
    first = make_entry(edition, "KT-001", title="Mắt thần")
    second = make_entry(edition, "KT-002", title="Cánh đồng tương lai")
    third = make_entry(edition, "KT-003", title="Nhịp sống mới")
    attach(first, picture, "a.jpg", "image/jpeg", "photos", db)
    attach(second, resaved(picture, chance), "b.jpg", "image/jpeg", "photos", db)
    attach(first, word_file(PARAGRAPHS), "a.docx", WORD, "description", db)
    attach(third, slides_with(" ".join(["Bìa mới", *reversed(PARAGRAPHS)])), "c.pptx", PPTX, "description", db)
    found = {(pair.code, pair.other_code): [one.kind for one in pair.evidence] for pair in sweep(edition)}
    assert found == {("KT-001", "KT-002"): ["photo"], ("KT-001", "KT-003"): ["text"]}
    assert db.session.scalar(select(func.count()).select_from(RadarReading)) == 4


def test_a_file_that_cannot_be_read_stops_nobody_and_is_not_tried_again(edition: Any, db: Any) -> None:
    broken = make_entry(edition, "KT-001", title="Mắt thần")
    attach(broken, PDF[:60], "a.pdf", "application/pdf", "description", db)
    sweep(edition)
    reading = db.session.scalar(select(RadarReading))
    assert (reading.fault, reading.sketch) == ("content", b"")
    assert queries.unread_files() == []


def test_only_who_decides_may_sweep_or_judge(edition: Any, db: Any) -> None:
    stranger = actor_of(make_person("Người lạ"), (Role.OBSERVER, edition))
    with pytest.raises(Refusal):
        actions.ask_radar(stranger, edition.id)
    with pytest.raises(Refusal):
        actions.judge_pair(stranger, edition.id, 1, "same")


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PARAGRAPHS = [
    f"Cụm thứ {n} gồm trục vít dài {30 + n} xăng-ti-mét, bánh răng {n + 12} răng và lò xo chịu {n * 7} ki-lô-gam lực."
    for n in range(1, 15)
]


def word_file(paragraphs: list[str]) -> bytes:
    """A Word file of these paragraphs."""
    document, out = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(out)
    return out.getvalue()


def test_a_description_exported_anew_as_pdf_is_the_same_text(edition: Any, db: Any) -> None:
    paper = Paper("Mô tả", [Paragraph(words) for words in PARAGRAPHS])
    first = make_entry(edition, "KT-001", title="Mắt thần")
    second = make_entry(edition, "KT-002", title="Cánh đồng tương lai")
    attach(first, docx.write(paper), "a.docx", WORD, "description", db)
    attach(second, pdf.write(paper), "b.pdf", "application/pdf", "description", db)
    (pair,) = sweep(edition)
    assert [(one.kind, one.shared >= 0.9 * one.of) for one in pair.evidence] == [("text", True)]


def test_a_wrong_list_is_taken_back_but_titles_of_judged_pairs_stay(edition: Any, ada: Any, db: Any) -> None:
    rows = workbook(("Năm", "Tên giải pháp"), (2019, "Máy gắp mía thủy lực"), (2020, "Bếp ga thông minh"))
    actions.import_old_titles(ada, edition.id, actions.read_old_titles(rows).rows)
    (brought,) = queries.old_lists(edition.id)
    assert (brought.titles, brought.first_year, brought.last_year) == (2, "2019", "2020")
    judged = db.session.scalar(select(RadarOldTitle).where(RadarOldTitle.year == "2019"))
    entry = make_entry(edition, "KT-001", title="May gap mia")
    db.session.commit()
    pair = RadarPair(edition_id=edition.id, entry_id=entry.id, old_title_id=judged.id, likelihood=900, evidence=[],
                     print="x", found_at=now())  # fmt: skip
    db.session.add(pair)
    db.session.commit()
    actions.judge_pair(ada, edition.id, pair.id, "different")
    done = actions.take_back_titles(ada, edition.id, brought.batch)
    assert (done.gone, done.kept) == (1, 1)
    assert [row.title for row in db.session.scalars(select(RadarOldTitle))] == ["Máy gắp mía thủy lực"]
    assert [one.titles for one in queries.old_lists(edition.id)] == [1]


def test_a_list_of_another_edition_is_not_taken_back(edition: Any, ada: Any, db: Any) -> None:
    with pytest.raises(Refusal) as refused:
        actions.take_back_titles(ada, edition.id, "")
    assert [reason.code for reason in refused.value.reasons] == ["radar_list_gone"]
