"""Certificates through the real database: numbers without gaps, what ends them, what stops them; all invented."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.entries.models import EntryAuthor
from contest.foundation.access import Role
from contest.foundation.ledger import LedgerEvent
from contest.foundation.refusal import Refusal
from contest.papers.actions.certificates import issue_certificates, replace_certificate
from contest.papers.models import Certificate
from contest.papers.queries.certificates import checked, register, worths
from contest.prizes.models import Award
from contest.results.actions import publish_results, revoke_prize, seal_results
from tests.people.makers import actor_of, make_person
from tests.results.makers import award_id, make_decided


def sealed(db: Any, points: list[str] | None = None) -> tuple[Any, list[Any], Any]:
    edition, entries, organiser, _ = make_decided(points)
    seal_results(organiser, edition.id)
    db.session.commit()
    return edition, entries, organiser


def states(edition_id: int) -> list[tuple[int, str]]:
    lines = register(edition_id)
    worth = worths(edition_id, lines)
    return [(line.number, worth[line.id]) for line in lines]


def test_each_author_of_a_winner_gets_the_next_number_in_calling_order_and_once(db: Any) -> None:
    edition, entries, organiser = sealed(db)
    db.session.add(EntryAuthor(entry_id=entries[0].id, position=2, name="Vũ Thị Hà"))
    db.session.commit()
    issued, ended = issue_certificates(organiser, edition.id)
    assert (issued, ended) == (4, 0)
    assert [number for number, _ in states(edition.id)] == [1, 2, 3, 4]
    assert issue_certificates(organiser, edition.id) == (0, 0)
    codes = [line.code for line in register(edition.id)]
    assert len(set(codes)) == 4
    assert db.session.scalars(select(LedgerEvent.kind)).all().count("certificates.issued") == 1


def test_nothing_is_numbered_before_the_result_is_sealed_or_when_it_has_changed_since(db: Any) -> None:
    edition, entries, organiser, _ = make_decided()
    with pytest.raises(Refusal) as told:
        issue_certificates(organiser, edition.id)
    assert [reason.code for reason in told.value.reasons] == ["certificate_unsealed"]
    seal_results(organiser, edition.id)
    award = db.session.scalars(select(Award).where(Award.entry_id == entries[2].id)).one()
    award.amount_vnd = 1
    db.session.commit()
    with pytest.raises(Refusal) as told:
        issue_certificates(organiser, edition.id)
    assert [reason.code for reason in told.value.reasons] == ["certificate_overtaken"]
    assert register(edition.id) == []


def test_an_author_without_a_name_stops_every_certificate(db: Any) -> None:
    edition, entries, organiser = sealed(db)
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entries[1].id)).one()
    author.name = " "
    db.session.commit()
    with pytest.raises(Refusal) as told:
        issue_certificates(organiser, edition.id)
    assert told.value.reasons[0].code == "certificate_nameless"
    assert register(edition.id) == []


def test_a_prize_taken_back_voids_its_certificate_at_once_and_its_number_stays(db: Any) -> None:
    edition, entries, organiser = sealed(db)
    publish_results(organiser, edition.id)
    issue_certificates(organiser, edition.id)
    lost = next(line for line in register(edition.id) if line.entry_id == entries[2].id)
    regulation = regulation_of(edition.id)
    told = checked(edition.id, regulation, lost.code)
    assert told is not None
    assert told.worth == "valid"
    revoke_prize(organiser, edition.id, award_id(entries[2]), "7/QĐ-BTC", date(2026, 11, 2), "Sao chép", [])
    after = checked(edition.id, regulation, lost.code)
    assert after is not None
    assert after.worth == "revoked"
    issued, ended = issue_certificates(organiser, edition.id)
    assert ended == 1
    assert dict(states(edition.id))[lost.number] == "revoked"
    assert issued == 0


def test_a_spoilt_certificate_is_replaced_by_one_with_a_new_number_and_a_reason(db: Any) -> None:
    edition, _, organiser = sealed(db)
    issue_certificates(organiser, edition.id)
    first = register(edition.id)[0]
    with pytest.raises(Refusal):
        replace_certificate(organiser, edition.id, first.id, " ")
    assert replace_certificate(organiser, edition.id, first.id, "In nhòe") == "0004/GCN-BTC"
    assert states(edition.id) == [(1, "replaced"), (2, "valid"), (3, "valid"), (4, "valid")]
    assert db.session.get_one(Certificate, first.id).end_reason == "In nhòe"
    with pytest.raises(Refusal):
        replace_certificate(organiser, edition.id, first.id, "Mất")


def test_the_secretary_takes_certificates_but_gives_no_number(db: Any) -> None:
    edition, _, _ = sealed(db)
    secretary = actor_of(make_person("Cúc"), (Role.SECRETARY, edition))
    with pytest.raises(Refusal):
        issue_certificates(secretary, edition.id)
    assert register(edition.id) == []
