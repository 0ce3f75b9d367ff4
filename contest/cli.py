"""`contest …`: joins the commands of all rooms; every command ends with 0 done, 1 refused, 2 wrong usage."""

import gc
import importlib
import sys
from typing import Any

import click

from contest.foundation.helping import VietnameseHelp
from contest.foundation.refusal import Refusal
from contest.foundation.shell import say
from contest.foundation.usage import Told
from contest.foundation.words import sentence
from contest.life import STAGES
from contest.rooms import floor, learn_words, loading


class House(click.Group):
    """The top of the command line; groups that several rooms bring under one name become one group."""

    def join(self, command: click.Command) -> None:
        """Add a room's command; a group of a known name gives its commands to that group."""
        known = self.commands.get(command.name or "")
        if isinstance(known, click.Group) and isinstance(command, click.Group):
            for each in command.commands.values():
                known.add_command(each)
        else:
            self.add_command(command)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """As click's; what was typed wrongly before the first command is told in Vietnamese."""
        try:
            return super().make_context(*args, **extra)
        except click.ClickException as fault:
            raise Told(fault) from fault

    def invoke(self, ctx: click.Context) -> Any:
        """As click's; what was typed wrongly in a command is told in Vietnamese."""
        try:
            return super().invoke(ctx)
        except click.ClickException as fault:
            raise Told(fault) from fault


@click.group(cls=House)
@click.version_option(package_name="contest", message="%(version)s")
def top() -> None:
    """Tổ chức hội thi, cuộc thi sáng tạo: từ hồ sơ dự thi đến lễ trao giải."""


def _house() -> Any:
    return importlib.import_module("contest.app").create_app()


@top.command()
@click.option("--json", "as_json", is_flag=True, help="In đúng một tài liệu JSON ra stdout.")
def tour(as_json: bool) -> None:
    """Kể vòng đời của một hội thi qua các phòng của chương trình."""
    told = [(room, (importlib.import_module(f"contest.{room}").__doc__ or "").strip()) for room in STAGES]
    shown = "\n".join(f"{number:>2}. {room}: {words}" for number, (room, words) in enumerate(told, 1))
    say(([{"room": room, "words": words} for room, words in told], shown), as_json)


@loading()
def assemble() -> click.Group:
    """The command line with every room's commands."""
    learn_words()
    click.Context.formatter_class = VietnameseHelp
    for module in (importlib.import_module("contest.installation.commands"), *floor("commands")):
        for command in module.commands:
            top.join(command)
    return top


def main(arguments: list[str] | None = None) -> Any:
    """The console script: a Refusal becomes its sentences on stderr and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")
    # Whole registers and sheets are held while a command runs; looking through all of them after every 700 new
    # objects for circles that are not there took a tenth of the time, after every 50,000 a fortieth; and what is no
    # longer young lives to the end. Whoever stays (serve, worker) looks more often, see installation.server.
    gc.set_threshold(250_000, 100, 20)
    try:
        return assemble().main(args=arguments, prog_name="contest", obj=_house)
    except Refusal as refusal:
        for reason in refusal.reasons:
            click.echo(sentence(reason), err=True)
        sys.exit(1)
