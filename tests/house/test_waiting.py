"""How browser tests wait: never by a script that the house's own policy forbids."""

from tests.house.tree import ROOT, none


def test_no_test_waits_by_a_text_run_as_a_script_within_the_page():
    # It fails only when the first answer is no, that is on a busy machine; tests/looking.py has `until`.
    word = "wait_for_" + "function("
    none(
        [
            f"{path.relative_to(ROOT)} waits by {word}…): use tests.looking.until"
            for path in sorted((ROOT / "tests").rglob("*.py"))
            if word in path.read_text(encoding="utf-8")
        ]
    )
