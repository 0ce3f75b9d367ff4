"""The sentences of the room's reasons, a file for each subject."""

WORDS: dict[str, str] = {}
