"""What to do next, for each role, computed from how the edition stands; the first deed is the first line of a board."""

from collections.abc import Iterator

from contest.foundation.access import Role
from contest.foundation.clock import local
from contest.home.rules.approvals import COMMITTEE, OFFICE, Deed, of_two
from contest.home.rules.facts import Facts, RoundFacts
from contest.home.rules.time import time_left
from contest.home.rules.waiting import ENTRANT_WAITS, WAITING

_LONGEST_TITLE = 70


def next_deeds(facts: Facts) -> list[Deed]:
    """Everything that waits for this person, the most urgent first; never empty."""
    deeds = [*_judging(facts), *_standing_in(facts), *_council(facts), *_office(facts), *_entrant(facts)]
    return deeds or [_nothing(facts)]


def _judging(facts: Facts) -> Iterator[Deed]:
    """A judge's own sheets; what was asked in a disagreement holds others up, so it comes first."""
    if facts.looks:
        words = f"Ông/bà được mời phúc tra {facts.looks} hồ sơ theo đơn khiếu nại."
        yield Deed(words, "Phúc tra", "results.looks", count=facts.looks)
    for round_ in facts.rounds:
        if round_.state == "open" and round_.mine_asked:
            words = f"Điểm chênh lệch: {round_.mine_asked} hồ sơ ở {_named(round_)} chờ ông/bà xem lại hoặc chấm thêm."
            yield Deed(words, "Xem hồ sơ", "scoring.tasks", count=round_.mine_asked)
        if round_.state == "open" and round_.mine_left > 0:
            words = f"Còn {round_.mine_left} hồ sơ chờ chấm ở {_named(round_)}."
            yield Deed(words, "Chấm điểm", "scoring.tasks", count=round_.mine_left)


def _standing_in(facts: Facts) -> Iterator[Deed]:
    """What is done in place of a secretary in conflict: nobody else sees to it."""
    if facts.duties:
        words = f"{facts.duties} hồ sơ chờ ông/bà xử lý thay người phụ trách có xung đột lợi ích."
        yield Deed(words, "Xem hồ sơ", "juries.standing_in", count=facts.duties)


def _council(facts: Facts) -> Iterator[Deed]:
    """What the chair and the clerk of a council see to."""
    if not facts.roles & {Role.CHAIR, Role.CLERK} or facts.roles & OFFICE:
        return
    for round_ in facts.rounds:
        left = round_.of_my_council - round_.of_my_council_settled
        at_round = {"round_key": round_.key}
        if round_.state == "open" and round_.cases_to_conclude and Role.CHAIR in facts.roles:
            words = f"{round_.cases_to_conclude} hồ sơ có điểm chênh lệch ở {_named(round_)} chờ kết luận."
            yield Deed(words, "Xem và kết luận", "scoring.cases", at_round, round_.cases_to_conclude)
        if round_.state == "open" and left > 0:
            words = f"Hội đồng còn {left} phiếu chưa nộp ở {_named(round_)}."
            yield Deed(words, "Xem tiến độ", "scoring.progress", at_round, left)
        elif round_.state == "open" and round_.of_my_council and Role.CHAIR in facts.roles and not round_.cases:
            words = f"Hội đồng đã nộp đủ phiếu ở {_named(round_)}. Hãy xem lại rồi đóng vòng chấm."
            yield Deed(words, "Xem tiến độ", "scoring.progress", at_round)


