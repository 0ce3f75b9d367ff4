"""The road of a dossier, furnished: two small contests with something on each page of entrant, unit and office.

One takes entries (youth: guardians, a quota, films, models), one looks at them (technical: supplements, the radar,
letters). All people are invented.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from contest.editions.actions import answer_question, ask_question
from contest.editions.models import Edition
from contest.entries import actions as entries
from contest.entries.models import EntryAuthor, EntryFile
from contest.entries.rules import Wanted
from contest.foundation.access import OPERATOR, Role
from contest.foundation.clock import LOCAL, now, today
from contest.foundation.database import db
from contest.letters.actions import stop_token
from contest.people import actions as people
from contest.people.models import Person
from contest.screening.actions import ask_supplement
from contest.screening.models import RadarPair
from tests.editions.makers import make_edition, text_of
from tests.entries.makers import PDF, drafted, make_entry, picture, stored, youth_typed
from tests.films import film
from tests.letters.makers import make_letter, make_text
from tests.people.makers import actor_of, grant, grant_unit, make_person, make_unit

_PARTS = """
  - {key: video, name: Video giới thiệu sản phẩm, required: false, formats: [mp4, mov], max_mb: 500}
  - {key: archive, name: Tệp nguồn, required: false, formats: [zip, doc]}
  - {key: birth, name: Giấy khai sinh, required: false, formats: [pdf], sensitive: true}
  - {key: model, name: "Mô hình, sản phẩm dự thi", required: false, physical: true}
questions:"""
_QUOTA = "entrants:\n  quota: {per_unit: 40, per_person: 3}"
_LISTS = "\nprivacy: {lists: [received, eligible]}\n"
_SCHOOL = "Trường THCS Nguyễn Huệ"
_FILES = (("explanation", PDF, "thuyet-minh.pdf", "pdf"), ("photos", picture(), "may-gieo-hat.jpg", "jpeg"),
          ("video", film(), "gioi-thieu.mp4", "mp4"))  # fmt: skip


@dataclass
class Road:
    """Who goes (`keys`: the session's key by role) and what stands in the addresses (`places`)."""

    keys: dict[str, str] = field(default_factory=dict)
    places: dict[str, Any] = field(default_factory=dict)


def furnish() -> Road:
    """Build it; call it where makers may write."""
    text = text_of("small_youth").replace("\nquestions:", _PARTS).replace("entrants:", _QUOTA, 1)
    taking = make_edition("small_youth", slug="nhan", text=text)
    looking = make_edition(slug="duyet", stage="screening", text=f"{text_of('small_technical')}{_LISTS}")
    cast = {
        "entrant": make_person("Nguyễn Văn Bình"), "unit": make_person("Lê Thị Mai"),
        "secretary": make_person("Phạm Thị Ái"), "admin": make_person("Lý Văn Quản"),
    }  # fmt: skip
    for edition in (taking, looking):
        grant(cast["secretary"], edition, Role.SECRETARY)
        grant(cast["admin"], edition, Role.ORGANISER)
    grant(cast["admin"], None, Role.ADMIN)
    road = Road({role: person.fs_uniquifier for role, person in cast.items()})
    _entrant(road, taking, cast["entrant"])
    _unit(road, taking, cast["unit"])
    _office(road, taking, cast)
    _screening(road, looking, cast)
    return road


def _entrant(road: Road, edition: Edition, binh: Person) -> None:
    actor = actor_of(binh)
    solution, authors = youth_typed()
    solution["entrant_type"] = "group"
    authors["rows"].append(authors["rows"][0] | {"name": "Trần Thị Hoà", "birth_on": "31/12/2012"})
    for name in ("draft", "sent"):
        road.places[name] = drafted(actor, edition, solution | {"title": f"Máy gieo hạt {name}"}, authors)
        for part, content, called, kind in _FILES:
            entries.attach_file(actor, edition.id, road.places[name], part, stored(content, called, (kind,)))
    entries.submit_entry(actor, edition.id, road.places["sent"], "s" * 16)
    of_draft = select(EntryFile.part_key, EntryFile.id).where(EntryFile.entry_id == road.places["draft"])
    road.places |= {row.part_key: row.id for row in db.session.execute(of_draft)}
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == road.places["sent"])).first()
    assert author is not None
    road.places |= {"author": author.id, "consent": entries.consent_token(author.id, author.name, "guardian")}
    asked = ask_question(actor, edition.id, "Học sinh lớp 12 có được dự thi không?")
    answer_question(OPERATOR, edition.id, asked, "Có, nếu chưa quá tuổi.", publish=True)
    ask_question(actor, edition.id, "Mô hình nộp ở đâu?")
    road.places["stop"] = stop_token(road.places["draft"])
    road.places["forget"] = people.ask_to_be_forgotten(actor, "Em đã ra trường")


