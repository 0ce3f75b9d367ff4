"""What was typed wrongly at the command line, said in Vietnamese: click's own sentences, turned one by one."""

import re
from typing import IO, Any

import click

# click's templates as its source writes them; {x!r} is x between quotation marks. `tests/foundation/test_usage.py`
# reads click's source and fails for a sentence that is missing here.
TOLD = {
    "Invalid value: {message}": "Giá trị không hợp lệ: {message}",
    "Invalid value for {param_hint}: {message}": "Giá trị của {param_hint} không hợp lệ: {message}",
    "Missing argument {param_hint}.": "Thiếu tham số {param_hint}.",
    "Missing option {param_hint}.": "Thiếu tùy chọn {param_hint}.",
    "Missing parameter {param_hint}.": "Thiếu tham số {param_hint}.",
    "Missing parameter: {param_name}": "Thiếu tham số: {param_name}",
    "Missing command.": "Thiếu tên lệnh.",
    "No such option {name!r}.": "Không có tùy chọn {name!r}.",
    "No such command {name!r}.": "Không có lệnh {name!r}.",
    "Did you mean {possibility}?": "Có phải {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Có phải một trong các tên: {possibilities}?)",
    "Could not open file {filename!r}: {message}": "Không mở được tệp {filename!r}: {message}",
    "unknown error": "lỗi không rõ",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "{value!r} is not {choice}.": "{value!r} không phải là {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} không phải là một trong {choices}.",
    "{value!r} does not match the format {format}.": "{value!r} không đúng mẫu {format}.",
    "{value!r} does not match the formats {formats}.": "{value!r} không đúng mẫu nào trong {formats}.",
    "{value!r} is not a valid {number_type}.": "{value!r} không phải là {number_type} hợp lệ.",
    "{value} is not in the range {range}.": "{value} không nằm trong khoảng {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r} không phải là có, không: {states}",
    "{value!r} is not a valid UUID.": "{value!r} không phải là mã UUID hợp lệ.",
    "{name} {filename!r} does not exist.": "Không có {name} {filename!r}.",
    "{name} {filename!r} is a file.": "{name} {filename!r} là một tệp.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} là một thư mục.",
    "{name} {filename!r} is not readable.": "Không đọc được {name} {filename!r}.",
    "{name} {filename!r} is not writable.": "Không ghi được vào {name} {filename!r}.",
    "{name} {filename!r} is not executable.": "Không chạy được {name} {filename!r}.",
    "Got unexpected extra argument ({args})": "Thừa tham số ({args})",
    "Got unexpected extra arguments ({args})": "Thừa các tham số ({args})",
    "Value must be an iterable.": "Giá trị phải là một dãy.",
    "{len_type} values are required, but {len_value} was given.": "Cần {len_type} giá trị, chỉ có {len_value}.",
    "{len_type} values are required, but {len_value} were given.": "Cần {len_type} giá trị, lại có {len_value}.",
    "Takes {nargs} values but 1 was given.": "Cần {nargs} giá trị, chỉ có 1.",
    "Takes {nargs} values but {len} were given.": "Cần {nargs} giá trị, lại có {len}.",
    "Invalid start character for option ({option})": "Tùy chọn bắt đầu bằng ký tự lạ ({option})",
    "Option {name!r} does not take a value.": "Tùy chọn {name!r} không nhận giá trị.",
    "Option {name!r} requires an argument.": "Tùy chọn {name!r} cần một giá trị.",
    "Option {name!r} requires {nargs} arguments.": "Tùy chọn {name!r} cần {nargs} giá trị.",
    "Argument {name!r} takes {nargs} values.": "Tham số {name!r} cần {nargs} giá trị.",
}
# Single words that click puts into its sentences; the longest first.
_WORDS = {
    "integer range": "số nguyên",
    "float range": "số",
    "integer": "số nguyên",
    "float": "số",
    "file": "tệp",
    "directory": "thư mục",
    "path": "đường dẫn",
    "File": "Tệp",
    "Directory": "Thư mục",
    "Path": "Đường dẫn",
}
# click hangs these behind another sentence.
_NEXT_SENTENCE = re.compile(r"(?<=\.) (?=Did you mean|\(Did you mean|Choose from)")
_SLOT = re.compile(r"\{(\w+)(!r)?\}")


def _pattern(template: str) -> re.Pattern[str]:
    parts, at = [], 0
    for slot in _SLOT.finditer(template):
        parts.append(re.escape(template[at : slot.start()]))
        parts.append(rf"(?P<{slot[1]}>'[^']*'|\"[^\"]*\")" if slot[2] else rf"(?P<{slot[1]}>.+?)")
        at = slot.end()
    parts.append(re.escape(template[at:]))
    return re.compile("".join(parts), re.DOTALL)


# The more of a sentence is fixed, the earlier it is tried.
_PATTERNS = sorted(
    ((_pattern(english), vietnamese.replace("!r}", "}")) for english, vietnamese in TOLD.items()),
    key=lambda pair: -len(_SLOT.sub("", pair[1])),
)


def in_vietnamese(sentence: str) -> str:
    """click's sentence in Vietnamese, what it quotes left as it was typed; an unknown sentence comes back unchanged."""
    if sentence in _WORDS:
        return _WORDS[sentence]
    first, *rest = _NEXT_SENTENCE.split(sentence, maxsplit=1)
    if rest:
        return f"{in_vietnamese(first)} {in_vietnamese(rest[0])}"
    for pattern, vietnamese in _PATTERNS:
        found = pattern.fullmatch(sentence)
        if found:
            return vietnamese.format(**{name: in_vietnamese(text) for name, text in found.groupdict().items()})
    return sentence


class Told(click.UsageError):
    """A fault of usage that shows itself in Vietnamese and ends the command with the fault's own exit code."""

    def __init__(self, fault: click.ClickException) -> None:
        super().__init__(in_vietnamese(fault.format_message()), getattr(fault, "ctx", None))
        # click keeps the code at the class: 2 for wrong usage, 1 for a file that cannot be opened.
        vars(self)["exit_code"] = fault.exit_code

    def show(self, file: IO[Any] | None = None) -> None:
        """How the command is typed, where its help is, and what was wrong; on stderr unless told otherwise."""
        if self.ctx is not None:
            usage = f"{self.ctx.get_usage()}\nGõ '{self.ctx.command_path} --help' để xem hướng dẫn.\n"
            click.echo(usage, file=file, err=file is None)
        click.echo(f"Lỗi: {self.format_message()}", file=file, err=file is None)
