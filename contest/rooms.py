"""Finds what each room brings (models, words, routes, commands, jobs) in the order of the life."""

import gc
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from types import ModuleType

from contest.foundation import files, letters, mail, sheets, shell, writers
from contest.foundation.words import tell
from contest.life import STAGES


@contextmanager
def loading() -> Iterator[None]:
    """While modules are loaded nothing is looked through for circles: what they make stays to the end.

    A thousand modules make 350,000 objects, and switched on again they would all be looked through at once; so what the
    first loading of a process leaves is set aside. Only the first: tests open many houses, and those go away.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
        _set_aside()
    finally:
        if was_on:
            gc.enable()


@cache
def _set_aside() -> None:
    # Once, by itself: to ask the collector whether it was done takes as long as counting all that was set aside.
    gc.freeze()


def floor(name: str) -> Iterator[ModuleType]:
    """The modules of one floor, from the first room to the last; a room without that floor is passed over."""
    for room in STAGES:
        full = f"contest.{room}.{name}"
        if find_spec(full) is not None:
            yield importlib.import_module(full)


@cache
def learn_words() -> None:
    """Teach the house every room's sentences."""
    wiring = [importlib.import_module(name) for name in ("contest.config", "contest.installation.wordlist")]
    for module in (files, letters, mail, sheets, shell, writers, *wiring):
        tell(module.WORDS)
    for module in floor("rules"):
        tell(getattr(module, "WORDS", {}))
        letters.learn(getattr(module, "EVENTS", ()))


@cache
def load_models() -> None:
    """Import every table, so that the metadata is whole."""
    for _ in floor("models"):
        pass
