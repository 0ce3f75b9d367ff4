"""What a regulation says reaches the page: ends dropped, bands, what is carried, a vote that settles equals."""

from typing import Any

from contest.foundation.access import Role
from contest.ranking.actions import run_ranking, settle_tie
from contest.ranking.queries import latest_run, waiting_groups
from tests.editions.makers import make_edition, text_of
from tests.people.makers import actor_of, grant, make_person
from tests.ranking.makers import make_entries, make_scored_round

_FIRST = """    combine:
      method: mean
      trim: {drop_low: 1, drop_high: 1, when_at_least: 3}
      rounding: {places: 1, rule: half_up}
    grade_bands:
      - {name: Xuất sắc, threshold: {at_least: 80}}
      - {name: Khá, threshold: {above: 70}}
"""


def test_every_way_of_a_regulation_is_followed_and_told_on_the_page(db: Any, client_of: Any) -> None:
    text = text_of("small_technical").replace(
        "    combine: {method: mean, rounding: {places: 2, rule: half_up}}\n", _FIRST, 1
    )
    text = text.replace(
        '    ties: ["criterion:novelty", "criterion:effect", vote_of_council, share]', "    ties: [vote_of_council]"
    )
    text = text.replace('    ties: ["criterion:novelty", share]', "    ties: [vote_of_council]")
    edition = make_edition(stage="judging", text=text)
    entries = make_entries(edition, 4)
    rows = [["70", "85", "99"], ["60", "85", "90"], ["70.5", "10", "90"], ["70", "10", "90"]]
    make_scored_round(edition, entries, rows, key="preliminary")
    make_scored_round(edition, entries[:2], [["80"] * 3, ["80"] * 3], key="final")
    person = make_person("Người tổ chức")
    grant(person, edition, Role.ORGANISER)
    organiser, browser = actor_of(person, (Role.ORGANISER, edition)), client_of(person)
    db.session.commit()
    run_ranking(organiser, edition.id, "preliminary")
    page = browser.get("/thu-nghiem/xep-hang/preliminary").text
    # Three sheets: the lowest and the highest go, the middle one is the figure.
    assert "Bỏ phiếu cao nhất 99 và thấp nhất 70. Trung bình của 1 phiếu còn lại = 85" in page
    assert page.count("Xếp loại: Xuất sắc.") == 2
    # 70.5 is above 70, and 70 is not: it has no band.
    assert page.count("Xếp loại: Khá.") == 1
    assert "Chờ hội đồng biểu quyết." in page
    run_ranking(organiser, edition.id, "final")
    last = latest_run(edition.id, "final")
    assert last is not None
    (waiting,) = waiting_groups(last.id)
    settle_tie(organiser, edition.id, "final", list(reversed(waiting)), "Hội đồng bỏ phiếu 5/7 cho KT-002")
    page = browser.get("/thu-nghiem/xep-hang/final").text
    assert "0,3 × 85 (Sơ khảo) + 0,7 × 80 (Chung khảo) = 81,5." in page
    assert page.index("KT-002") < page.index("KT-001")
    assert "Hội đồng bỏ phiếu 5/7 cho KT-002" in browser.get("/thu-nghiem/xep-hang/final/bieu-quyet").text
