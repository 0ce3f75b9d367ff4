"""A judge looks at the files of a dossier without leaving the browser and without learning whose they are."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageDraw

from contest.entries.models import EntryFile
from contest.foundation import files
from contest.foundation.clock import now
from contest.foundation.database import db
from tests.films import film
from tests.live import Live, cookie_of
from tests.looking import Eyes
from tests.scoring.makers import make_judging, number_of

pytestmark = pytest.mark.browser

AUTHOR = "Ngo Bao Tac Gia"


def drawn(kind: str) -> bytes:
    image, out = Image.new("RGB", (1240, 1754), "white"), io.BytesIO()
    pen = ImageDraw.Draw(image)
    for line in range(30):
        pen.rectangle((150, 200 + 45 * line, 1090 - (line * 97) % 300, 214 + 45 * line), fill="#222")
    image.save(out, kind, **({"author": AUTHOR, "title": AUTHOR} if kind == "PDF" else {}))
    return out.getvalue()


@pytest.fixture
def place(live: Live) -> tuple[str, dict[str, int], str]:
    """A judge's card with a paper, a photograph and a film: its address, the files by kind, the judge's cookie."""
    given = {
        "pdf": ("description", drawn("PDF"), "application/pdf"),
        "jpg": ("photos", drawn("JPEG"), "image/jpeg"),
        "mp4": ("photos", film(200_000, telling=False), "video/mp4"),
    }
    with live.writing():
        judging, ids = make_judging(), {}
        for kind, (part, content, media_type) in given.items():
            kept = files.keep(io.BytesIO(content), f"{AUTHOR}.{kind}")
            row = EntryFile(
                entry_id=judging.entries[0].id, part_key=part, name=f"{AUTHOR}.{kind}", sha256=kept.sha256,
                size=kept.size, media_type=media_type, uploaded_at=now(),
            )  # fmt: skip
            db.session.add(row)
            db.session.flush()
            ids[kind] = row.id
        return (
            f"/thu-nghiem/cham-diem/preliminary/{number_of(0)}",
            ids,
            cookie_of(live.app, judging.judges[0].fs_uniquifier),
        )


@pytest.mark.parametrize("width", [390, 1280])
def test_a_judge_looks_at_papers_photographs_and_films(
    browser: Any, live: Live, place: Any, width: int, shot: Callable[[Any, str], None]
) -> None:
    eyes = Eyes()
    here, ids, cookie = place
    browser.add_cookies([{"name": "session", "value": cookie, "url": live.url}])
    page = browser.new_page()
    page.set_viewport_size({"width": width, "height": 844})
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.goto(live.url + here)
    # On a desk it stands open by itself.
    page.locator("#ho-so").evaluate("each => { each.open = true; }")
    assert eyes.faults(page) == []
    shot(page, f"evidence-card-{width}")
    page.locator(f'#ho-so a[href="{here}/tep/{ids["pdf"]}/xem"]').click()
    for kind in ("pdf", "jpg", "mp4"):
        with page.expect_response(lambda answer: "/hinh/" in answer.url or answer.url.endswith("/phim")) as seen:
            page.goto(f"{live.url}{here}/tep/{ids[kind]}/xem")
        # 304: the photograph was seen on the card already, and may still be.
        assert seen.value.status in (200, 206, 304)
        if seen.value.status != 304:
            assert seen.value.headers["content-type"] == ("video/mp4" if kind == "mp4" else "image/jpeg")
        if kind != "mp4":
            image = page.locator(".look img, .sheets img").first
            image.evaluate("each => each.decode()")
            assert image.evaluate("each => each.naturalWidth") > 1000
        assert AUTHOR not in page.content()
        assert eyes.faults(page) == [], kind
        shot(page, f"evidence-{kind}-{width}")
    page.get_by_role("link", name="Về phiếu chấm").click()
    page.wait_for_url(f"**{here}")
    assert refused == []
