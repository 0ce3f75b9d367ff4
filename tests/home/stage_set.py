"""A small made-up instance with something on every page: one edition open, one being judged, one with its results.

Built through the house's own deeds, so that what is on the pages is what they would show. All people are invented.
"""

import importlib
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from contest.editions.models import Edition, Question
from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.access import OPERATOR, Actor, Role
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import fold, name_key
from contest.home.actions import advance
from contest.juries.actions import apply_plan, ensure_councils, open_round, prepare_round, propose_plan, seat_judge
from contest.juries.queries import assignments, councils, round_of
from contest.people.models import Person
from contest.people.queries import actor_of
from contest.ranking.actions import run_ranking
from contest.scoring.actions import close_round, hand_in_sheet, save_sheet
from tests.editions.makers import make_edition, text_of
from tests.people.makers import grant, grant_unit, make_person, make_unit

_SEED = 20261125
_THINGS = ("Máy tỉa hạt ngô", "Hệ thống tưới nhỏ giọt tự động", "Robot nhặt bóng", "Phần mềm luyện phát âm tiếng Việt",
           "Bếp đun trấu không khói", "Cảnh báo sạt lở bằng cảm biến", "Giá thể trồng nấm từ lõi ngô",
           "Thiết bị đo độ mặn cầm tay", "Xe lăn leo bậc thềm", "Mô hình nhà vượt lũ")  # fmt: skip
_HOWS = ("cho hộ gia đình nhỏ", "dùng năng lượng mặt trời",
         "ứng dụng trong việc nâng cao hiệu quả sản xuất nông nghiệp công nghệ cao và thích ứng với biến đổi khí hậu ở "
         "các xã vùng cao của tỉnh, có kết nối điện thoại thông minh để theo dõi và điều khiển từ xa",
         "giá thành thấp", "tại trường học")  # fmt: skip
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi")
_GIVEN = (
    "Thị Ánh",
    "Văn Bình",
    "Minh Châu",
    "Quốc Dũng",
    "Thu Hằng",
    "Gia Khánh",
    "Ngọc Lan",
    "Hữu Nghĩa",
    "Tuấn Kiệt",
)
# Judges share no name with an author: the house would take it for a conflict.
_JUDGES = (
    "Phan",
    "Đỗ",
    "Hồ",
    "Dương",
    "Lý",
    "Võ",
    "Ngô",
    "Mai",
    "Trịnh",
    "Tạ",
    "Cao",
    "Lâm",
    "Hà",
    "Quách",
    "Thái",
    "Tô",
)
_UNITS = ("Trường THPT Nguyễn Trãi", "Hợp tác xã Đồng Tâm", "Trường THCS Lê Lợi", "Công ty Cổ phần Cơ khí Bình Minh")


@dataclass(frozen=True, slots=True)
class StageSet:
    """Who plays which role (`visitor` is nobody), and what was left out because the house does not have it yet."""

    players: Mapping[str, str]
    slugs: Mapping[str, int]
    left_out: tuple[str, ...]


def furnish() -> StageSet:
    """Build it all; call it where makers may write."""
    draw = random.Random(_SEED)
    left_out: list[str] = []
    people = {
        role: make_person(f"{_JUDGES[-place]} Thanh Tùng", f"{role}@example.org") for place, role in enumerate(Role, 1)
    }
    grant(people[Role.ADMIN], None, Role.ADMIN)
    second = text_of("small_technical").replace("lần thứ 3 (2025-2026)", "lần thứ 2 (2023-2024)")
    editions = {
        "dang-nhan": make_edition(slug="dang-nhan", stage="draft"),
        "dang-cham": make_edition(slug="dang-cham", stage="draft", text=second),
        "da-xong": make_edition("small_youth", slug="da-xong", stage="draft"),
    }
    unit_id = make_unit(editions["dang-nhan"], _UNITS[2], "xã Bình Minh", phone="0912345678", contact="Lê Thị Mai")
    make_unit(editions["dang-nhan"], "THCS Lê Lợi", "", province="")
    for edition in editions.values():
        for role in (Role.ORGANISER, Role.SECRETARY, Role.OBSERVER, Role.UNIT, Role.ENTRANT):
            grant(people[role], edition, role)
        advance(OPERATOR, edition.id, "open")
        grant_unit(people[Role.UNIT], edition, unit_id)
    _open_edition(draw, editions["dang-nhan"], people[Role.ENTRANT])
    _judged_edition(draw, editions["dang-cham"], people, left_out)
    _finished_edition(draw, editions["da-xong"], people, left_out)
    keys = {str(role): person.fs_uniquifier for role, person in people.items()}
    return StageSet(keys, {slug: edition.id for slug, edition in editions.items()}, tuple(left_out))


def _name(draw: random.Random) -> str:
    return f"{draw.choice(_FAMILY)} {draw.choice(_GIVEN)}"


