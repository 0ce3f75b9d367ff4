"""The description (bản mô tả giải pháp; of youth: bản thuyết minh), section after section as the regulation asks."""

from contest.editions.rules import Regulation
from contest.entries.reports.asking import (
    answered_facts,
    answered_questions,
    author_title,
    is_blind,
    is_youth,
    representative,
    undated,
    under_title,
)
from contest.entries.rules import AuthorFacts, EntryFacts, commitments
from contest.foundation.document import Block, Fill, Head, Heading, Paragraph, Run, Signatures, Title
from contest.foundation.report import Letterhead, Signature
from contest.foundation.vietnamese import roman

_BLANK_LINES = 8


def title_of(regulation: Regulation) -> str:
    """What the paper is called."""
    return f"BẢN {'THUYẾT MINH' if is_youth(regulation) else 'MÔ TẢ'} {regulation.entry_word.upper()} DỰ THI"


def description(facts: EntryFacts, regulation: Regulation) -> list[Block]:
    """The whole description. Where a round is judged blind it names nobody: judges read it as it is."""
    blind = is_blind(regulation)
    blocks: list[Block] = [
        Head(Letterhead([])),
        Title(title_of(regulation), under_title(regulation)),
        Heading("I. THÔNG TIN CHUNG"),
        Fill(f"1. Tên {regulation.entry_word}", facts.title, 3),
        Fill("2. Lĩnh vực", regulation.field_name(facts.field_key) if facts.field_key else ""),
    ]
    blocks += _makers(facts, blind)
    told = [] if blind else [one for one in answered_facts(facts, regulation) if not one[2]]
    blocks += [Fill(f"{place}. {label}", value) for place, (label, value, _) in enumerate(told, 5)]
    blocks += [Heading("II. TÓM TẮT"), *_text(facts.summary)]
    for place, (label, words, help_) in enumerate(answered_questions(facts, regulation, naming=False), 3):
        blocks += [Heading(f"{roman(place)}. {label.upper()}"), *_text(words, help_)]
    if blind:
        note = "(Bản này không ghi tên tác giả, đơn vị và không ký tên: hội đồng giám khảo chấm theo mã số.)"
        return [*blocks, Paragraph((Run(note, italic=True),), align="center")]
    blocks += [Heading("CAM ĐOAN"), *[Paragraph(f"– {words}", indent=True) for words in commitments(regulation)]]
    return [*blocks, Signatures((Signature(author_title(facts), representative(facts)),), over=undated(), room=24)]


def _makers(facts: EntryFacts, blind: bool) -> list[Block]:
    if blind:
        return []
    return [
        Fill("3. Tác giả", "\n".join(f"– {_maker(author)}" for author in facts.authors), 2),
        Fill("4. Đơn vị", ", ".join(part for part in (facts.unit, facts.locality) if part)),
    ]


def _maker(author: AuthorFacts) -> str:
    return ", ".join(part for part in (author.name, author.position_title, author.unit) if part)


def _text(words: str, help_: str = "") -> list[Block]:
    """Each typed line a paragraph; without any, lines to write on under the help."""
    if words:
        return [Paragraph(line, indent=True) for line in words.split("\n") if line.strip()]
    hint: list[Block] = [Paragraph((Run(f"({help_})", italic=True),), keep=True)] if help_ else []
    return [*hint, Fill("", "", _BLANK_LINES)]