def _office(facts: Facts) -> Iterator[Deed]:
    """What the secretariat and the committee see to, in the order of the stages."""
    if not facts.roles & OFFICE:
        return
    yield from of_two(facts)
    if facts.questions:
        yield Deed(f"{facts.questions} câu hỏi chờ trả lời.", "Trả lời", "editions.questions", count=facts.questions)
    if facts.complaints:
        words = f"{facts.complaints} đơn khiếu nại chờ giải quyết."
        yield Deed(words, "Xem đơn", "results.complaints", count=facts.complaints)
    if facts.corrections:
        words = f"{facts.corrections} đề nghị sửa giấy chứng nhận chờ giải quyết."
        yield Deed(words, "Xem đề nghị", "papers.proof_list", count=facts.corrections)
    if facts.forget_requests and Role.ADMIN in facts.roles:
        words = f"{facts.forget_requests} người yêu cầu xóa tài khoản."
        yield Deed(words, "Xem yêu cầu", "people.forget_requests", count=facts.forget_requests)
    if facts.halted:
        words = (
            f"{facts.halted} hồ sơ tạm dừng chấm vì có người đã rút đồng ý chấm thi. "
            "Hãy hỏi lại; nếu họ không đồng ý nữa thì rút hồ sơ."
        )
        about = {"muc": "judging", "rut": "1"}
        yield Deed(words, "Xem hồ sơ", "entries.consents_lacking", about, facts.halted)
    if facts.files_unseen:
        words = (
            f"{facts.files_unseen} tệp có thể ghi tên tác giả, giám khảo chưa được xem cho đến khi có người mở ra xem."
        )
        yield Deed(words, "Xem tệp", "entries.unseen_files", count=facts.files_unseen)
    yield from _BY_STAGE.get(facts.stage, _no_deeds)(facts)
    if facts.letters_waiting:
        words = f"{facts.letters_waiting} thư chờ duyệt trước khi gửi."
        yield Deed(words, "Duyệt thư", "letters.outbox", count=facts.letters_waiting)
    if facts.letters_failed:
        words = f"{facts.letters_failed} thư không gửi được."
        yield Deed(words, "Xem thư", "letters.outbox", {"nhom": "su-co"}, facts.letters_failed)


def _no_deeds(facts: Facts) -> Iterator[Deed]:
    return iter(())


def _advance(facts: Facts, words: str, verb: str) -> Iterator[Deed]:
    """Going to the next stage is the committee's; the secretariat is told who does it."""
    if facts.roles & COMMITTEE:
        yield Deed(words, verb, "home.stages")


def _draft(facts: Facts) -> Iterator[Deed]:
    yield Deed("Soát lại thể lệ trước khi mở nhận hồ sơ.", "Xem thể lệ", "editions.regulation")
    yield from _advance(facts, "Khi thể lệ đã được phê duyệt, hãy mở nhận hồ sơ.", "Mở nhận hồ sơ")


def _open(facts: Facts) -> Iterator[Deed]:
    if facts.at >= facts.deadline:
        words = f"Đã hết hạn nộp; có {facts.handed_in} hồ sơ. Hãy kết thúc nhận hồ sơ."
        yield from _advance(facts, words, "Kết thúc nhận hồ sơ")
    if facts.unscreened:
        words = f"{facts.unscreened} hồ sơ đã nộp, chờ thẩm định."
        yield Deed(words, "Thẩm định", "screening.desk", count=facts.unscreened)
    if facts.at < facts.deadline and not facts.handed_in:
        words = "Chưa có hồ sơ nào được nộp. Hãy gửi địa chỉ trang hội thi cho các đơn vị."
        yield Deed(words, "Xem trang hội thi", "editions.public")
        words = "Hồ sơ giấy và danh sách Excel của đơn vị được nhận ở Danh mục hồ sơ."
        yield Deed(words, "Nhận hồ sơ", "entries.register")


def _closed(facts: Facts) -> Iterator[Deed]:
    words = f"Đã kết thúc nhận {facts.handed_in} hồ sơ. Hãy chuyển sang thẩm định."
    yield from _advance(facts, words, "Bắt đầu thẩm định")
    yield from _screening_work(facts)


def _screening_work(facts: Facts) -> Iterator[Deed]:
    if facts.unscreened:
        words = f"Còn {facts.unscreened} hồ sơ chờ thẩm định."
        yield Deed(words, "Thẩm định", "screening.desk", count=facts.unscreened)
    if facts.supplements:
        words = f"{facts.supplements} hồ sơ đang chờ bổ sung."
        yield Deed(words, "Xem các mục", "entries.supplements", count=facts.supplements)
    if facts.councils_empty:
        words = f"{len(facts.councils_empty)} hội đồng chưa có giám khảo: {', '.join(facts.councils_empty)}."
        yield Deed(words, "Lập hội đồng", "juries.councils", count=len(facts.councils_empty))


def _screening(facts: Facts) -> Iterator[Deed]:
    work = list(_screening_work(facts))
    yield from work
    if not work:
        words = (
            f"{facts.by_status.get('eligible', 0)} hồ sơ hợp lệ, các hội đồng đã đủ người. Hãy chuyển sang chấm điểm."
        )
        yield from _advance(facts, words, "Bắt đầu chấm điểm")


