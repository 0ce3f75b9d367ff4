"""Parts of the dossier and the questions: things that can really be handed in and answered."""

from collections.abc import Iterator

from contest.editions.rules.faults import Fault
from contest.editions.rules.regulation import Regulation
from contest.foundation.vietnamese import fold

_PAGED = frozenset({"pdf", "docx", "doc", "pptx"})


def things_on_the_table_have_no_format(regulation: Regulation) -> Iterator[Fault]:
    """A model is not uploaded; and a part the house makes from the entry is not a model."""
    for number, part in enumerate(regulation.dossier):
        here = ("dossier", number)
        if part.physical and part.formats:
            yield Fault("regulation_physical_with_formats", (*here, "formats"), {"name": part.name})
        if part.physical and part.made_from_entry:
            yield Fault("regulation_physical_made", (*here, "made_from_entry"), {"name": part.name})


def files_can_be_counted(regulation: Regulation) -> Iterator[Fault]:
    """As many files as wanted may also come."""
    for number, part in enumerate(regulation.dossier):
        here = ("dossier", number)
        if part.min_files > part.max_files:
            params = {"name": part.name, "least": part.min_files, "most": part.max_files}
            yield Fault("regulation_files_reversed", (*here, "min_files"), params, ((*here, "max_files"),))
        if part.max_pages and part.formats and not _PAGED & set(part.formats):
            yield Fault("regulation_pages_without_paper", (*here, "max_pages"), {"name": part.name})
        for place, form in enumerate(part.formats):
            if form in part.formats[:place]:
                yield Fault("regulation_said_twice", (*here, "formats", place), {"value": form})


def choices_can_be_chosen(regulation: Regulation) -> Iterator[Fault]:
    """A question with choices has at least two, all different; other kinds have none."""
    for number, question in enumerate(regulation.questions):
        here = ("questions", number, "choices")
        if question.kind == "choice" and len(question.choices) < 2:
            yield Fault("regulation_choice_without_choices", here, {"name": question.label}, (here,))
        if question.kind != "choice" and question.choices:
            yield Fault("regulation_choices_without_choice", here, {"name": question.label})
        folded = [fold(choice) for choice in question.choices]
        for place, choice in enumerate(folded):
            if choice in folded[:place]:
                yield Fault("regulation_said_twice", (*here, place), {"value": question.choices[place]})


def words_are_counted_in_text(regulation: Regulation) -> Iterator[Fault]:
    """Only answers in text have a number of words."""
    for number, question in enumerate(regulation.questions):
        if question.max_words and question.kind not in ("line", "text"):
            yield Fault("regulation_words_without_text", ("questions", number, "max_words"), {"name": question.label})


CHECKS = (
    things_on_the_table_have_no_format,
    files_can_be_counted,
    choices_can_be_chosen,
    words_are_counted_in_text,
)
