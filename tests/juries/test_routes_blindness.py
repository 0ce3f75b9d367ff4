"""Who judges a blind round and also sits in the office reads no names until the round is closed."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from contest.foundation.access import Role
from contest.people.models import Person
from contest.ranking.actions.meeting import call_meeting
from contest.ranking.queries.meeting import meeting_card
from tests.editions.makers import text_of
from tests.people.makers import grant
from tests.scoring.makers import make_judging

SHUT = "Ông/bà đang chấm một vòng ẩn danh"
PAGES = ("danh-muc", "danh-muc/{entry}", "danh-muc/{entry}/toan-canh", "tham-dinh", "tham-dinh/{entry}", "van-ban")

ClientOf = Callable[[Person], FlaskClient]


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.ORGANISER, Role.OBSERVER])
def test_a_judge_of_an_open_blind_round_reads_no_names_in_another_part(
    client_of: ClientOf, db: Any, role: Role
) -> None:
    judging = make_judging()
    both = judging.judges[0]
    grant(both, judging.edition, role)
    db.session.commit()
    for page in PAGES:
        where = f"/thu-nghiem/{page.format(entry=judging.entries[0].id)}"
        told = client_of(both).get(where)
        # Some pages are not an observer's at all.
        assert told.status_code in ((409, 403) if role is Role.OBSERVER else (409,)), where
        assert SHUT in told.text or told.status_code == 403
        assert "Hoa Phượng" not in told.text
        assert client_of(judging.secretary).get(where).status_code == 200, where
    assert client_of(both).get("/thu-nghiem/cham-diem").status_code == 200
    assert client_of(both).get("/thu-nghiem/bieu-mau").status_code == 200


def test_names_are_shut_as_soon_as_somebody_is_assigned(client_of: ClientOf, db: Any) -> None:
    judging = make_judging(state="preparing")
    both = judging.judges[0]
    grant(both, judging.edition, Role.SECRETARY)
    db.session.commit()
    assert SHUT in client_of(both).get("/thu-nghiem/danh-muc").text


def test_a_meeting_says_numbers_while_a_later_round_is_blind(db: Any) -> None:
    text = text_of("small_technical")
    for later_is_blind in (False, True):
        changed = text.replace("    name: Chung khảo\n", "    name: Chung khảo\n    blind: true\n")
        judging = make_judging(
            1, state="closed", text=changed if later_is_blind else text, slug=f"so-{later_is_blind:d}"
        )
        held = call_meeting(judging.the_chair, judging.edition.id, "preliminary", judging.council.id)
        card = meeting_card(judging.edition.id, held)
        assert card is not None
        assert card.names is not later_is_blind


def test_when_the_round_is_closed_the_office_is_open_again(client_of: ClientOf, db: Any) -> None:
    judging = make_judging(state="closed")
    both = judging.judges[0]
    grant(both, judging.edition, Role.SECRETARY)
    db.session.commit()
    assert "Hoa Phượng" in client_of(both).get("/thu-nghiem/danh-muc").text


def test_somebody_of_the_office_who_judges_nothing_yet_reads_on(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    grant(judging.secretary, judging.edition, Role.JUDGE)
    db.session.commit()
    assert client_of(judging.secretary).get("/thu-nghiem/danh-muc").status_code == 200
