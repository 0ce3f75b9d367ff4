"""What is frozen and how it is proved; what the public may see, and of whom."""

from contest.results.rules.complaint_letters import EVENTS as COMPLAINT_EVENTS
from contest.results.rules.complaints import WORDS as COMPLAINT_WORDS
from contest.results.rules.deeds import why_not_publish, why_not_retract, why_not_seal
from contest.results.rules.embargo import (
    EMBARGO_WORDS,
    Held,
    reference,
    why_not_begin,
    why_not_hold,
    why_not_lift,
    why_not_reveal,
)
from contest.results.rules.envelope import ENVELOPE_WORDS
from contest.results.rules.letters import EVENTS as RESULT_EVENTS
from contest.results.rules.nominating import NOMINATION_WORDS
from contest.results.rules.past import PAST_WORDS
from contest.results.rules.posting import (
    POSTING_WORDS,
    PostingFacts,
    last_day,
    why_not_post,
    why_not_remark,
    why_not_unpost,
    why_wait,
)
from contest.results.rules.recipe import recipe_of, recipe_text
from contest.results.rules.retention import due_parts
from contest.results.rules.revoking import WORDS as REVOKING_WORDS
from contest.results.rules.revoking import by_decision, faults_of_decision, why_not_revoke_prize, why_not_undo
from contest.results.rules.sealing import (
    FORMAT,
    WRITTEN,
    canonical,
    computing_rules,
    digest,
    mark,
    same_content,
    scores_of_entry,
)
from contest.results.rules.showcase import SHOWCASE_WORDS
from contest.results.rules.showing import (
    SURFACES,
    UNNAMED,
    Shown,
    Surface,
    may_name,
    may_show,
    named_authors,
    shown_classes,
    shown_of,
    without_names,
)

EVENTS = (*RESULT_EVENTS, *COMPLAINT_EVENTS)
_OWN_WORDS = {
    "result_prizes_open": "Giải thưởng chưa được xác nhận nên chưa niêm phong được kết quả.",
    "result_seal_not_now": "Kết quả chỉ niêm phong được sau khi chấm xong.",
    "result_in_conflict": (
        "Trong kết quả có hồ sơ mà ông/bà có xung đột lợi ích; trước khi công bố, xin nhờ người khác trong Ban Tổ chức."
    ),
    "result_not_sealed": "Kết quả chưa được niêm phong.",
    "result_seal_outdated": "Kết quả đã thay đổi sau lần niêm phong cuối. Hãy niêm phong lại rồi công bố.",
    "result_not_decided": "Cuộc thi chưa ở giai đoạn “Đã quyết định” nên chưa công bố kết quả được.",
    "result_not_published": "Kết quả đang không được công bố.",
    "result_reason_missing": "Hãy ghi lý do rút công bố.",
}
WORDS = (
    REVOKING_WORDS
    | COMPLAINT_WORDS
    | POSTING_WORDS
    | NOMINATION_WORDS
    | ENVELOPE_WORDS
    | PAST_WORDS
    | EMBARGO_WORDS
    | SHOWCASE_WORDS
    | _OWN_WORDS
)

__all__ = [
    "EVENTS",
    "FORMAT",
    "SURFACES",
    "UNNAMED",
    "WORDS",
    "WRITTEN",
    "Held",
    "PostingFacts",
    "Shown",
    "Surface",
    "by_decision",
    "canonical",
    "computing_rules",
    "digest",
    "due_parts",
    "faults_of_decision",
    "last_day",
    "mark",
    "may_name",
    "may_show",
    "named_authors",
    "recipe_of",
    "recipe_text",
    "reference",
    "same_content",
    "scores_of_entry",
    "shown_classes",
    "shown_of",
    "why_not_begin",
    "why_not_hold",
    "why_not_lift",
    "why_not_post",
    "why_not_publish",
    "why_not_remark",
    "why_not_retract",
    "why_not_reveal",
    "why_not_revoke_prize",
    "why_not_seal",
    "why_not_undo",
    "why_not_unpost",
    "why_wait",
    "without_names",
]
