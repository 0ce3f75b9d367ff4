"""The wheel carries everything the house needs and nothing it does not: built, installed elsewhere, a page opened."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import ROOT

_OPENS_A_PAGE = """
import sys, re
import contest
assert contest.__file__.startswith(sys.argv[1]), contest.__file__
from contest.app import create_app
from contest.config import read_settings
from contest.foundation.database import Table, db, writing
app = create_app(read_settings())
with app.app_context():
    writing.set(True)
    Table.metadata.create_all(db.engine)
client = app.test_client()
page = client.get("/dang-nhap")
assert page.status_code == 200, page.status_code
for address in re.findall(r'(?:href|src)="(/(?:static|bootstrap)[^"]+)"', page.text):
    assert client.get(address).status_code == 200, address
print(page.text)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built from this checkout without a network."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-build-isolation", "--no-deps", "--no-index"]
    subprocess.run([*command, "-w", str(out), str(ROOT)], check=True, capture_output=True, timeout=240)
    (built,) = out.glob("contest-*.whl")
    return built


@pytest.fixture(scope="module")
def site(wheel, tmp_path_factory) -> Path:
    """A folder in which nothing but the wheel is installed."""
    target = tmp_path_factory.mktemp("installed") / "site"
    # Compiled is what is opened, when it is opened.
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-compile"]
    subprocess.run([*command, "--target", str(target), str(wheel)], check=True, capture_output=True, timeout=240)
    return target


@pytest.mark.slow
def test_the_wheel_carries_every_module_template_static_file_and_migration_and_no_test(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    kept = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    files = kept or [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.is_file()]
    wanted = {name for name in files if name.startswith("contest/")}
    wanted |= {f"contest/{name}" for name in files if name.startswith(("templates/", "static/"))}
    missing = sorted(
        name for name in wanted - names if (ROOT / name.removeprefix("contest/")).exists() or (ROOT / name).exists()
    )
    assert missing == []
    strange = sorted(name for name in names if not name.startswith(("contest/", "contest-")) or "__pycache__" in name)
    assert strange == []


@pytest.mark.slow
def test_the_wheel_opens_a_page_where_there_is_no_checkout(site, tmp_path):
    environment = {
        **os.environ,
        "PYTHONPATH": str(site),
        "CONTEST_INSTANCE": str(tmp_path / "instance"),
        "CONTEST_DATABASE_URL": f"sqlite:///{tmp_path / 'wheel.sqlite'}",
    }
    code = [sys.executable, "-c", _OPENS_A_PAGE, str(site)]
    answer = subprocess.run(
        code, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert answer.returncode == 0, answer.stderr[-2000:]
    assert "Đăng nhập" in answer.stdout


@pytest.mark.slow
def test_an_installed_house_keeps_its_instance_in_the_users_folder_and_not_beside_the_package(site, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(site), "XDG_DATA_HOME": str(tmp_path / "data")}
    code = "from contest.foundation.paths import default_instance as d; print(d())"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    where = Path(answer.stdout.strip())
    assert site not in where.parents
    if sys.platform == "linux":
        assert where == tmp_path / "data" / "contest"
