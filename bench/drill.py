"""The drill: a server is killed while judges save; what was acknowledged is there; a backup comes back whole."""

import os
import secrets
import subprocess
import sys
import threading
import time
from pathlib import Path

from sqlalchemy import func, select

from bench.instances import Instance, make, sign_in, token_of
from bench.pages import open_card
from bench.served import Served, served
from bench.writes import figures_of, value_of
from contest.app import create_app
from contest.config import read_settings
from contest.foundation import ledger
from contest.foundation.database import db

_SECONDS = 3.0


def measure(folder: Path) -> str:
    """The table in Markdown."""
    instance = make(folder, 571, "--until-scoring")
    acknowledged = _kill_while_saving(instance)
    kept = _events(instance)
    away, back = _there_and_back(folder, instance)
    rows = [
        "| drill | |",
        "| --- | ---: |",
        f"| saves acknowledged until the server was killed | {acknowledged} |",
        f"| of these in the ledger afterwards, its chain whole | {kept} |",
        f"| backup of 571 entries half scored, s | {away:.2f} |",
        f"| restored into an empty installation and verified, s | {back:.2f} |",
    ]
    if not 0 < acknowledged <= kept:
        raise RuntimeError(f"{acknowledged} saves were acknowledged and {kept} are there")
    return "\n".join(rows)


def _kill_while_saving(instance: Instance) -> int:
    """Save as fast as the server answers, kill it in the midst; returns how many saves it said yes to."""
    said: list[int] = []
    with served(["-m", "contest", "serve", "--no-worker"], instance.environment) as server:
        judge = server.another()
        sign_in(judge, instance, "judge")
        worker = threading.Thread(target=_save, args=(judge, open_card(judge, instance), said))
        worker.start()
        time.sleep(_SECONDS)
        server.kill()
        worker.join(30)
    return len(said)


def _save(judge: Served, path: str, said: list[int]) -> None:
    page = judge.ask(path)[1]
    token, names, version = token_of(page), figures_of(page), int(value_of(page, "version"))
    while True:
        form = {name: str(version % 9 + 1) for name in names}
        form |= {"csrf_token": token, "version": str(version), "save_key": secrets.token_hex(8), "deed": "luu"}
        try:
            status, _ = judge.ask(path, form, accept="application/json")
        except OSError:
            return
        if status != 200:
            return
        said.append(version)
        version += 1


def _events(instance: Instance) -> int:
    """The saves in the ledger; raises RuntimeError when its chain is broken."""
    app = create_app(read_settings(dict(instance.environment)))
    with app.app_context():
        if ledger.verify().broken_id is not None:
            raise RuntimeError("the ledger's chain is broken")
        saved = select(func.count()).select_from(ledger.LedgerEvent).where(ledger.LedgerEvent.kind == "score.saved")
        return db.session.scalar(saved) or 0


def _there_and_back(folder: Path, instance: Instance) -> tuple[float, float]:
    archive = folder / "sao-luu.zip"
    away = _run(instance.environment["CONTEST_INSTANCE"], "backup", str(archive))
    other = str(folder / "restored")
    back = _run(other, "restore", str(archive)) + _run(other, "ledger", "verify")
    return away, back


def _run(instance: str, *words: str) -> float:
    began = time.perf_counter()
    command = [sys.executable, "-m", "contest", *words]
    subprocess.run(command, env={**os.environ, "CONTEST_INSTANCE": instance}, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began
