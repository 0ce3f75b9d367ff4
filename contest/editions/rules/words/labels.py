"""What each key of a regulation is called on a page: by part, then by key; a test holds it against the schema."""

from contest.editions.rules.words.entering import ENTERING
from contest.editions.rules.words.judging import JUDGING

LABELS: dict[str, dict[str, str]] = ENTERING | JUDGING


def label_of(part: str, key: str) -> str:
    """The word for a key of a part; the key itself where nobody has named it yet."""
    return LABELS.get(part, {}).get(key, key)