def _judging_stage(facts: Facts) -> Iterator[Deed]:
    """The first round that is not finished asks for its next step; rounds after it wait."""
    for place, round_ in enumerate(facts.rounds):
        later = facts.rounds[place + 1 :]
        deed = _of_round(round_, later[0] if later else None)
        if deed is not None:
            yield deed
            return
    yield from _advance(facts, "Mọi vòng chấm đã đóng và đã xếp hạng. Hãy chuyển sang xét giải.", "Bắt đầu xét giải")


def _of_round(round_: RoundFacts, later: RoundFacts | None) -> Deed | None:
    at_round = {"round_key": round_.key}
    named = _named(round_)
    if not round_.state or (round_.state == "preparing" and not round_.sheets):
        return Deed(f"Hãy phân công giám khảo cho {named}.", "Phân công", "juries.assignment", at_round)
    if round_.state == "preparing" and round_.short_of_judges:
        words = f"{round_.short_of_judges} hồ sơ ở {named} chưa đủ giám khảo."
        return Deed(words, "Phân công", "juries.assignment", at_round, round_.short_of_judges)
    if round_.state == "preparing":
        return Deed(
            f"Đã phân công đủ. Hãy mở {named} để giám khảo chấm.", "Mở vòng chấm", "juries.assignment", at_round
        )
    if round_.state == "open" and round_.missing:
        words = f"Còn {round_.missing} trong {round_.sheets} phiếu chưa nộp ở {named}."
        return Deed(words, "Xem tiến độ", "scoring.progress", at_round, round_.missing)
    if round_.state == "open" and round_.cases:
        words = f"Đã nhận đủ {round_.sheets} phiếu; {round_.cases} hồ sơ ở {named} có điểm chênh lệch chưa kết luận."
        return Deed(words, "Xem điểm chênh lệch", "scoring.cases", at_round, round_.cases)
    if round_.state == "open":
        return Deed(
            f"Đã nhận đủ {round_.sheets} phiếu. Hãy đóng {named}.", "Đóng vòng chấm", "scoring.progress", at_round
        )
    if not round_.is_ranked:
        return Deed(f"Đã đóng {named}. Hãy xếp hạng.", "Xếp hạng", "ranking.ranking", at_round)
    if round_.ties:
        words = f"{round_.ties} nhóm đồng hạng ở {named} chờ hội đồng quyết định."
        return Deed(words, "Xem xếp hạng", "ranking.ranking", at_round, round_.ties)
    if later is not None and not later.state:
        words = f"Hãy chốt danh sách từ {named} vào {_named(later)}."
        return Deed(words, "Chốt danh sách", "ranking.ranking", at_round)
    return None


def _deliberation(facts: Facts) -> Iterator[Deed]:
    if waiting := facts.remarks_open:
        yield Deed(f"{waiting} ý kiến về niêm yết chờ kết luận.", "Xem ý kiến", "results.posting", count=waiting)
    if not facts.has_proposal:
        yield Deed("Hãy đề xuất giải từ kết quả xếp hạng.", "Đề xuất giải", "prizes.prizes")
    elif facts.awards_proposed:
        many = "Các" if facts.is_apart else facts.awards_proposed
        words = f"{many} giải được đề nghị, chờ Ban Tổ chức xác nhận."
        yield Deed(words, "Xét giải", "prizes.prizes", count=facts.awards_proposed)
    elif facts.posting_days and facts.posted_until is None:
        many = "các" if facts.is_apart else facts.awards_confirmed
        words = f"Đã xác nhận {many} giải. Hãy niêm yết {facts.posting_days} ngày trước khi quyết định."
        yield Deed(words, "Niêm yết", "results.posting")
    elif facts.posted_until is not None and local(facts.at).date() <= facts.posted_until:
        words = f"Đang niêm yết kết quả dự kiến đến hết ngày {facts.posted_until:%d/%m/%Y}."
        yield Deed(words, is_wait=True)
    else:
        many = "các" if facts.is_apart else facts.awards_confirmed
        words = f"Đã xác nhận {many} giải. Hãy ghi nhận quyết định trao giải."
        yield from _advance(facts, words, "Ghi nhận quyết định")


