"""What the councils of the demo do beside scoring: a few entries are presented, and one council meets."""

from collections import defaultdict
from dataclasses import replace

from contest.entries.queries import ids_of_codes
from contest.foundation.access import OPERATOR
from contest.juries.actions import presenting
from contest.juries.queries import prepared_round, round_entries, round_rules, seats
from contest.juries.queries.presenting import open_draft, usual_frame
from contest.letters import actions as letters
from contest.letters.queries import LetterFilter
from contest.letters.queries import ids_of as outbox
from contest.ranking.actions import meeting

# So many entries of each council are called to present; so many are spoken of in the meeting, and so many came to it.
_PRESENTED, _DISCUSSED, _CAME = 1, 2, 7
_WORDS = "Hai hồ sơ cùng lĩnh vực, đề nghị hội đồng đối chiếu"
_DECISION = "Giữ nguyên kết quả chấm: hai hồ sơ khác nhau về cách làm, các phiếu không chênh lệch quá giới hạn."


def present_some(edition_id: int, round_key: str) -> int:
    """Call the first entry of each council to present, one room a council; announced. Returns how
    many; none where the regulation has no presentations."""
    rules = round_rules(edition_id, round_key)
    if not rules.is_presented:
        return 0
    round_ = prepared_round(edition_id, round_key)
    codes = [code for _, own in _codes(edition_id, round_.id) for code in own[:_PRESENTED]]
    # One of each council: that schools come on one day is not asked for.
    usual = replace(usual_frame(edition_id, rules), units_together=False)
    presenting.set_frame(OPERATOR, edition_id, round_key, usual)
    presenting.propose_timetable(OPERATOR, edition_id, round_key, codes="; ".join(codes))
    draft = open_draft(round_.id)
    if draft is None:
        return 0
    count = presenting.accept_timetable(OPERATOR, edition_id, round_key, draft.id)
    presenting.announce_timetable(OPERATOR, edition_id, round_key)
    # Somebody of the secretariat reads these letters, too, and lets them go.
    for event in ("presentation.announced", "presentation.judging"):
        waiting = outbox(edition_id, LetterFilter(event=event))
        if waiting:
            letters.change_letters(OPERATOR, edition_id, waiting, "approve")
    return count


def meet(edition_id: int, round_key: str) -> None:
    """The first council meets: who came, two entries on the table, what was decided; its minutes are ready to sign."""
    council_id, codes = _codes(edition_id, prepared_round(edition_id, round_key).id)[0]
    held = meeting.call_meeting(OPERATOR, edition_id, round_key, council_id, "Phòng họp Ban Tổ chức")
    for seat in [seat for seat in seats(edition_id) if seat.council_id == council_id][:_CAME]:
        meeting.mark_presence(OPERATOR, edition_id, held, seat.person_id, present=True)
    item = meeting.add_item(OPERATOR, edition_id, held, "; ".join(codes[-_DISCUSSED:]), _WORDS)
    meeting.open_meeting(OPERATOR, edition_id, held)
    meeting.put_on_table(OPERATOR, edition_id, held, item)
    meeting.decide_item(OPERATOR, edition_id, held, item, _DECISION)
    meeting.close_meeting(OPERATOR, edition_id, held)


def _codes(edition_id: int, round_id: int) -> list[tuple[int | None, list[str]]]:
    """The codes of the round's entries, council by council."""
    code_of = {entry_id: code for code, entry_id in ids_of_codes(edition_id).items()}
    found: dict[int | None, list[str]] = defaultdict(list)
    for row in round_entries(round_id):
        found[row.council_id].append(code_of[row.entry_id])
    return sorted(((key, sorted(own)) for key, own in found.items()), key=lambda one: one[0] or 0)
