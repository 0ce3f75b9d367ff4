"""The stages of an edition, in order, and when one may be entered."""

from contest.foundation.refusal import Reason

STAGES = (
    "draft",
    "open",
    "closed",
    "screening",
    "judging",
    "deliberation",
    "decided",
    "published",
    "archived",
)

STAGE_WORDS = {
    "draft": "Đang soạn thể lệ",
    "open": "Đang nhận hồ sơ",
    "closed": "Đã hết hạn nhận hồ sơ",
    "screening": "Đang thẩm định hồ sơ",
    "judging": "Đang chấm điểm",
    "deliberation": "Đang xét giải",
    "decided": "Đã có quyết định giải thưởng",
    "published": "Đã công bố kết quả",
    "archived": "Đã lưu trữ",
}


def stage_word(stage: str) -> str:
    """The stage as the public reads it; a stage without words is shown as it is called."""
    return STAGE_WORDS.get(stage, stage)


def next_stage(stage: str) -> str | None:
    """The stage after this one; None at the end."""
    place = STAGES.index(stage) + 1
    return STAGES[place] if place < len(STAGES) else None


def has_reached(stage: str, milestone: str) -> bool:
    """Whether an edition at `stage` is at the milestone or beyond it."""
    return STAGES.index(stage) >= STAGES.index(milestone)


def why_not_change_stage(stage: str, wanted: str, reason: str) -> list[Reason]:
    """One step on, or one step back with a reason (never back to a draft: the regulation is public by then)."""
    if wanted not in STAGES:
        return [Reason("stage_unknown", {"stage": wanted}, "stage")]
    here, there = STAGES.index(stage), STAGES.index(wanted)
    if here == there:
        return [Reason("stage_same", {}, "stage")]
    if there > here + 1:
        return [Reason("stage_skips", {"next": stage_word(STAGES[here + 1])}, "stage")]
    if there == 0:
        return [Reason("stage_back_to_draft", {}, "stage")]
    if there < here - 1:
        return [Reason("stage_too_far_back", {"previous": stage_word(STAGES[here - 1])}, "stage")]
    if there < here and not reason.strip():
        return [Reason("stage_without_reason", {}, "reason")]
    return []