def _entries(
    draw: random.Random, edition: Edition, count: int, status: Callable[[int], str], owner: Person | None = None
) -> list[Entry]:
    regulation = regulation_of(edition.id)
    made = []
    for number in range(1, count + 1):
        title = f"{draw.choice(_THINGS)} {draw.choice(_HOWS)}"
        state = status(number)
        entry = Entry(
            edition_id=edition.id,
            code=None if state == "draft" else f"HS-{number:03}",
            status=state,
            title=title,
            summary=f"{title}. Giải pháp giúp giảm chi phí và công lao động.",
            field_key=regulation.fields[number % len(regulation.fields)].key,
            division_key=regulation.divisions[number % len(regulation.divisions)].key if regulation.divisions else "",
            unit=draw.choice(_UNITS),
            locality="xã Hòa Bình",
            search_text=fold(title),
            owner_id=owner.id if owner and number <= 3 else None,
            created_at=now(),
            updated_at=now(),
            submitted_at=None if state == "draft" else now(),
        )
        db.session.add(entry)
        db.session.flush()
        for position in range(1, draw.choice((1, 1, 2, 3)) + 1):
            name = _name(draw)
            db.session.add(EntryAuthor(entry_id=entry.id, position=position, name=name, sort_key=name_key(name)))
        made.append(entry)
    db.session.flush()
    return made


def _open_edition(draw: random.Random, edition: Edition, owner: Person) -> None:
    states = ("draft", "submitted", "needs_supplement", "submitted", "received", "eligible", "ineligible", "withdrawn")
    _entries(draw, edition, 60, lambda number: states[(number - 1) % len(states)], owner)
    db.session.add(Question(edition_id=edition.id, asked_at=now(), text="Học sinh lớp 12 có được dự thi không?"))
    db.session.flush()


def _judged(draw: random.Random, edition: Edition, people: Mapping[Role, Person], key: str) -> None:
    """Close the taking, seat the councils, assign, and open the round."""
    for stage in ("closed", "screening"):
        advance(OPERATOR, edition.id, stage, "Dữ liệu mẫu")
    ensure_councils(OPERATOR, edition.id)
    for council in councils(edition.id):
        for place in range(8):
            role = ("chair", "clerk")[place] if place < 2 else "member"
            known = people[(Role.CHAIR, Role.CLERK, Role.JUDGE)[place]] if council.key == "c1" and place < 3 else None
            name = known.name if known else f"{_JUDGES[place]} {draw.choice(_GIVEN)}"
            email = known.email if known else f"{edition.slug}-{council.key}-{place}@example.org"
            seat_judge(OPERATOR, edition.id, council.id, name, email or "", role=role)
    advance(OPERATOR, edition.id, "judging")
    prepare_round(OPERATOR, edition.id, key)
    plan = propose_plan(OPERATOR, edition.id, key)
    apply_plan(OPERATOR, edition.id, plan.plan_id)
    open_round(OPERATOR, edition.id, key)


def _score(draw: random.Random, edition: Edition, key: str, share: float) -> None:
    """So great a share of the sheets handed in, the next one begun."""
    regulation = regulation_of(edition.id)
    card = round_of(edition.id, key)
    assert card is not None
    rows = list(assignments(card.id))
    draw.shuffle(rows)
    done = int(len(rows) * share)
    actors: dict[int, Actor] = {}
    quality = {row.entry_id: draw.gauss(0.72, 0.14) for row in rows}
    for place, row in enumerate(rows[: done + 1]):
        judge = actors.setdefault(row.judge_id, actor_of(row.judge_id))
        points = _points(draw, regulation, key, quality[row.entry_id])
        deed: Any = hand_in_sheet if place < done else save_sheet
        deed(judge, edition.id, key, row.entry_id, points, "Ý tưởng tốt, cần số liệu thử nghiệm.")


def _points(draw: random.Random, regulation: Regulation, key: str, quality: float) -> dict[str, Decimal]:
    found = {}
    for criterion in regulation.criteria_of(key):
        part = Decimal(str(min(max(quality + draw.gauss(0, 0.06), 0.1), 1.0)))
        found[criterion.key] = (part * criterion.max / criterion.step).quantize(Decimal(1)) * criterion.step
    return found


def _judged_edition(draw: random.Random, edition: Edition, people: Mapping[Role, Person], left_out: list[str]) -> None:
    _entries(draw, edition, 24, lambda number: "ineligible" if number == 24 else "eligible", people[Role.ENTRANT])
    _judged(draw, edition, people, "preliminary")
    _score(draw, edition, "preliminary", 0.6)


def _finished_edition(
    draw: random.Random, edition: Edition, people: Mapping[Role, Person], left_out: list[str]
) -> None:
    """The whole way; it stops where the house has no deed yet."""
    _entries(draw, edition, 45, lambda number: "eligible", people[Role.ENTRANT])
    _judged(draw, edition, people, "final")
    _score(draw, edition, "final", 1.0)
    close_round(OPERATOR, edition.id, "final")
    run_ranking(OPERATOR, edition.id, "final")
    advance(OPERATOR, edition.id, "deliberation")
    for room, verb, stage in (
        ("prizes", "propose_awards", ""),
        ("prizes", "confirm_awards", ""),
        ("results", "post_results", "decided"),
        ("results", "seal_results", ""),
        ("results", "publish_results", "published"),
    ):
        try:
            deed = getattr(importlib.import_module(f"contest.{room}.actions"), verb)
            deed(OPERATOR, edition.id)
            if stage:
                advance(OPERATOR, edition.id, stage, "Buổi diễn tập")
        except (ImportError, AttributeError, Refusal, TypeError) as error:
            left_out.append(f"{room}.{verb}: {error}")
            return
