"""The pages of the one who calls; all invented."""

from contest.ceremony.actions import editing
from contest.ceremony.queries.live import live_of
from tests.ceremony.makers import make_stage
from tests.results.makers import make_decided

PAGE = "/thu-nghiem/le-trao-giai"


def test_the_script_is_read_part_by_part_with_how_names_sound(db, client_of):
    stage = make_stage()
    browser = client_of(stage.person)
    stage.author(3).name = "H'Lan Niê Kdăm"
    editing.say_name(stage.organiser, stage.edition.id, stage.author(3).id, "hờ-lan ni-ê kờ-đăm")
    page = browser.get(f"{PAGE}/loi-dan?phan=5").text
    assert "Trao Giải Ba" in page
    assert "H&#39;Lan Niê Kdăm" in page
    assert "[hờ-lan ni-ê kờ-đăm]" in page
    assert browser.get(f"{PAGE}/loi-dan?phan=999").status_code == 200


def test_whoever_leads_sees_the_same_and_is_told_nothing_new_while_nothing_happens(db, client_of, count_queries, at):
    # Once a minute the page is told anew whatever happened: not in the midst of this.
    at("2026-11-20T08:00")
    stage = make_stage()
    browser = client_of(stage.person)
    assert "Bắt đầu buổi lễ" in browser.get(f"{PAGE}/dieu-hanh").text
    assert browser.get(f"{PAGE}/dieu-hanh/luc-nay").status_code == 404
    assert browser.post(f"{PAGE}/dieu-hanh/tong-duyet").status_code == 303
    for _ in range(5):
        found = live_of(stage.edition.id)
        assert browser.post(f"{PAGE}/dieu-hanh/tiep", data={"version": found.run.version}).status_code == 303
    page = browser.get(f"{PAGE}/dieu-hanh").text
    assert "Trao Giải Ba" in page
    assert "Đang tổng duyệt" in page
    with count_queries() as asked:
        part = browser.get(f"{PAGE}/dieu-hanh/luc-nay")
    assert part.status_code == 200
    # Right after a press: the script beside the sealed result and all that stands, the run with its steps.
    assert len(asked) <= 18
    with count_queries() as asked:
        again = browser.get(f"{PAGE}/dieu-hanh/luc-nay", headers={"If-None-Match": part.headers["ETag"]})
    # Once a second from each telephone: who asks, for which edition, and whether anything happened.
    assert (again.status_code, len(asked)) == (304, 3)
    stale = browser.post(f"{PAGE}/dieu-hanh/tiep", data={"version": 1}, follow_redirects=True)
    assert "Máy khác vừa chuyển sang phần sau" in stale.text


def test_without_an_order_there_is_nothing_to_read(db, client_of):
    _, _, _, person = make_decided()
    browser = client_of(person)
    assert browser.get(f"{PAGE}/loi-dan").status_code == 303
    assert "Bắt đầu buổi lễ" in browser.get(f"{PAGE}/dieu-hanh").text
