"""What users read: every reason has a sentence, every sentence a use; Vietnamese, whole, polite, and nothing else."""

import ast
import re
import string
import unicodedata
from pathlib import Path

import pytest
from markupsafe import Markup

from contest.foundation import words
from contest.rooms import learn_words
from tests.house.tree import ROOT, modules, none, template, write

learn_words()
# Calls whose first argument is a reason's code.
SAYING = frozenset({"Reason", "refuse_with", "fault"})
ENGLISH = re.compile(
    r"\b(the|is|are|was|were|and|not|with|please|invalid|error|required|login|log in|password|submit|upload|download|"
    r"click|user|admin|file|files|sorry|must|should|cannot|save|cancel|back|next|search|home)\b",
    re.I,
)


def sentences() -> dict[str, str]:
    """Every code with its sentence."""
    return {code: words._WORDS[code] for code in sorted(words.codes())}


def uses(root: Path) -> list[tuple[str, str, frozenset[str] | None]]:
    """Every literal code in the code: where, the code, and the names it gives values for (None when not literal)."""
    found = []
    for module in modules(root):
        for node in module.nodes:
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            called = ast.unparse(node.func).split(".")[-1]
            code = node.args[0].value
            if called in SAYING and isinstance(code, str) and re.fullmatch(r"[a-z][a-z0-9_]+", code):
                found.append((f"{module.name}:{node.lineno}", code, _given(called, node)))
    return found


def _given(called: str, node: ast.Call) -> frozenset[str] | None:
    if called == "fault":
        return None
    if called == "Reason":
        told = node.args[1] if len(node.args) > 1 else None
        told = next((each.value for each in node.keywords if each.arg == "params"), told)
        if told is None:
            return frozenset()
        if not isinstance(told, ast.Dict) or not all(isinstance(key, ast.Constant) for key in told.keys):
            return None
        return frozenset(str(key.value) for key in told.keys if isinstance(key, ast.Constant))
    if any(each.arg is None for each in node.keywords):
        return None
    return frozenset(str(each.arg) for each in node.keywords if each.arg != "where")


def fields(sentence: str) -> frozenset[str]:
    """The names a sentence needs values for."""
    return frozenset(name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(sentence) if name)


def faults(root: Path, known: dict[str, str]) -> list[str]:
    """Every code without words, every value that a sentence needs and is not given, every sentence nobody says."""
    found, said = [], set()
    for where, code, given in uses(root):
        said.add(code)
        if code not in known:
            found.append(f"{where}: the reason {code} has no words")
        elif given is not None and fields(known[code]) - given:
            found.append(f"{where}: {code} is said without {', '.join(sorted(fields(known[code]) - given))}")
    texts, shapes = _constants(root), _shapes(root)
    for code in known:
        made = any(shape.fullmatch(code) for shape in shapes)
        if code not in said and code not in texts and not made:
            found.append(f"nobody says {code}: {known[code]}")
    return found


def _shapes(root: Path) -> list[re.Pattern[str]]:
    """Codes that are put together: f"regulation_{what}_unknown"."""
    return [
        re.compile(
            "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[a-z0-9_]+" for p in node.values)
        )
        for module in modules(root)
        for node in module.nodes
        if isinstance(node, ast.JoinedStr) and re.fullmatch(r"[a-z0-9_]{4,}", _fixed(node)) and "_" in _fixed(node)
    ]


def _fixed(text: ast.JoinedStr) -> str:
    return "".join(str(part.value) for part in text.values if isinstance(part, ast.Constant))


def _constants(root: Path) -> set[str]:
    """Every text in the code other than the keys of a dictionary of sentences."""
    there: set[str] = set()
    for module in modules(root):
        keys = {
            id(key)
            for node in module.nodes
            if isinstance(node, ast.Dict)
            for key, value in zip(node.keys, node.values, strict=True)
            if isinstance(value, ast.Constant | ast.JoinedStr | ast.BinOp) and " " in ast.unparse(value)
        }
        for node in module.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in keys:
                there.add(node.value)
    return there


