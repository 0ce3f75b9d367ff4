"""The demo and the server as somebody starts them: in a process of their own, on an instance of their own."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.slow

FILES = ("danh-sach-dat-giai", "bang-tong-hop-diem", "danh-muc-ho-so", "phan-cong-cham")


def contest(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "CONTEST_INSTANCE": str(folder / "instance")}
    return subprocess.run(
        [sys.executable, "-m", "contest", *words], env=environment, capture_output=True, text=True, timeout=240
    )


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the whole demo was played, out/ beside its instance."""
    folder = tmp_path_factory.mktemp("demo")
    done = contest(folder, "demo", "--no-serve", "--out", str(folder / "out"))
    assert done.returncode == 0, done.stderr
    assert "571 hồ sơ, 40 giám khảo" in done.stdout
    # Roles by their names, and no address that nobody serves.
    assert "Ban Thư ký" in done.stdout
    assert not {"secretary", "http"} & set(done.stdout.replace(":", " ").split())
    return folder


def test_the_demo_gives_the_prizes_of_its_regulation(played: Path) -> None:
    facts = json.loads((played / "out" / "demo.json").read_text(encoding="utf-8"))
    assert (facts["entries"], facts["judges"]) == (571, 40)
    prizes = facts["prizes"]
    assert {key: prizes[key] for key in ("special", "second", "third", "consolation")} == {
        "special": 1, "second": 10, "third": 20, "consolation": 50,
    }  # fmt: skip
    # One tier stays short: too few reach its threshold.
    assert 1 <= prizes["first"] < 5


def test_the_demo_names_one_login_for_each_role(played: Path) -> None:
    facts = json.loads((played / "out" / "demo.json").read_text(encoding="utf-8"))
    roles = [login["role"] for login in facts["logins"]]
    assert sorted(roles) == sorted(
        ["admin", "organiser", "secretary", "chair", "clerk", "judge", "unit", "entrant", "observer"]
    )
    assert all(login["email"].endswith("@example.org") and login["password"] for login in facts["logins"])


@pytest.mark.parametrize("name", FILES)
def test_the_demos_workbooks_open_and_hold_their_rows(played: Path, name: str) -> None:
    book = load_workbook(played / "out" / f"{name}.xlsx", data_only=True)
    least = {"danh-sach-dat-giai": 85, "bang-tong-hop-diem": 571, "danh-muc-ho-so": 571, "phan-cong-cham": 45}[name]
    codes = sum(1 for sheet in book.worksheets for row in sheet.iter_rows(min_col=1, max_col=1) if row[0].value)
    assert codes >= least


def test_the_prize_list_has_the_contracts_headings_in_one_row(played: Path) -> None:
    sheet = load_workbook(played / "out" / "danh-sach-dat-giai.xlsx").worksheets[0]
    wanted = ["STT", "Mã số", "Tên giải pháp", "Tác giả", "Đơn vị", "Lĩnh vực", "Bảng", "Điểm", "Giải", "Tiền thưởng"]
    assert wanted in [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_demo_is_served_and_its_result_can_be_checked(played: Path) -> None:
    facts = json.loads((played / "out" / "demo.json").read_text(encoding="utf-8"))
    with server(Path(facts["instance"])) as address:
        with urllib.request.urlopen(f"{address}/{facts['edition']}/ket-qua", timeout=60) as answer:
            text = answer.read().decode("utf-8")
        assert "Giải Đặc biệt" in text
        with urllib.request.urlopen(f"{address}/", timeout=60) as answer:
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
    verified = subprocess.run(
        [sys.executable, "-m", "contest", "ledger", "verify", facts["edition"], "--json"],
        env={**os.environ, "CONTEST_INSTANCE": facts["instance"]}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert verified.returncode == 0, verified.stderr
    assert json.loads(verified.stdout)["of_edition"] > 10


def test_a_port_that_is_taken_is_said_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = contest(tmp_path, "demo", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "đang được chương trình khác dùng" in done.stderr
    assert not (tmp_path / "instance" / "demo").exists()


@contextlib.contextmanager
def server(instance: Path) -> Iterator[str]:
    """`contest serve` on a free port; ends it as a service manager does and expects a clean end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "contest", "serve", "--port", str(port)],
        env={**os.environ, "CONTEST_INSTANCE": str(instance)}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        # Where every core is taken, a start of two seconds may take thirty.
        for _ in range(1800):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            assert process.poll() is None, "the server ended by itself"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=40) == 0
