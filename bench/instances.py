"""Demo instances of a given size to measure on, made once a run in a folder that goes away."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.served import Served


@dataclass(frozen=True, slots=True)
class Instance:
    """A demo instance: its environment, and what the demo said of itself."""

    environment: Mapping[str, str]
    facts: Mapping[str, Any]

    @property
    def slug(self) -> str:
        """The edition's address."""
        return str(self.facts["edition"])

    def login(self, role: str) -> tuple[str, str]:
        """E-mail and password of a role."""
        found = next(login for login in self.facts["logins"] if login["role"] == role)
        return found["email"], found["password"]


def make(folder: Path, entries: int, *options: str) -> Instance:
    """Run the demo with so many entries, without serving."""
    name = "".join((str(entries), *options))
    out = folder / f"out-{name}"
    if (out / "demo.json").exists():
        shutil.rmtree(folder / f"instance-{name}")
    environment = {"CONTEST_INSTANCE": str(folder / f"instance-{name}")}
    command = [sys.executable, "-m", "contest", "demo", "--no-serve", "--out", str(out), "--entries", str(entries)]
    command += options
    subprocess.run(command, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL)
    facts = json.loads((out / "demo.json").read_text(encoding="utf-8"))
    return Instance({"CONTEST_INSTANCE": facts.get("instance", environment["CONTEST_INSTANCE"])}, facts)


def sign_in(server: Served, instance: Instance, role: str) -> None:
    """Sign in through the form, as a browser does. Raises RuntimeError when it is refused."""
    email, password = instance.login(role)
    token = token_of(server.ask("/dang-nhap")[1])
    status, text = server.ask("/dang-nhap", {"csrf_token": token, "who": email, "password": password})
    if status not in (302, 303):
        raise RuntimeError(f"signing in as {role} answered {status}: {text[:200]}")


def token_of(page: str) -> str:
    """The CSRF token of a page's first form."""
    _, _, rest = page.partition('name="csrf_token"')
    return rest.partition('value="')[2].partition('"')[0]
