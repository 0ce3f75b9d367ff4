"""Expert teams and councils by round on the pages, in the spreadsheet of judges, the assignment and the minutes."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from contest.foundation.access import OPERATOR, Role
from contest.foundation.refusal import Reason, Refusal
from contest.juries import actions, queries
from contest.juries.actions import import_judges
from contest.juries.models import Assignment, Seat
from contest.people.models import Person
from contest.ranking.actions.meeting import call_meeting
from contest.ranking.queries.meeting import meeting_card
from contest.ranking.reports.meeting import meeting_minutes
from contest.scoring.actions import planned_replacement
from contest.scoring.queries import scored_round
from tests.editions.makers import make_edition
from tests.juries.makers import make_entries
from tests.juries.test_rules_benches import with_teams
from tests.people.makers import actor_of, grant, make_person

ClientOf = Callable[[Person], FlaskClient]
PEOPLE = (("t1", "chair"), ("t1", "member"), ("t1", "member"), ("t2", "member"), ("t2", "member"), ("", "deputy"))


class Teams:
    """A council of two teams with three and two judges, a deputy who sits on both; six entries of each field."""

    def __init__(self, db: Any) -> None:
        self.edition = make_edition(stage="judging", text=with_teams())
        self.council = actions.ensure_councils(OPERATOR, self.edition.id)["c1"]
        self.people = {}
        for place, (team, role) in enumerate(PEOPLE):
            email = f"to{place}@example.org"
            actions.seat_judge(
                OPERATOR, self.edition.id, self.council, f"Lương Văn Tổ {place}", email, role=role, team=team
            )
            self.people[place] = db.session.scalar(select(Person.id).where(Person.email == email))
        self.entries = {entry.id: entry.field_key for entry in make_entries(self.edition, 12, ("ict", "mech"))}
        actions.prepare_round(OPERATOR, self.edition.id, "preliminary")
        self.office = make_person("Lê Thị Thư Ký")
        grant(self.office, self.edition, Role.SECRETARY)
        db.session.commit()

    def assigned(self, db: Any) -> dict[int, set[str]]:
        """The fields of each judge's entries, by place."""
        rows = db.session.execute(select(Assignment.judge_id, Assignment.entry_id)).all()
        return {
            place: {self.entries[entry] for judge, entry in rows if judge == person}
            for place, person in self.people.items()
        }


def test_an_assignment_gives_each_team_its_fields_and_says_so(db: Any, client_of: ClientOf) -> None:
    teams = Teams(db)
    plan = actions.propose_plan(OPERATOR, teams.edition.id, "preliminary", seed=1)
    actions.apply_plan(OPERATOR, teams.edition.id, plan.plan_id)
    db.session.commit()
    found = teams.assigned(db)
    # The second team is two; the deputy, who sits on the council as a whole, makes its three.
    assert [found[place] for place in range(6)] == [{"ict"}] * 3 + [{"mech"}] * 3
    browser = client_of(teams.office)
    page = browser.get("/thu-nghiem/phan-cong/preliminary").text
    assert "Hội đồng Công nghệ và Cơ khí, Tổ Điện tử" in page
    of_mech = next(entry for entry, field in teams.entries.items() if field == "mech")
    page = browser.get(f"/thu-nghiem/phan-cong/preliminary/ho-so/{of_mech}").text
    assert "Hội đồng Công nghệ và Cơ khí, Tổ Cơ khí" in page
    assert "Lương Văn Tổ 3" in page
    assert "Lương Văn Tổ 1" not in page
    with pytest.raises(Refusal) as refused:
        actions.assign_by_hand(OPERATOR, teams.edition.id, "preliminary", of_mech, teams.people[1])
    assert "judge_not_of_council" in {reason.code for reason in refused.value.reasons}
    assert browser.get(f"/thu-nghiem/phan-cong/preliminary/giam-khao/{teams.people[3]}").status_code == 200
    standbys = queries.standbys(teams.edition.id, "preliminary", of_mech)
    assert {one.name for one in standbys} >= {"Lương Văn Tổ 1"}, "others of the council may be called as a third"


