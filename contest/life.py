"""The life of a contest in order: one list for blueprints, commands, words, tests and `contest tour`."""

STAGES: tuple[str, ...] = (
    "people",
    "editions",
    "entries",
    "screening",
    "juries",
    "scoring",
    "ranking",
    "prizes",
    "results",
    "papers",
    "ceremony",
    "letters",
    "home",
    "demo",
)
