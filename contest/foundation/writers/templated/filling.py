"""In the child: a Word template and its facts become a Word file; Jinja reaches nothing but the facts."""

import io
import json
from pathlib import Path
from typing import Any, cast

from contest.foundation.writers.docx.parts import add_words, undated
from contest.foundation.writers.templated.laying import PICTURE_WIDTH
from contest.foundation.writers.templated.lines import cleaned, sandbox
from contest.foundation.writers.templated.tidying import tidied


def word_filled(path: str, facts: str, out: str, stamp: str, name: str, pictures: dict[str, str]) -> dict[str, Any]:
    """The template at `path` filled with the JSON at `facts`, at `out`; the stamp on every page.

    pictures: where a picture lies, by the text of the facts that stands for it.
    """
    from docx import Document as new  # noqa: PLC0415 - heavy

    made = rendered(path, json.loads(Path(facts).read_text(encoding="utf-8")), pictures)
    kept = io.BytesIO()
    made.save(kept)
    # What docxtpl has filled are no heads that python-docx can write in: it reads the file again.
    document = new(kept)
    _stamped(document, stamp)
    document.core_properties.title = name[:250]
    kept = io.BytesIO()
    document.save(kept)
    Path(out).write_bytes(undated(kept))
    return {}


def rendered(path: str, facts: dict[str, Any], pictures: dict[str, str] | None = None) -> Any:
    """The template filled, as docxtpl has it. Raises jinja2.TemplateError and whatever a bad file raises."""
    from docxtpl.template import DocxTemplate  # noqa: PLC0415 - heavy

    environment = sandbox()
    environment.autoescape = True
    made = DocxTemplate(tidied(path))
    given = cleaned(facts)
    made.render(_drawn(made, given, pictures) if pictures else given, environment)
    return made


def _drawn(made: Any, facts: Any, pictures: dict[str, str]) -> Any:
    """The facts with pictures in the place of the texts that name them."""
    from docx.shared import Mm  # noqa: PLC0415 - heavy
    from docxtpl import inline_image  # noqa: PLC0415 - heavy

    if isinstance(facts, dict):
        return {key: _drawn(made, value, pictures) for key, value in facts.items()}
    if isinstance(facts, list):
        return [_drawn(made, value, pictures) for value in facts]
    if facts in pictures:
        return cast(Any, inline_image).InlineImage(made, pictures[facts], width=Mm(PICTURE_WIDTH))
    return facts


def _stamped(document: Any, stamp: str) -> None:
    """The stamp above every page, whatever the template's own heads are: nobody can forget it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - heavy

    if not stamp:
        return
    for section in document.sections:
        heads = [section.header]
        heads += [section.first_page_header] if section.different_first_page_header_footer else []
        heads += [section.even_page_header] if document.settings.odd_and_even_pages_header_footer else []
        for head in heads:
            if head.is_linked_to_previous and section is not document.sections[0]:
                continue
            line = head.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            add_words(line, stamp, bold=True, size=12)