def test_a_judge_is_replaced_from_the_own_team(db: Any) -> None:
    teams = Teams(db)
    plan = actions.propose_plan(OPERATOR, teams.edition.id, "preliminary", seed=1)
    actions.apply_plan(OPERATOR, teams.edition.id, plan.plan_id)
    db.session.commit()
    round_ = scored_round(teams.edition.id, "preliminary")
    for leaving, others in ((1, {0, 2, 5}), (3, {4, 5})):
        planned = planned_replacement(teams.edition.id, round_, teams.people[leaving], None, keeps=True)
        assert planned is not None
        assert set(planned.candidates) == {teams.people[place] for place in others}
        assert {judge for _, judge in planned.moves.pairs(None)} <= set(planned.candidates)


def test_the_page_shows_each_team_and_what_one_lacks(db: Any, client_of: ClientOf) -> None:
    teams = Teams(db)
    browser = client_of(teams.office)
    page = browser.get("/thu-nghiem/hoi-dong").text
    assert page.index("Tổ Điện tử") < page.index("Lương Văn Tổ 1") < page.index("Tổ Cơ khí") < page.index("Tổ 3")
    assert "Tổ Cơ khí: mới có" not in page
    seat = db.session.scalar(select(Seat.id).where(Seat.person_id == teams.people[3]))
    form = browser.get(f"/thu-nghiem/hoi-dong/ghe/{seat}").text
    assert '<option selected value="t2">Tổ Cơ khí</option>' in form
    done = browser.post(f"/thu-nghiem/hoi-dong/ghe/{seat}", data={"role": "member", "team": "t1"})
    assert done.status_code == 303
    assert "Tổ Cơ khí: mới có 2 người chấm, mỗi hồ sơ cần 3." in browser.get("/thu-nghiem/hoi-dong").text
    wrong = browser.post(f"/thu-nghiem/hoi-dong/ghe/{seat}", data={"role": "member", "team": "t9"})
    assert wrong.status_code == 422
    with pytest.raises(Refusal) as refused:
        actions.change_seat(OPERATOR, teams.edition.id, seat, role="member", team="t9")
    assert [reason.code for reason in refused.value.reasons] == ["seat_team_unknown"]


class Row:
    """A line of a spreadsheet."""

    def __init__(self, number: int, **cells: str) -> None:
        self.number, self.cells = number, cells

    def text(self, key: str) -> str:
        """A cell."""
        return self.cells.get(key, "")

    def fault(self, code: str, key: str, **params: Any) -> Any:
        """A reason at a cell."""
        return Reason(code, params, key)


def test_a_spreadsheet_names_teams_and_what_it_names_wrongly_is_said(db: Any) -> None:
    edition = make_edition(stage="judging", text=with_teams())
    given = {"council": "Hội đồng Công nghệ và Cơ khí", "role": "Ủy viên"}
    rows = [
        Row(2, name="Đỗ Hải An", email="an@example.org", team="tổ cơ khí", **given),
        Row(3, name="Lý Minh Bảo", email="bao@example.org", **given),
    ]
    import_judges(OPERATOR, edition.id, rows)
    assert sorted(db.session.scalars(select(Seat.team_key))) == ["", "t2"]
    rows[0].cells["team"] = ""
    assert import_judges(OPERATOR, edition.id, rows).changed == 0
    assert sorted(db.session.scalars(select(Seat.team_key))) == ["", "t2"]
    rows[1].cells["team"] = "t1"
    assert import_judges(OPERATOR, edition.id, rows).changed == 1
    rows[1].cells["team"] = "Tổ Nông nghiệp"
    with pytest.raises(Refusal) as refused:
        import_judges(OPERATOR, edition.id, rows)
    assert [(reason.code, reason.where) for reason in refused.value.reasons] == [("team_unknown", "team")]


def test_the_minutes_of_a_meeting_say_who_is_of_which_team(db: Any) -> None:
    teams = Teams(db)
    chair = actor_of(db.session.get_one(Person, teams.people[0]), (Role.CHAIR, teams.edition))
    held = call_meeting(chair, teams.edition.id, "preliminary", teams.council)
    card = meeting_card(teams.edition.id, held)
    assert card is not None
    said = repr(meeting_minutes(card, 0))
    assert "Ủy viên, Tổ Cơ khí" in said
    assert "Phó Chủ tịch'" in said
