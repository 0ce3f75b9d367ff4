"""LibreOffice as the judge of our files: recalculates workbooks, and turns them into PDF pages."""

import io
import os
import shutil
import subprocess
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


def converted(content: bytes, name: str, kind: str, folder: Path) -> Path:
    """The file written as `name` and converted by LibreOffice to `kind` (xlsx, pdf …), without its cached values."""
    source = folder / "given" / name
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [soffice(), profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "made"), str(source)],
        check=True,
        capture_output=True,
        timeout=_PATIENCE,
    )
    return folder / "made" / (Path(name).stem + "." + kind.split(":")[0])


def recalculated(content: bytes, folder: Path) -> Any:
    """The workbook after LibreOffice computed every formula anew (openpyxl, values only)."""
    made = converted(content, "so-lieu.xlsx", "xlsx", folder)
    return load_workbook(io.BytesIO(made.read_bytes()), data_only=True)
