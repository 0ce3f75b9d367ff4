"""The help of the command line in Vietnamese: click's own words, which no translation is shipped for."""

import re
from collections.abc import Iterable

import click

_HEADINGS = {"Options": "Tùy chọn", "Commands": "Các lệnh", "Arguments": "Tham số"}
_SENTENCES = {
    "Show this message and exit.": "Hiện hướng dẫn này rồi thoát.",
    "Show the version and exit.": "Hiện phiên bản rồi thoát.",
}
_WORDS = {
    "OPTIONS": "TÙY CHỌN",
    "COMMAND": "LỆNH",
    "ARGS": "THAM SỐ",
    "TEXT": "CHỮ",
    "INTEGER RANGE": "SỐ",
    "INTEGER": "SỐ",
    "FILE": "TỆP",
    "PATH": "TỆP",
    "DIRECTORY": "THƯ MỤC",
}
_WORD = re.compile(rf"(?<![\w-])({'|'.join(_WORDS)})(?![\w-])")
_NOTES = (("[required]", "[bắt buộc]"), ("[default: ", "[mặc định: "), ("; required]", "; bắt buộc]"))


def _worded(text: str) -> str:
    return _WORD.sub(lambda found: _WORDS[found[1]], text)


def _noted(text: str) -> str:
    told = _SENTENCES.get(text, text)
    for english, vietnamese in _NOTES:
        told = told.replace(english, vietnamese)
    return told


class VietnameseHelp(click.HelpFormatter):
    """As click's, every word of click's own in Vietnamese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that says how the command is typed."""
        super().write_usage(prog, _worded(args), "Cách dùng: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """What stands over the options and the commands."""
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options and commands, each with its sentence."""
        told = [(_worded(first), _noted(second)) for first, second in rows]
        super().write_dl(told, col_max, col_spacing)
