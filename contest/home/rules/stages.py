"""The stages of an edition in order, with the words the public reads."""

STAGES = ("draft", "open", "closed", "screening", "judging", "deliberation", "decided", "published", "archived")

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
