"""A fragile place in words, for the prize table and the minutes."""

from collections.abc import Collection

FRAGILE_WORDS = {
    "judge": "Kết quả khác nếu bỏ phiếu của một giám khảo",
    "step": "Kết quả khác nếu một điểm khác đi một bước",
}
# Another way of combining turns many places and is no accident of one sheet: it is told on the page of how sure only.
MARKED = frozenset(FRAGILE_WORDS)


def fragile_words(kinds: Collection[str]) -> str:
    """What would turn an entry's result, short enough for a table; "" for nothing."""
    if not MARKED & set(kinds):
        return ""
    if set(kinds) >= MARKED:
        return "Có thể đổi: một giám khảo, một bước điểm"
    return "Có thể đổi: một giám khảo" if "judge" in kinds else "Có thể đổi: một bước điểm"
