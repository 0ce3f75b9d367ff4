"""The regulations that come with the house, to start a new edition from."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from contest.editions.rules import Regulation, parse
from contest.foundation.refusal import refuse_with


@dataclass(frozen=True, slots=True)
class Preset:
    """A shipped regulation; `name` is its file's name without the ending."""

    name: str
    title: str
    kind: str
    assumptions: tuple[str, ...]


def presets() -> list[Preset]:
    """Every shipped regulation, by name."""
    found = []
    for name in _names():
        regulation: Regulation = parse(preset_text(name))
        found.append(Preset(name, regulation.title, regulation.kind, regulation.assumptions))
    return found


@cache
def preset_text(name: str) -> str:
    """A shipped regulation word for word. Raises Refusal: preset_unknown."""
    if name not in _names():
        raise refuse_with("preset_unknown", name=name[:80], names=", ".join(_names()) or "chưa có")
    return (files("contest.editions") / "presets" / f"{name}.yaml").read_bytes().decode("utf-8")


@cache
def _names() -> tuple[str, ...]:
    folder = files("contest.editions") / "presets"
    if not folder.is_dir():
        return ()
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml")))
