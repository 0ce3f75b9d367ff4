"""Reads of editions, of their regulation's versions, of questions, and of the regulations that come with the house."""

from contest.editions.queries.cards import (
    EditionCard,
    edition_before,
    edition_by_id,
    edition_by_slug,
    edition_named,
    editions,
)
from contest.editions.queries.effects import Effect, effects_of, tells_effects
from contest.editions.queries.presets import Preset, preset_text, presets
from contest.editions.queries.questions import (
    PublicQuestion,
    QuestionRow,
    my_questions,
    public_questions,
    questions_to_answer,
)
from contest.editions.queries.versions import (
    ExtensionRow,
    StageRow,
    VersionRow,
    extensions,
    parsed_regulation,
    regulation_if,
    regulation_of,
    regulation_text,
    regulations,
    stage_changes,
    text_of_version,
    versions,
)

__all__ = [
    "EditionCard",
    "Effect",
    "ExtensionRow",
    "Preset",
    "PublicQuestion",
    "QuestionRow",
    "StageRow",
    "VersionRow",
    "edition_before",
    "edition_by_id",
    "edition_by_slug",
    "edition_named",
    "editions",
    "effects_of",
    "extensions",
    "my_questions",
    "parsed_regulation",
    "preset_text",
    "presets",
    "public_questions",
    "questions_to_answer",
    "regulation_if",
    "regulation_of",
    "regulation_text",
    "regulations",
    "stage_changes",
    "tells_effects",
    "text_of_version",
    "versions",
]