def _unit(road: Road, edition: Edition, teacher: Person) -> None:
    unit_id = make_unit(edition, _SCHOOL, "xã Cư Jút", phone="02623888111", contact="Lê Thị Mai")
    double = make_unit(edition, "Nguyễn Huệ THCS", "", province="")
    grant_unit(teacher, edition, unit_id)
    for number in (501, 502, 503):
        entry = make_entry(edition, f"TN-{number}", title=f"Thùng rác kiểu {number}", field="green",
                           division="secondary", unit=_SCHOOL, owner=teacher)  # fmt: skip
        entry.source, entry.unit_id = "unit", unit_id
    road.places |= {"unit": unit_id, "double": double, "of_unit": entry.id, "teacher": teacher.id}


def _office(road: Road, edition: Edition, cast: dict[str, Person]) -> None:
    ada = actor_of(cast["secretary"], (Role.SECRETARY, edition))
    soon, sent = datetime(2030, 8, 1, tzinfo=LOCAL), road.places["sent"]
    entries.extend_entry(ada, edition.id, sent, soon, "Mất điện cả xã")
    entries.extend_unit(ada, edition.id, _SCHOOL, soon, "Trường ở vùng lũ")
    entries.give_late_code(ada, edition.id, "Ông Bình", soon, "Ốm, có giấy của bệnh viện")
    thing = entries.check_in(ada, edition.id, sent, "model", "2 thùng, có bộ nguồn")
    entries.move_thing(ada, edition.id, thing.id, "stored", "Kho A, kệ 2")
    letter = make_letter(edition)
    make_letter(edition, "failed", fault="Máy chủ thư không nhận địa chỉ người nhận (mã 550).")
    make_text(edition)
    # Somebody of the office looks into an archive before judges of a blind round get it.
    actor = actor_of(cast["entrant"])
    zipped = stored(b"PK\x05\x06" + bytes(18), "nguon.zip", ())
    entries.attach_file(actor, edition.id, road.places["draft"], "archive", zipped)
    road.places |= {"thing": thing.short_code, "letter": letter.id, "entrant": cast["entrant"].id}


def _screening(road: Road, edition: Edition, cast: dict[str, Person]) -> None:
    ada = actor_of(cast["secretary"], (Role.SECRETARY, edition))
    made = {name: make_entry(edition, f"KT-00{place}", owner=cast["entrant"], title=title)
            for place, (name, title) in enumerate(_LOOKED_AT, 1)}  # fmt: skip
    made["late"].facts = {"applied_on": "2021-05"}
    wanted = (Wanted("Ảnh mô hình chụp rõ", today() + timedelta(days=7), "photos", "photos"),
              Wanted("Nêu rõ nơi áp dụng", today() + timedelta(days=14), "", "1"))  # fmt: skip
    ask_supplement(ada, edition.id, made["asked"].id, wanted)
    pair = RadarPair(
        edition_id=edition.id, entry_id=made["first"].id, other_id=made["late"].id, likelihood=930, found_at=now(),
        print="x", evidence=[["title", 900, 3, 4], ["told", 700, 20, 40]],
    )  # fmt: skip
    db.session.add(pair)
    db.session.flush()
    road.places |= {name: entry.id for name, entry in made.items()} | {"pair": pair.id}


_LOOKED_AT = (("first", "Máy gặt lúa mini cho ruộng bậc thang"), ("late", "Máy gặt lúa nhỏ cho ruộng bậc thang"),
              ("asked", "Bếp không khói cho hộ nghèo vùng cao"))  # fmt: skip
