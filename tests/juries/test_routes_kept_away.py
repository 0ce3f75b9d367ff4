"""Somebody of the office who has a conflict of interest walks through the house and learns nothing of the entry."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contest.foundation import jobs
from contest.foundation.access import OPERATOR, Role
from contest.foundation.clock import now
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.juries.models import Conflict
from contest.papers import actions as papers
from contest.people.models import Person
from contest.people.queries import actor_of as loaded
from contest.prizes.actions import confirm_awards, move_award, propose_awards
from contest.results.actions import seal_results
from contest.scoring import actions as scoring
from tests.editions.makers import text_of
from tests.juries.blind import Visit, walk
from tests.juries.test_routes_apart import SHUT, codes
from tests.people.makers import grant, make_person
from tests.prizes.test_actions import make_ranked, one_round
from tests.scoring.makers import conflict, make_judging
from tests.scoring.test_actions_paper import key, printed, reading

ClientOf = Callable[[Person], FlaskClient]
FIGURES = ("90", "85", "78.25", "74", "70", "66", "60", "58", "57", "50")
# The third of the ten: its figure, and nobody else's.
PLACE, FIGURE = 2, re.compile(r"(?<!\d)78[.,]25")
# Where figures, places and prizes are told.
ROOMS = "juries scoring ranking prizes results papers home letters"
OF_ENTRIES = ("tabulation", "register")
OF_WINNERS = ("prize-list", "posted-list", "press-list", "photograph-list")


class Ranked:
    """Ten ranked entries with proposed prizes; one person of the committee in conflict with the third, one not."""

    def __init__(self, db: Any) -> None:
        text = one_round(text_of("small_technical"))
        self.edition, self.entries, self.organiser = make_ranked(list(FIGURES), text=text)
        self.entry = self.entries[PLACE]
        self.apart, self.free = make_person("Ngô Văn Khác"), make_person("Hồ Thị Tự Do")
        for person in (self.apart, self.free):
            grant(person, self.edition, Role.ORGANISER)
        row = Conflict(edition_id=self.edition.id, person_id=self.apart.id, entry_id=self.entry.id, kind="recorded")
        row.state, row.reason, row.made_at = "confirmed", "con gái", now()
        db.session.add(row)
        propose_awards(self.organiser, self.edition.id)
        move_award(self.organiser, self.edition.id, self.entry.id, "first", "Biểu quyết 7/9")
        db.session.commit()

    def known(self) -> dict[str, list[Any]]:
        """What may stand in an address."""
        return {
            "slug": [self.edition.slug],
            "round_key": ["final"],
            "entry_id": [entry.id for entry in self.entries[1:4]],
        }


def told(visits: Mapping[str, Visit]) -> list[str]:
    """Where the figure stands."""
    return [address for address, visit in visits.items() if FIGURE.search(visit.body.decode("utf-8", "ignore"))]


def test_no_page_tells_the_figure_the_place_or_the_prize(app: Flask, db: Any, client_of: ClientOf) -> None:
    ranked = Ranked(db)
    seen = [walk(app, client_of(who), ranked.known(), Role.ORGANISER, ROOMS) for who in (ranked.apart, ranked.free)]
    assert told(seen[0]) == []
    assert len(told(seen[1])) >= 4


def test_lists_count_places_and_prizes_as_if_the_entry_were_not_there(db: Any, client_of: ClientOf) -> None:
    ranked = Ranked(db)
    code = ranked.entry.code or ""
    for address in ("giai-thuong", "xep-hang/final", f"giai-thuong?tim={code}"):
        page, whole = (client_of(who).get(f"/thu-nghiem/{address}").text for who in (ranked.apart, ranked.free))
        assert re.search(rf'class="code">{code}', whole), address
        assert not re.search(rf'class="code">{code}', page), address
        assert "mà ông/bà có xung đột lợi ích" in page, address
        assert "Biểu quyết 7/9" not in page
    places = re.findall(r'class="rank">(\d+)', client_of(ranked.apart).get("/thu-nghiem/giai-thuong").text)
    assert places == [str(place) for place in range(1, len(places) + 1)]
    assert len(places) >= 6


def test_no_sum_tells_by_what_is_missing_from_it(db: Any, client_of: ClientOf) -> None:
    ranked = Ranked(db)
    address = "/thu-nghiem/xep-hang/final/chat-luong"
    page, whole = (client_of(who).get(address).text for who in (ranked.apart, ranked.free))
    others = [float(figure) for place, figure in enumerate(FIGURES) if place != PLACE]
    # Each judge's mean over the others: with the entry in it, its points were what is left over.
    assert f"{sum(others) / 9:.1f}".replace(".", ",") in page
    assert "68,8" in whole
    assert "68,8" not in page
    # One prize more on the desk than in the table would be the entry's.
    for address in ("ban-lam-viec", "quan-ly/giai-doan"):
        page, whole = (client_of(who).get(f"/thu-nghiem/{address}").text for who in (ranked.apart, ranked.free))
        assert not re.search(r"\b9 giải", re.sub(r"<[^>]*>", " ", page)), address
        assert address != "ban-lam-viec" or "9 giải được đề nghị" in whole


@pytest.mark.parametrize(("stage", "shut"), [("deliberation", (*OF_ENTRIES, *OF_WINNERS)), ("published", OF_ENTRIES)])
def test_exports_about_entries_are_for_others_until_they_are_public(db: Any, stage: str, shut: tuple[str, ...]) -> None:
    ranked = Ranked(db)
    ranked.edition.stage = stage
    db.session.commit()
    for kind in (*OF_ENTRIES, *OF_WINNERS, "workload", "presentations"):
        if kind in shut:
            with pytest.raises(Refusal) as refused:
                papers.hand_out(loaded(ranked.apart.id), ranked.edition.id, kind, b"x")
            assert codes(refused) == ["export_in_conflict"], kind
        else:
            assert papers.hand_out(loaded(ranked.apart.id), ranked.edition.id, kind, b"x"), kind
        assert papers.hand_out(loaded(ranked.free.id), ranked.edition.id, kind, b"x")


def test_a_sealed_result_is_for_others_until_it_is_public(db: Any, client_of: ClientOf) -> None:
    ranked = Ranked(db)
    confirm_awards(ranked.organiser, ranked.edition.id)
    seal_results(ranked.organiser, ranked.edition.id)
    db.session.commit()
    package = "/thu-nghiem/cong-bo/goi/1.zip"
    assert client_of(ranked.apart).get(package).status_code == 409
    with client_of(ranked.free).get(package) as answer:
        assert answer.status_code == 200
    ranked.edition.stage = "published"
    db.session.commit()
    with client_of(ranked.apart).get(package) as answer:
        assert answer.status_code == 200


def test_a_letter_about_the_entry_opens_for_others_only(db: Any, client_of: ClientOf) -> None:
    judging = make_judging(entries=2, judges=1)
    conflict(judging, judging.secretary, judging.entries[0])
    letters = [
        Letter(edition_id=judging.edition.id, event="entry.accepted", about=f"entry:{entry.id}", subject="Thư",
               text="Lời thư.", written_at=now())
        for entry in judging.entries
    ]  # fmt: skip
    db.session.add_all(letters)
    db.session.commit()
    browser = client_of(judging.secretary)
    mine, other = (browser.get(f"/thu-nghiem/thu/{letter.id}") for letter in letters)
    assert (mine.status_code, SHUT in mine.text) == (409, True)
    assert (other.status_code, "Lời thư." in other.text) == (200, True)
    assert browser.post(f"/thu-nghiem/thu/{letters[0].id}/quyet", data={"deed": "hold"}).status_code == 409


def test_the_outbox_has_others_letters_only_and_all_of_them_at_once_leaves_the_rest(
    db: Any, client_of: ClientOf
) -> None:
    judging = make_judging(entries=2, judges=1)
    conflict(judging, judging.secretary, judging.entries[0])
    letters = [
        Letter(edition_id=judging.edition.id, event="entry.accepted", about=f"entry:{entry.id}", subject=f"Thư {place}",
               text="Lời thư.", written_at=now(), state="waiting")
        for place, entry in enumerate(judging.entries)
    ]  # fmt: skip
    db.session.add_all(letters)
    db.session.commit()
    browser = client_of(judging.secretary)
    page = browser.get("/thu-nghiem/thu").text
    assert ("Thư 0" in page, "Thư 1" in page) == (False, True)
    told = browser.post("/thu-nghiem/thu", data={"deed": "hold", "letter": [letters[0].id]}, follow_redirects=True)
    assert "xung đột lợi ích" in told.text
    browser.post("/thu-nghiem/thu", data={"deed": "hold", "every": "y"})
    db.session.expire_all()
    assert [letter.state for letter in letters] == ["waiting", "held"]


def test_who_is_kept_away_reads_whom_to_ask_and_ticks_nothing_with_it(db: Any, client_of: ClientOf) -> None:
    judging = make_judging(entries=2, judges=1)
    conflict(judging, judging.secretary, judging.entries[0])
    db.session.commit()
    browser, page = client_of(judging.secretary), f"/thu-nghiem/danh-muc/{judging.entries[0].id}"
    assert "Chưa có ai khác trong Ban Thư ký" in browser.get(page).text
    helper = make_person("Hồ Thị Giúp Đỡ", "giupdo@example.org")
    grant(helper, judging.edition, Role.SECRETARY)
    db.session.commit()
    assert "Xin nhờ Hồ Thị Giúp Đỡ." in browser.get(page).text
    ticked = {"entry": [entry.id for entry in judging.entries]}
    told = browser.post("/thu-nghiem/tham-dinh/chap-nhan", data=ticked)
    assert told.status_code == 409
    assert f"xung đột lợi ích với hồ sơ {judging.entries[0].code}. Hãy bỏ chọn" in told.text


def test_a_sheet_of_paper_opens_for_others_only(db: Any, client_of: ClientOf) -> None:
    judging = make_judging(entries=2, judges=1)
    conflict(judging, judging.clerk, judging.entries[0])
    sheets = printed(judging)
    mine, other = (sheets[entry.id, judging.judges[0].id] for entry in judging.entries)
    browser = client_of(judging.clerk)
    for address in (mine, f"{mine}/doi-chieu", f"{mine}/anh/vua"):
        assert browser.get(f"/thu-nghiem/phieu-cham/{address}").status_code == 409
    assert browser.get(f"/thu-nghiem/phieu-cham/{other}").status_code == 200
    with pytest.raises(Refusal) as refused:
        key(judging.the_clerk, judging, mine, reading(judging))
    assert codes(refused) == ["entry_in_conflict"]


def test_a_spare_sheet_is_shut_once_somebody_read_whose_it_is(db: Any, client_of: ClientOf) -> None:
    judging = make_judging(entries=1, judges=1)
    (spare,) = scoring.print_spares(judging.office, judging.edition.id, "preliminary", 1, judging.council.id)
    conflict(judging, judging.clerk, judging.entries[0])
    address = f"/thu-nghiem/phieu-cham/{spare.code}"
    assert client_of(judging.clerk).get(address).status_code == 200
    with pytest.raises(Refusal) as refused:
        key(judging.the_clerk, judging, spare.code, reading(judging))
    assert codes(refused) == ["entry_in_conflict"]
    key(judging.office, judging, spare.code, reading(judging))
    db.session.commit()
    assert client_of(judging.clerk).get(address).status_code == 409


def test_a_bundle_somebody_else_ordered_is_not_given_away_either(db: Any) -> None:
    judging = make_judging(entries=1, judges=1)
    bundle = papers.order_bundle(OPERATOR, judging.edition.id, "preliminary", None, "zip", False)
    jobs.work_all()
    assert papers.take_bundle(loaded(judging.secretary.id), judging.edition.id, bundle)
    conflict(judging, judging.secretary, judging.entries[0])
    with pytest.raises(Refusal) as refused:
        papers.take_bundle(loaded(judging.secretary.id), judging.edition.id, bundle)
    assert codes(refused) == ["export_in_conflict"]