def _decided(facts: Facts) -> Iterator[Deed]:
    if not facts.is_sealed:
        yield Deed("Hãy niêm phong kết quả trước khi công bố.", "Niêm phong", "results.publication")
    elif not facts.is_published:
        yield Deed("Kết quả đã niêm phong. Hãy công bố khi đến giờ.", "Công bố", "results.publication")
    else:
        yield from _advance(facts, "Kết quả đã hiện công khai. Hãy chuyển sang giai đoạn công bố.", "Chuyển giai đoạn")


def _published(facts: Facts) -> Iterator[Deed]:
    yield Deed("Kết quả đã công bố. Hãy in giấy chứng nhận và danh sách trao giải.", "Lấy văn bản", "papers.desk")


_BY_STAGE = {
    "draft": _draft,
    "open": _open,
    "closed": _closed,
    "screening": _screening,
    "judging": _judging_stage,
    "deliberation": _deliberation,
    "decided": _decided,
    "published": _published,
}


def _entrant(facts: Facts) -> Iterator[Deed]:
    """What an author, or the unit that hands in for them, sees to."""
    if facts.my_unit_proof:
        yield Deed("Tên đơn vị trên giấy khen chờ xem và xác nhận trước khi in.", "Xem bản in", "papers.unit_proof_own")
    for entry in facts.my_entries:
        if entry.id in facts.my_proofs:
            words = f"Giấy chứng nhận của hồ sơ {entry.code or _called(entry.title)} chờ xem và xác nhận trước khi in."
            yield Deed(words, "Xem bản in", "papers.proof", {"entry_id": entry.id})
        if entry.id in facts.my_payees:
            words = f"Tiền thưởng của hồ sơ {entry.code or _called(entry.title)} chờ khai cách nhận."
            yield Deed(words, "Khai cách nhận", "ceremony.payee", {"entry_id": entry.id})
        if entry.status == "needs_supplement":
            words = f"Hồ sơ {entry.code or _called(entry.title)} cần bổ sung theo yêu cầu của Ban Thư ký."
            yield Deed(words, "Bổ sung hồ sơ", "entries.entry", {"entry_id": entry.id})
    if facts.stage == "open" and facts.at < facts.deadline:
        until = facts.announced or facts.deadline
        left = f"; {time_left(until - facts.at)}" if facts.at < until else ""
        for entry in facts.my_entries:
            if entry.status == "draft":
                words = f"Hồ sơ {_called(entry.title)} chưa nộp{left}."
                yield Deed(words, "Làm tiếp", "entries.entry", {"entry_id": entry.id})
        if Role.UNIT in facts.roles and facts.is_taking:
            words = f"Đăng ký hồ sơ của đơn vị, từ một tệp Excel hoặc từng hồ sơ{left}."
            yield Deed(words, "Hồ sơ của đơn vị", "entries.unit_desk")
        may_start = not facts.roles or Role.ENTRANT in facts.roles
        if may_start and facts.is_taking and not facts.my_entries:
            yield Deed(f"Hội thi đang nhận hồ sơ{left}.", "Nộp hồ sơ dự thi", "entries.start")


def _called(title: str) -> str:
    """A title inside a sentence; a long one by its beginning."""
    if not title:
        return "chưa đặt tên"
    return f"“{title}”" if len(title) <= _LONGEST_TITLE else f"“{title[:_LONGEST_TITLE].rsplit(' ', 1)[0]}…”"


def _nothing(facts: Facts) -> Deed:
    """Nothing to do: say what is being waited for."""
    if facts.roles & {Role.JUDGE, Role.CHAIR}:
        done = sum(round_.mine_settled for round_ in facts.rounds)
        words = f"Đã nộp đủ {done} phiếu, không còn hồ sơ nào chờ chấm." if done else "Chưa có hồ sơ nào chờ chấm."
        return Deed(words, is_wait=True)
    if facts.roles & OFFICE:
        return Deed(WAITING.get(facts.stage, "Không có việc nào đang chờ."), is_wait=True)
    if facts.my_entries:
        return Deed(ENTRANT_WAITS.get(facts.stage, "Không có việc nào đang chờ."), is_wait=True)
    return Deed("Không có việc nào đang chờ.", is_wait=True)


def _named(round_: RoundFacts) -> str:
    """ "Sơ khảo" as it stands in a sentence: "vòng Sơ khảo", not twice "vòng"."""
    return round_.name if round_.name.lower().startswith("vòng") else f"vòng {round_.name}"
