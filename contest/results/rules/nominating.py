"""Who is sent to the next level: chosen by the regulation from results that need not be decided yet, or by people."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from contest.editions.rules import Nomination, Regulation
from contest.entries.rules import AuthorFacts
from contest.foundation.refusal import Reason
from contest.results.rules.showing import agreed_by

PURPOSE = "nomination"
NOMINATION_WORDS = {
    "nomination_none": "Thể lệ không nói đề cử lên cấp nào.",
    "nomination_not_now": "Chỉ đề cử được từ khi có xếp hạng của vòng cuối.",
    "nomination_by_people": "Thể lệ để Ban Tổ chức chọn: hãy thêm từng hồ sơ, mỗi hồ sơ một lý do.",
    "nominee_conflict": "Ông/bà có xung đột lợi ích với hồ sơ này; xin nhờ người khác trong Ban Tổ chức.",
    "nominee_unknown": "Không có hồ sơ hợp lệ nào mang mã số “{code}”.",
    "nominee_there": "Hồ sơ {code} đã có trong danh sách.",
    "nominee_gone": "Hồ sơ này không có trong danh sách.",
    "nominee_reason": "Hãy ghi lý do.",
    "nominees_too_many": "Danh sách có {count} hồ sơ, chỉ được gửi nhiều nhất {most}. Hãy bớt {over} hồ sơ.",
    "nominees_too_few": "Danh sách có {count} hồ sơ, phải gửi đúng {exact}. Hãy thêm {short} hồ sơ.",
    "nominees_empty": "Danh sách chưa có hồ sơ nào.",
    "nominee_not_eligible": "Hồ sơ {code} không còn hợp lệ hoặc đã rút. Hãy bỏ khỏi danh sách.",
    "nominee_no_consent": "Hồ sơ {code} chưa đủ đồng ý gửi lên cấp trên: {who}.",
    "nominee_field_unmapped": "Lĩnh vực “{name}” chưa có tên tương ứng ở cấp trên.",
    "outcome_unknown": "Kết quả “{word}” không đọc được. Chỉ dùng: {known}.",
    "outcome_award_missing": "Đạt giải thì phải ghi tên giải.",
    "outcome_not_nominated": "Hồ sơ “{code}” không có trong danh sách đề cử.",
    "outcome_twice": "Hồ sơ “{code}” có trong hai dòng.",
}
# What came back from above, and how it is said.
OUTCOMES = {"awarded": "Đạt giải", "not_awarded": "Không đạt giải", "not_taken": "Không được nhận dự thi"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be sent: its rank in the last round, and its prize as proposed or decided ("" for none)."""

    entry_id: int
    code: str
    rank: int | None
    tier_key: str = ""
    tier_name: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Those the regulation sends, best first, each with the reason; and codes of equals of whom not all can go."""

    nominees: tuple[tuple[int, str], ...]
    tied: tuple[str, ...] = ()


def limit_of(nomination: Nomination) -> int | None:
    """The most that may be sent."""
    return nomination.exact if nomination.exact is not None else nomination.at_most


def choose(nomination: Nomination, candidates: Collection[Candidate], tiers: Sequence[str]) -> Chosen:
    """The nominees by the regulation; the same for any order of input. tiers: keys, the best first.

    Equals at the limit are left to people, all of them. Nothing is chosen where people choose, or where the
    regulation goes by rank alone and names no number.
    """
    limit = limit_of(nomination)
    if nomination.by in ("council", "organiser") or (
        nomination.by == "rank" and limit is None and not nomination.from_tiers
    ):
        return Chosen(())
    place = {key: number for number, key in enumerate(tiers)}
    wanted = set(nomination.from_tiers) or (set(tiers) if nomination.by == "prize" else None)
    standing = [one for one in candidates if (one.tier_key in wanted if wanted is not None else one.rank is not None)]

    def key(one: Candidate) -> tuple[int, int]:
        rank = one.rank if one.rank is not None else 1 << 30
        return (place.get(one.tier_key, len(place)), rank) if nomination.by == "prize" else (rank, 0)

    nominees: list[tuple[int, str]] = []
    for _, group in groupby(sorted(standing, key=lambda one: (key(one), one.code)), key):
        equals = list(group)
        if limit is not None and len(nominees) + len(equals) > limit:
            left_over = len(nominees) < limit
            return Chosen(tuple(nominees), tuple(one.code for one in equals) if left_over else ())
        nominees += [(one.entry_id, _why(one)) for one in equals]
    return Chosen(tuple(nominees))


def _why(one: Candidate) -> str:
    rank = f"hạng {one.rank} vòng cuối" if one.rank is not None else "không xếp hạng"
    return f"{one.tier_name}, {rank}" if one.tier_name else rank[0].upper() + rank[1:]


def lacking(authors: Sequence[AuthorFacts], regulation: Regulation) -> list[str]:
    """Who has not agreed that the entry goes up: each author's name with who is missing; forgotten ones never agree."""
    found = []
    for author in authors:
        if author.forgotten_at is not None:
            found.append(f"{author.name} (đã yêu cầu xóa dữ liệu)")
            continue
        missing = [_GIVERS[by] for by in agreed_by(author, regulation) if (PURPOSE, by) not in author.consents]
        if missing:
            found.append(f"{author.name} ({', '.join(missing)})")
    return found


_GIVERS = {"guardian": "người giám hộ", "self": "bản thân"}


@dataclass(frozen=True, slots=True)
class Nominated:
    """A nominee as the list stands: what decides whether its dossier may go."""

    code: str
    is_eligible: bool
    field_key: str
    lacking: Sequence[str] = ()


def why_not_count(nomination: Nomination, count: int) -> list[Reason]:
    """Why a list of so many cannot be sent."""
    limit = limit_of(nomination)
    if not count:
        return [Reason("nominees_empty")]
    if limit is not None and count > limit:
        return [Reason("nominees_too_many", {"count": count, "most": limit, "over": count - limit})]
    if nomination.exact is not None and count < nomination.exact:
        short = nomination.exact - count
        return [Reason("nominees_too_few", {"count": count, "exact": nomination.exact, "short": short})]
    return []


def why_not_send(
    nomination: Nomination, nominees: Sequence[Nominated], above: Mapping[str, str], regulation: Regulation
) -> list[Reason]:
    """Everything that stands against sending the list: its number, fields without a name above, who did not agree."""
    reasons = why_not_count(nomination, len(nominees))
    for one in nominees:
        if not one.is_eligible:
            reasons.append(Reason("nominee_not_eligible", {"code": one.code}))
        elif one.lacking:
            reasons.append(Reason("nominee_no_consent", {"code": one.code, "who": "; ".join(one.lacking)}))
    for key in dict.fromkeys(one.field_key for one in nominees):
        if not above.get(key, "").strip():
            reasons.append(Reason("nominee_field_unmapped", {"name": regulation.field_name(key)}, f"field-{key}"))
    return reasons


def default_fields(regulation: Regulation) -> dict[str, str]:
    """The names above that the regulation itself says, by the field's key."""
    return {field.key: field.maps_to_nation for field in regulation.fields if field.maps_to_nation}


def why_not_outcome(outcome: str, award: str, where: str = "") -> list[Reason]:
    """Why a result from above cannot be recorded."""
    if outcome not in OUTCOMES:
        return [Reason("outcome_unknown", {"word": outcome, "known": ", ".join(OUTCOMES.values())}, where or "outcome")]
    if outcome == "awarded" and not award.strip():
        return [Reason("outcome_award_missing", {}, where or "award")]
    return []
