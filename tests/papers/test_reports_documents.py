"""Every document as a parser reads it: page, type, head blocks, and no figure that the database did not give."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest
from docx.shared import Pt
from sqlalchemy import select

from contest.editions.models import Edition
from contest.entries.models import EntryAuthor
from contest.foundation.access import Role
from contest.foundation.database import db as database
from contest.foundation.files import keep
from contest.foundation.refusal import Refusal
from contest.foundation.report import COUNTRY, MOTTO, REHEARSAL
from contest.papers.actions.documents import issue_document, keep_template
from contest.papers.queries.tallies import reconciled
from contest.papers.queries.winners import winners
from contest.papers.reports.documents import (
    as_pdf,
    as_word,
    facts_of,
    mark_of,
    places,
    shipped_template,
    template_faults,
)
from contest.papers.reports.documents.making import text_of
from contest.papers.reports.documents.winners import tally_of_facts, winner_facts
from contest.papers.rules.documents import DOCUMENT_KINDS
from contest.papers.rules.documents.fields import differs, fields_of
from contest.papers.rules.reconciling import why_not_print
from contest.ranking.actions import meeting
from contest.results.actions import seal_results
from tests.editions.makers import text_of as regulation_text
from tests.office import soffice
from tests.people.makers import actor_of, make_person
from tests.printed import pdf_words
from tests.prizes.test_actions import one_round
from tests.ranking.test_actions_meeting import Held
from tests.results.makers import make_decided
from tests.scoring.makers import make_judging

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_COMMITTEE = (
    ", committee: [{role: head, office: Chủ tịch Liên hiệp hội, name: Lê Thị Ưng, since: 2025-01-12},"
    " {role: member, office: Phó Giám đốc Sở, since: 2025-01-12}]}"
)
# Sixty words, ten authors: what no line holds.
LONG = " ".join(["Nghiên cứu chế tạo thiết bị tưới nhỏ giọt"] * 7 + ["cho", "vườn", "ươm", "cây"])
KINDS = [kind.key for kind in DOCUMENT_KINDS if not kind.for_each]


@pytest.fixture
def edition(db: Any) -> Edition:
    text = one_round(regulation_text("small_technical")).replace(
        "place: Bình Minh}", f"place: Bình Minh{_COMMITTEE}", 1
    )
    edition, entries, organiser, _ = make_decided(text=text)
    entries[0].title = LONG
    for place in range(2, 11):
        name = f"Nguyễn Thị Phương Quỳnh Anh {'ĂÂĐÊÔƠƯXY'[place % 9]}"
        database.session.add(EntryAuthor(entry_id=entries[0].id, position=place, name=name))
    database.session.commit()
    seal_results(organiser, edition.id)
    issue_document(organiser, edition.id, "committee_decision", "", 7, "QĐ-UBND", date(2024, 2, 5))
    return edition


def texts(made: Any) -> Iterator[str]:
    """Paragraphs and cells."""
    for line in made.paragraphs:
        yield line.text
    for table in made.tables:
        for row in table.rows:
            yield from (cell.text for cell in row.cells)


def figures(facts: Any) -> set[str]:
    """Every figure the facts state."""
    if isinstance(facts, str):
        return set(_FIGURE.findall(facts))
    values = facts.values() if isinstance(facts, dict) else facts
    return set().union(*map(figures, values)) if values else set()


def test_page_type_heads_and_figures_are_as_they_must_be(edition: Edition) -> None:
    for kind in KINDS:
        facts = facts_of(edition.id, kind)
        assert differs(fields_of(kind), facts) == [], kind
        made = docx.Document(io.BytesIO(as_word(edition.id, kind, facts, is_draft=False)))
        faults = [fault for section in made.sections for fault in faults_of_page(section)]
        # Every page of the invitations is a paper of its own, and the only one without a number.
        assert faults == (["number"] if kind == "invitation" else []), kind
        normal = made.styles["Normal"].font
        assert (normal.name, normal.size) == ("Times New Roman", Pt(14)), kind
        assert {run.font.name for line in made.paragraphs for run in line.runs} <= {None, "Times New Roman"}, kind
        said = "\n".join(texts(made))
        must = (COUNTRY, MOTTO, facts["co_quan_ban_hanh"].upper(), facts["noi_va_ngay"], facts["trich_yeu"])
        assert [words for words in must if words not in " ".join(said.split())] == [], kind
        assert "{{" not in said, kind
        assert "{%" not in said, kind
        assert strange_figures(said, facts) == set(), kind


def faults_of_page(section: Any) -> list[str]:
    """What is not as Nghị định 30/2020/NĐ-CP has it: A4, margins, the number in the middle above from page 2 on."""
    head, first = section.header._element.xml, section.first_page_header._element.xml
    wanted = {
        "size": (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297),
        "top": 20 <= section.top_margin.mm <= 25.01,
        "bottom": 20 <= section.bottom_margin.mm <= 25.01,
        "left": 30 <= section.left_margin.mm <= 35.01,
        "right": 15 <= section.right_margin.mm <= 20.01,
        "number": "PAGE" in head and 'w:jc w:val="center"' in head,
        "first": section.different_first_page_header_footer and "PAGE" not in first,
    }
    return [name for name, holds in wanted.items() if not holds]


def strange_figures(said: str, facts: Any) -> set[str]:
    """Figures of a document that its facts do not state; its own articles and parts are counted by it."""
    plain = re.sub(r"Điều \d+|^\d+\. ", "", said, flags=re.M)
    return set(_FIGURE.findall(plain)) - figures(facts)


@pytest.mark.parametrize("kind", [kind.key for kind in DOCUMENT_KINDS])
def test_no_figure_stands_in_a_text_and_the_text_passes_its_own_check(kind: str) -> None:
    text = re.sub(r"\{[{%].*?[}%]\}|^#.*|%(?:table|whole).*|Điều \d+|^### \d+", "", text_of(kind), flags=re.M)
    assert re.findall(r"\d+", text) == []
    if kind in ("result_decision", "council_minutes", "invitation"):
        assert template_faults(kind, shipped_template(kind)) == []


def test_a_rehearsal_is_stamped_on_every_page_whatever_the_text_says(
    app: Any, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "CONTEST", replace(app.config["CONTEST"], rehearsal=True))
    facts = facts_of(edition.id, "contest_announcement")
    section = docx.Document(io.BytesIO(as_word(edition.id, "contest_announcement", facts, is_draft=True))).sections[0]
    for head in (section.header, section.first_page_header):
        assert [line.text for line in head.paragraphs if line.text] == [REHEARSAL]


def hostile(*paragraphs: str) -> bytes:
    """A template with paragraphs somebody wrote who means no good."""
    made = docx.Document()
    for words in paragraphs:
        made.add_paragraph(words)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_hostile_text_reaches_nothing_and_takes_no_more_than_it_may(app: Any) -> None:
    reaching = template_faults("result_decision", hostile("{{ ''.__class__.__mro__[1].__subclasses__() }}"))
    assert [fault.code for fault in reaching] == ["template_unfilled"]
    named = template_faults(
        "result_decision", hostile("{{ cycler }} {% for a in range(9) %}{% endfor %} {% set x = 1 %}")
    )
    assert [(fault.code, fault.what) for fault in named] == [
        ("template_unknown", "cycler"),
        ("template_unknown", "range"),
        ("template_deed", "{% set x = 1 %}"),
    ]
    with pytest.raises(Refusal) as eaten:
        template_faults("result_decision", hostile("{{ 'x' * 99999999999 }}"))
    assert [reason.code for reason in eaten.value.reasons] == ["docx_too_much"]
    unclosed = template_faults(
        "result_decision", hostile("{%p for a in cac_can_cu %}", "{{ a }}", "{%tr endfor %}", "{%p if x")
    )
    assert [fault.code for fault in unclosed] == ["template_part", "template_half_tag"]


def test_bases_are_italic_and_closed_and_cite_what_was_noted_once(edition: Edition) -> None:
    facts = facts_of(edition.id, "result_decision")
    made = docx.Document(io.BytesIO(as_word(edition.id, "result_decision", facts, is_draft=False)))
    bases = [line for line in made.paragraphs if line.text.startswith(("Căn cứ", "Theo đề nghị"))]
    assert [line.text[-1] for line in bases] == [";"] * (len(bases) - 1) + ["."]
    assert all(run.italic for line in bases for run in line.runs if run.text.strip())
    assert any("07/QĐ-UBND ngày 05 tháng 02 năm 2024" in line.text for line in bases)


def test_word_and_pdf_say_the_same_of_long_titles_and_ten_authors(edition: Edition) -> None:
    facts = facts_of(edition.id, "result_decision")
    word = "\n".join(texts(docx.Document(io.BytesIO(as_word(edition.id, "result_decision", facts, is_draft=True)))))
    printed = " ".join(
        pdf_words(as_pdf(edition.id, "result_decision", facts, is_draft=True)).replace("\xa0", " ").split()
    )
    assert LONG in word
    assert LONG in printed
    assert facts["cac_giai"][0]["cac_dong"][0]["tac_gia"].count(",") == 9
    assert facts["tong_tien_chu"] in word
    assert facts["tong_tien_chu"] in printed
    assert "BẢN NHÁP" in printed


def test_the_annexes_are_held_against_the_sealed_result_before_anything_is_printed(edition: Edition) -> None:
    found = reconciled(edition.id)
    assert "documents" in {tally.source for tally in found.tallies}
    assert found.reasons == ()
    given, facts = winners(edition.id), winner_facts(winners(edition.id))
    sealed = next(tally for tally in found.tallies if tally.source == "sealed")
    wrong = tally_of_facts({**facts, "tong_tien": "1.000"}, given)
    assert "reconcile_sum" in {reason.code for reason in why_not_print([sealed, wrong])}
    facts["cac_giai"][0]["cac_dong"][0]["tac_gia"] = "Người Khác"
    other = tally_of_facts(facts, given)
    assert "reconcile_person_beyond" in {reason.code for reason in why_not_print([sealed, other])}


def test_a_name_mended_later_is_told_and_a_winner_without_a_name_stops_the_paper(edition: Edition) -> None:
    before = mark_of(facts_of(edition.id, "result_decision"))
    first = winners(edition.id).entries[0].entry.id
    own = select(EntryAuthor).where(EntryAuthor.entry_id == first, EntryAuthor.position == 1)
    author = database.session.scalars(own).one()
    author.name = "Phan Thị Tuý"
    database.session.commit()
    assert mark_of(facts_of(edition.id, "result_decision")) != before
    author.name = " "
    database.session.commit()
    with pytest.raises(Refusal) as caught:
        facts_of(edition.id, "result_decision")
    assert "reconcile_nameless" in {reason.code for reason in caught.value.reasons}


def test_minutes_of_a_council_say_who_was_there_how_it_was_voted_and_why(db: Any) -> None:
    held = Held(make_judging(judges=3), "A001", "A002")
    edition, chair = held.edition, held.judging.the_chair
    about = f"meeting:{held.id}"
    with pytest.raises(Refusal) as early:
        facts_of(edition.id, "council_minutes", about)
    assert [reason.code for reason in early.value.reasons] == ["document_meeting_open"]
    held.table()
    ballot = held.ballot()
    for person, option in zip((*held.judging.judges, held.judging.chair), (0, 0, 1, 0), strict=True):
        held.vote(ballot, person, option)
    meeting.close_ballot(held.judging.the_clerk, edition.id, held.id, ballot)
    meeting.decide_item(held.judging.the_clerk, edition.id, held.id, held.items[0], "Nâng bậc vì đã áp dụng tại 2 xã.")
    held.table(1)
    meeting.decide_item(held.judging.the_clerk, edition.id, held.id, held.items[1], "Giữ nguyên điểm.")
    meeting.close_meeting(chair, edition.id, held.id, "Không có.")
    place = next(each for each in places(edition.id) if each.kind.key == "council_minutes")
    assert (place.about, place.key) == (about, f"council_minutes-{held.id}")
    facts = facts_of(edition.id, "council_minutes", about)
    assert differs(fields_of("council_minutes"), facts) == []
    content = as_word(edition.id, "council_minutes", facts, is_draft=False)
    said = "\n".join(texts(docx.Document(io.BytesIO(content))))
    assert "Có mặt 04/05 thành viên, vắng 01." in said
    assert "Đồng ý: 3, Không đồng ý: 1" in said
    assert "Nâng bậc vì đã áp dụng tại 2 xã." in said
    assert strange_figures(said, facts) == set()


@pytest.mark.office
def test_a_text_of_ones_own_becomes_pages_by_libreoffice_or_says_what_to_do(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    soffice()
    made = docx.Document(io.BytesIO(shipped_template("result_decision")))
    next(line for line in made.paragraphs if "Công nhận" in line.text).runs[-1].text += " Them mot cau."
    out = io.BytesIO()
    made.save(out)
    out.seek(0)
    kept = keep(out, "mau.docx", formats=("docx",))
    organiser = actor_of(make_person("Ben"), (Role.ORGANISER, edition))
    keep_template(organiser, edition.id, "result_decision", kept)
    facts = facts_of(edition.id, "result_decision")
    printed = " ".join(pdf_words(as_pdf(edition.id, "result_decision", facts, is_draft=False)).split())
    # Letters with two marks come from another face there and are read apart: plain ones show the order.
    assert printed.index("UBND") < printed.index("Them mot cau.") < printed.index("32.000.000")
    monkeypatch.setattr("contest.foundation.office.program", lambda: "")
    with pytest.raises(Refusal) as missing:
        as_pdf(edition.id, "result_decision", facts, is_draft=False)
    assert [reason.code for reason in missing.value.reasons] == ["document_pdf_own"]
