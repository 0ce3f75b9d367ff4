"""Awards of persons: laid down with the prizes, equals decided by people, kept, printed and confirmed with the rest."""

from datetime import date
from typing import Any

import pytest

from contest.entries.models import EntryAuthor
from contest.foundation.access import Role
from contest.foundation.database import db as database
from contest.foundation.refusal import Refusal
from contest.prizes import actions
from contest.prizes.queries import award_lines, awards
from contest.prizes.reports import prize_list
from contest.ranking.actions import run_ranking
from tests.editions.makers import make_edition, regulation, text_of
from tests.people.makers import actor_of, make_person
from tests.prizes.test_actions import codes, one_round
from tests.ranking.makers import make_entries, make_scored_round

EXTRAS = """extra_awards:
  - {key: youngest, name: Tác giả trẻ nhất, of: authors_of_winners, by: youngest, amount: 2000000}
  - {key: mentor, name: Tác giả tiêu biểu, of: authors, by: council}
"""


@pytest.fixture
def born(db: Any) -> Any:
    """Three winners, the second with two authors; a closed last round, ranked."""
    text = one_round(text_of("small_technical")).replace("certificates:\n", f"{EXTRAS}certificates:\n")
    edition = make_edition(stage="judging", text=text)
    entries = make_entries(edition, 3)
    make_scored_round(edition, entries, [["90"] * 3, ["80"] * 3, ["70"] * 3], key="final")
    db.session.add(EntryAuthor(entry_id=entries[1].id, position=2, name="Bé Út", birth_on=date(2012, 3, 4)))
    organiser = actor_of(make_person(), (Role.ORGANISER, edition))
    run_ranking(organiser, edition.id, "final")
    db.session.commit()
    return edition, entries, organiser


def given(edition: Any) -> list[tuple[str, int, int, str]]:
    return [(each.award_key, each.entry_id, each.author, each.state) for each in awards(edition.id)
            if each.award_key != "tier"]  # fmt: skip


def test_the_youngest_author_of_a_winner_is_recorded_printed_and_confirmed(born: Any) -> None:
    edition, entries, organiser = born
    actions.propose_awards(organiser, edition.id)
    assert given(edition) == [("youngest", entries[1].id, 2, "proposed")]
    (line,) = [each for each in award_lines(edition.id, regulation()) if each.award_key == "youngest"]
    assert (line.author_name, line.amount_vnd) == ("Bé Út", 2_000_000)
    assert "2012" not in line.reason
    rows = [row for group in prize_list(edition.id).groups for row in group.rows if row["award"] == "Tác giả trẻ nhất"]
    assert [row["authors"] for row in rows] == ["Bé Út"]
    actions.confirm_awards(organiser, edition.id)
    assert given(edition) == [("youngest", entries[1].id, 2, "confirmed")]


def test_who_loses_the_prize_loses_the_award_of_winners(born: Any) -> None:
    edition, entries, organiser = born
    actions.propose_awards(organiser, edition.id)
    actions.move_award(organiser, edition.id, entries[1].id, "", "Trùng với hồ sơ khác")
    found = given(edition)
    assert all(entry_id != entries[1].id for _, entry_id, _, _ in found)


def test_equals_keep_the_prizes_from_being_confirmed_until_one_is_chosen(born: Any) -> None:
    edition, entries, organiser = born
    database.session.add(EntryAuthor(entry_id=entries[0].id, position=2, name="Bé Ba", birth_on=date(2012, 3, 4)))
    database.session.flush()
    actions.propose_awards(organiser, edition.id)
    assert given(edition) == []
    with pytest.raises(Refusal) as refused:
        actions.confirm_awards(organiser, edition.id)
    assert codes(refused) == ["prize_extra_waits"]
    actions.give_extra(organiser, edition.id, entries[0].id, "youngest", "Bốc thăm trước hai gia đình", 2)
    actions.confirm_awards(organiser, edition.id)
    assert given(edition) == [("youngest", entries[0].id, 2, "confirmed")]


def test_an_award_of_a_person_names_one_of_the_authors(born: Any) -> None:
    edition, entries, organiser = born
    actions.propose_awards(organiser, edition.id)
    for author, expected in ((0, "prize_extra_of_author"), (3, "prize_author_unknown")):
        with pytest.raises(Refusal) as refused:
            actions.give_extra(organiser, edition.id, entries[1].id, "mentor", "Đề nghị", author)
        assert codes(refused) == [expected]
    for author in (1, 2):
        actions.give_extra(organiser, edition.id, entries[1].id, "mentor", "Đề nghị", author)
    actions.take_extra(organiser, edition.id, entries[1].id, "youngest", "Xin nhường giải", 2)
    actions.propose_awards(organiser, edition.id)
    assert given(edition) == [("mentor", entries[1].id, author, "proposed") for author in (1, 2)]
