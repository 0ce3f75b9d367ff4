"""LibreOffice as the judge of our files: recalculates workbooks, and turns them into PDF pages."""

import atexit
import io
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

_PATIENCE = 180


def soffice() -> str:
    """The program; skips the test where there is none, unless CONTEST_TEST_REQUIRE says that there must be."""
    program = shutil.which("soffice")
    if program is None:
        if "office" in os.environ.get("CONTEST_TEST_REQUIRE", "").split(","):
            pytest.fail("LibreOffice is required here and not installed")
        pytest.skip("LibreOffice is not installed")
    return program


@cache
def settled() -> Path:
    """Where LibreOffice and its fonts keep what they find out at a first start: once for all tests of a process."""
    folder = Path(tempfile.mkdtemp(prefix="contest-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def converted(content: bytes, name: str, kind: str, folder: Path) -> Path:
    """The file written as `name` and converted by LibreOffice to `kind` (xlsx, pdf …), without its cached values."""
    (made,) = all_converted({name: content}, kind, folder)
    return made


def all_converted(contents: dict[str, bytes], kind: str, folder: Path) -> list[Path]:
    """As `converted`, of several files at once, by name: a start takes LibreOffice as long as ten small files."""
    (folder / "given").mkdir(parents=True, exist_ok=True)
    sources = [folder / "given" / name for name in contents]
    for source, content in zip(sources, contents.values(), strict=True):
        source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{settled()}/profile"
    subprocess.run(
        [soffice(), profile, "--headless", "--convert-to", kind, "--outdir", folder / "made", *sources],
        check=True,
        capture_output=True,
        timeout=_PATIENCE,
    )
    return [folder / "made" / f"{source.stem}.{kind.split(':')[0]}" for source in sources]


def recalculated(content: bytes, folder: Path) -> Any:
    """The workbook after LibreOffice computed every formula anew (openpyxl, values only)."""
    made = converted(content, "so-lieu.xlsx", "xlsx", folder)
    return load_workbook(io.BytesIO(made.read_bytes()), data_only=True)
