"""A finding with its evidence one tap away: the files, the answer, the author's data it rests on."""

from dataclasses import dataclass

from contest.editions.rules import Regulation
from contest.entries.queries import EntryCard
from contest.entries.rules import FileFacts, asked_facts, asked_questions, birth_words, part_of, shown_answer
from contest.screening.rules import Finding


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding, the files to open, and what stands in the dossier about it."""

    finding: Finding
    files: tuple[FileFacts, ...]
    pairs: tuple[tuple[str, str], ...]


def shown(finding: Finding, card: EntryCard, rules: Regulation) -> Shown:
    """The finding with what a person needs to judge it."""
    kind, _, name = finding.about.partition(":")
    name = name.partition(":")[0]
    if kind == "author" and name.isdecimal():
        return Shown(finding, _papers(card, rules), _author(card, int(name)))
    if kind == "part":
        files = tuple(file for file in card.facts.files if file.part_key == name)
        part = part_of(rules, name)
        note = (("Thể lệ ghi", part.note),) if part is not None and part.note else ()
        return Shown(finding, files, note)
    if kind == "answer":
        label = next((asked.label for asked in asked_questions(rules) if asked.key == name), name)
        return Shown(finding, (), ((label, card.facts.answers.get(name, "")),))
    if kind == "fact":
        asked = next((one for one in asked_facts(rules) if one.key == name), None)
        value = card.facts.facts.get(name, "")
        return Shown(finding, (), ((asked.label, shown_answer(asked.kind, value)),) if asked else ())
    return Shown(finding, (), ())


def _author(card: EntryCard, place: int) -> tuple[tuple[str, str], ...]:
    author = card.facts.authors[place - 1]
    return (
        ("Họ tên", author.name),
        ("Ngày sinh", birth_words(author)),
        ("Lớp, chức danh", author.position_title),
        ("Trường, đơn vị", author.unit),
        ("Người giám hộ", author.guardian),
    )


def _papers(card: EntryCard, rules: Regulation) -> tuple[FileFacts, ...]:
    """Identity papers and signed forms, where the author's data can be seen."""
    keys = {part.key for part in rules.dossier if part.sensitive or part.made_from_entry}
    return tuple(file for file in card.facts.files if file.part_key in keys)