def test_every_reason_has_words_and_every_word_a_reason():
    none(faults(ROOT, sentences()))


def test_a_reason_without_words_and_words_without_a_reason_are_found(tmp_path):
    files = {
        "contest/people/rules.py": 'WORDS = {"late": "Đã quá hạn {day}.", "lost": "Không còn nữa."}\n',
        "contest/people/actions.py": 'x = Reason("late")\ny = refuse_with("strange")\n',
    }
    known = {"late": "Đã quá hạn {day}.", "lost": "Không còn nữa."}
    found = faults(write(tmp_path, files), known)
    assert [text.split(":", 2)[-1].strip() for text in found] == [
        "late is said without day", "the reason strange has no words", "Không còn nữa.",
    ]  # fmt: skip


def ill_said(where: str, text: str) -> list[str]:
    """What is wrong with a text for users."""
    found = []
    if unicodedata.normalize("NFC", text) != text:
        found.append(f"{where} is not in the composed form (NFC)")
    if "!" in text:
        found.append(f"{where} shouts: {text}")
    english = ENGLISH.search(text)
    if english:
        found.append(f"{where} speaks English ({english.group()}): {text}")
    return found


def test_sentences_are_vietnamese_whole_and_quiet():
    found = []
    for code, sentence in sentences().items():
        bare = re.sub(r"\{[^}]*\}|“[^”]*”|contest [a-z -]+|CONTEST_[A-Z_]+\S*", "", sentence)
        found.extend(ill_said(code, bare))
        if not sentence.rstrip().endswith((".", ":", "…", "”", "?", ")", "}")):
            found.append(f"{code} does not end as a sentence does: {sentence}")
    none(found)


@pytest.mark.parametrize("text", ["Please log in.", "Lỗi!", "H\u0065\u0302\u0301t hạn", "File quá lớn."])
def test_what_is_ill_said_is_found(text):
    assert len(ill_said("x", text)) == 1


def test_a_sentence_well_said_is_left_alone():
    assert ill_said("x", "Còn thiếu bản mô tả. Hạn nộp 17:00 ngày 30/6.") == []


def template_text(source: str) -> str:
    """What of a template reaches readers as text, roughly: no code, no tags, but titles, labels and placeholders."""
    source = re.sub(r"\{#.*?#\}", " ", source, flags=re.S)
    spoken = re.findall(r"(?:title|aria-label|placeholder|alt|data-confirm)=\"([^\"{]*)\"", source)
    source = re.sub(r"<(script|style|code|pre)\b.*?</\1>", " ", source, flags=re.S)
    source = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", source, flags=re.S)
    return str(Markup(re.sub(r"<[^>]*>", " ", source)).unescape()) + " " + " ".join(spoken)


def typeset_text(source: str) -> str:
    """What of a typst template is printed as it stands, roughly: what is between brackets and no code."""
    source = re.sub(r"^\s*//.*$|\s//\s.*$", "", source, flags=re.M)
    return "\n".join(re.sub(r"#[\w.]+(\([^()]*\))?", " ", text) for text in re.findall(r"\[([^\[\]]*)\]", source))


def test_what_a_typst_template_prints_is_told_from_its_code():
    source = "// and so on [the]\n#let f(it) = if it and x { [Trang #it.page, #h(2mm)hết] } else { f(it) }"
    assert typeset_text(source).split() == ["Trang", ",", "hết"]


def test_templates_speak_vietnamese():
    found = []
    for path in sorted((ROOT / "templates").rglob("*.*")):
        text_of = typeset_text if path.suffix == ".typ" else template_text
        text = text_of(path.read_text(encoding="utf-8"))
        for line in (line for line in text.splitlines() if '="' not in line):
            found.extend(ill_said(str(path.relative_to(ROOT)), line.strip()))
    none(found)


def test_every_template_can_be_read():
    found = []
    for path in sorted(path for path in (ROOT / "templates").rglob("*.*") if path.suffix != ".typ"):
        try:
            template(path)
        except Exception as error:
            found.append(f"{path.relative_to(ROOT)}: {error}")
    none(found)
