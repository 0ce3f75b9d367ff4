"""In the child: what is wrong with a template somebody changed in Word, each fault with the words it stands in.

Tags are read paragraph by paragraph as Word shows them: a name that is no field, a tag that is not closed, a "for"
without its "endfor" are named before anything is filled. What is left then shows when it is filled with sample data.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import TemplateError, TemplateSyntaxError, nodes

from contest.foundation.writers.templated.filling import rendered
from contest.foundation.writers.templated.lines import sandbox
from contest.foundation.writers.templated.tidying import tidied

_MOST_FAULTS = 30
# A tag holds no other's beginning: one that was not closed is not taken for a long one.
_TAG = re.compile(r"\{\{(?:(?!\{[{%#]).)*?\}\}|\{%(?:(?!\{[{%#]).)*?%\}|\{#.*?#\}")
_HALF = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
# "{%tr for x in y %}": Word's part that goes with the tag, the deed, the rest.
_DEED = re.compile(r"\{%[-+]?(p|tr|tc|r)?\s+([a-z]+)\s*(.*?)\s*[-+]?%\}")
_SHOWN = re.compile(r"\{\{[-+]?(?:p|r|tr|tc)?\s+(.+?)\s*[-+]?\}\}|\{\{(.+?)\}\}")
_FOR = re.compile(r"([^\W\d]\w*)\s+in\s+(.+)")
_CLOSES = {"endfor": "for", "endif": "if"}
# Word makes quotation marks of its own.
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


class _Open(NamedTuple):
    deed: str
    part: str
    where: str
    scope: dict[str, Any]


def template_faults(path: str, facts: str, fields: str) -> dict[str, Any]:
    """{"faults": [[code, what, where]], "names": […]} of the template at `path`; names: the fields it shows.

    facts: a sample, fields: what there is, as JSON.
    """
    from docx import Document  # noqa: PLC0415 - heavy

    known = json.loads(Path(fields).read_text(encoding="utf-8"))
    checker = _Checker(known)
    for words in _texts(Document(tidied(path))):
        checker.read(words)
    checker.end()
    if not checker.faults:
        try:
            rendered(path, json.loads(Path(facts).read_text(encoding="utf-8")))
        except TemplateSyntaxError as error:
            checker.faults.append(["template_tag", "", _near(error)])
        except TemplateError as error:
            checker.faults.append(["template_unfilled", "", _near(error)])
    return {"faults": checker.faults[:_MOST_FAULTS], "names": sorted(checker.names)}


def _near(error: TemplateError) -> str:
    lines = [line.strip() for line in getattr(error, "docx_context", ())]
    return _short(next((line for line in lines if _HALF.search(line)), ""))


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:77]}…"


def _texts(document: Any) -> Iterator[str]:
    """The paragraphs' words in the order of the body, then those of heads and feet, each part once."""
    paragraph = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
    text = paragraph[:-1] + "t"
    parts = [document.element.body]
    for section in document.sections:
        for edge in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            if not edge.is_linked_to_previous:
                parts.append(edge._element)
    for part in parts:
        for line in part.iter(paragraph):
            yield "".join(node.text or "" for node in line.iter(text)).strip()
        yield ""


class _Checker:
    """Reads the paragraphs in turn; knows which loops are open and what their names stand for."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self.faults: list[list[str]] = []
        self.names: set[str] = set()
        self._fields = frozenset(fields)
        self._open: list[_Open] = []
        self._scope: dict[str, Any] = {**fields, "loop": dict.fromkeys(("index", "first", "last", "length"), "")}
        self._environment = sandbox()

    def read(self, words: str) -> None:
        """One paragraph."""
        words = words.translate(_QUOTES)
        where = _short(words)
        if _HALF.search(_TAG.sub("", words)):
            self._fault("template_half_tag", "", where)
        for found in _TAG.finditer(words):
            tag = found[0]
            if tag.startswith("{{"):
                shown = _SHOWN.fullmatch(tag)
                self._expression((shown[1] or shown[2]) if shown else "", where)
            elif tag.startswith("{%"):
                self._deed(tag, where)

    def end(self) -> None:
        """After the last paragraph: what is still open."""
        for left in self._open:
            self._fault("template_open", left.deed, left.where)

    def _deed(self, tag: str, where: str) -> None:
        read = _DEED.fullmatch(tag)
        part, deed, rest = read.groups("") if read else ("", "", "")
        if deed == "for":
            self._loop(part, rest, where)
        elif deed == "if":
            self._condition(rest, where)
            self._open.append(_Open("if", part, where, self._scope))
        elif deed in ("elif", "else"):
            if not (self._open and self._open[-1].deed == "if"):
                self._fault("template_close", deed, where)
            if deed == "elif":
                self._condition(rest, where)
        elif deed in _CLOSES:
            self._close(part, deed, where)
        else:
            self._fault("template_deed", tag, where)

    def _loop(self, part: str, rest: str, where: str) -> None:
        read = _FOR.fullmatch(rest)
        self._open.append(_Open("for", part, where, self._scope))
        if read is None:
            self._fault("template_tag", rest, where)
            return
        held = self._expression(read[2], where)
        if held is not None and not isinstance(held, list):
            self._fault("template_no_list", read[2], where)
        inner = held[0] if isinstance(held, list) and held else None
        self._scope = {**self._scope, read[1]: inner}

    def _close(self, part: str, deed: str, where: str) -> None:
        if not self._open or self._open[-1].deed != _CLOSES[deed]:
            self._fault("template_close", deed, where)
            return
        last = self._open.pop()
        self._scope = last.scope
        if last.part != part:
            self._fault("template_part", f"{{%{last.part} {last.deed} … %}}", where)

    def _condition(self, words: str, where: str) -> None:
        """What is asked for in a condition alone is not shown."""
        shown = set(self.names)
        self._expression(words, where)
        self.names = shown

    def _expression(self, words: str, where: str) -> Any:
        """What the expression stands for: a mapping, a list, "" for a text, None when it is not known."""
        try:
            tree = self._environment.parse("{{ " + words + " }}")
            self._environment.compile(tree)
        except TemplateError:
            self._fault("template_tag", words, where)
            return None
        output = tree.find(nodes.Output)
        held = None
        for node in output.nodes if output else ():
            held = self._held(node, where)
        return held

    def _held(self, node: nodes.Node, where: str) -> Any:
        if isinstance(node, nodes.Name):
            if node.name not in self._scope:
                self._fault("template_unknown", node.name, where)
                return None
            self.names |= {node.name} & self._fields
            return self._scope[node.name]
        if isinstance(node, nodes.Getattr):
            held = self._held(node.node, where)
            if held is None:
                return None
            if not isinstance(held, dict) or node.attr not in held:
                self._fault("template_unknown", node.attr, where)
                return None
            return held[node.attr]
        for child in node.iter_child_nodes():
            self._held(child, where)
        return None

    def _fault(self, code: str, what: str, where: str) -> None:
        fault = [code, _short(what), where]
        if fault not in self.faults:
            self.faults.append(fault)
