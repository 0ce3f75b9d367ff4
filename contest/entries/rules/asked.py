"""What the regulation asks about the solution itself, beside its own questions; technical and youth differ."""

from dataclasses import dataclass, replace

from contest.editions.rules import Regulation


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked on the form: a question of the regulation or a fact every form of this kind has."""

    key: str
    label: str
    kind: str
    help: str = ""
    required: bool = False
    max_words: int | None = None
    choices: tuple[str, ...] = ()


def asked_questions(regulation: Regulation) -> tuple[Asked, ...]:
    """The regulation's own questions (sections of the description), but for days every form asks: see asked_facts."""
    twice = {asked.key for asked in _own_facts(regulation) if _is_day(asked.kind)}
    return tuple(
        Asked(
            key=question.key,
            label=question.label,
            kind=question.kind,
            help=question.help,
            required=question.required,
            max_words=question.max_words,
            choices=question.choices,
        )
        for question in regulation.questions
        if question.key not in twice or not _is_day(question.kind)
    )


def asked_facts(regulation: Regulation) -> tuple[Asked, ...]:
    """Facts of the solution: when it was made and applied, where, earlier entries, help that was taken.

    A day the regulation asks for as well (`applied_on`) is asked once, in the regulation's words.
    """
    own = {question.key: question for question in regulation.questions if _is_day(question.kind)}
    return tuple(
        replace(asked, label=own[asked.key].label, required=asked.required or own[asked.key].required)
        if asked.key in own and _is_day(asked.kind)
        else asked
        for asked in _own_facts(regulation)
    )


def _is_day(kind: str) -> bool:
    return kind in ("date", "month")


def _own_facts(regulation: Regulation) -> tuple[Asked, ...]:
    asked = [*_organisation(regulation)]
    asked += _of_youth(regulation) if regulation.kind == "youth" else _of_solution(regulation)
    if regulation.entrants.lower_level != "none":
        name = regulation.entrants.lower_level_name or "cấp dưới"
        must = regulation.entrants.lower_level == "required"
        asked.append(Asked("lower_level", f"Kết quả ở vòng thi {name}", "line", required=must))
    asked.append(
        Asked(
            "earlier",
            f"Các lần dự thi, giải thưởng trước đây của {regulation.entry_word} này",
            "text",
            help="Ghi tên cuộc thi, năm và giải; nếu chưa từng dự thi, ghi “Chưa”.",
            max_words=300,
        )
    )
    return tuple(asked)


def _organisation(regulation: Regulation) -> list[Asked]:
    if "organisation" not in regulation.entrants.types:
        return []
    return [
        Asked("organisation", "Tên tổ chức đứng tên dự thi", "line", help="Chỉ điền khi dự thi với tư cách tổ chức."),
        Asked("legal_representative", "Người đại diện theo pháp luật của tổ chức", "line"),
    ]


def _of_solution(regulation: Regulation) -> list[Asked]:
    rules = regulation.entrants.solution
    word = regulation.entry_word
    dated = bool(rules.applied_since or rules.applied_until or rules.max_age_years_from_deadline)
    where = f"Thể lệ nhận {word} áp dụng tại {rules.applied_in}." if rules.applied_in else ""
    asked = [
        Asked("created_on", f"Tháng, năm tạo ra {word}", "month", required=rules.created_since is not None),
        Asked("applied_on", "Thời gian áp dụng lần đầu", "month", help="Ví dụ 05/2024.", required=dated),
        Asked("applied_in", "Nơi áp dụng", "line", help=where, required=bool(rules.applied_in)),
    ]
    if rules.max_age_years_from_recognition:
        asked.append(Asked("recognised_on", "Ngày được công nhận sáng kiến", "date", required=True))
    return asked


def _of_youth(regulation: Regulation) -> list[Asked]:
    help_ = regulation.authors.help_allowed
    if "declared" not in (help_.making, help_.software):
        return []
    return [
        Asked(
            "help",
            "Người đã giúp em và phần việc đã giúp",
            "text",
            help="Nếu em tự làm toàn bộ, ghi “Không có”.",
            max_words=300,
        )
    ]


def commitments(regulation: Regulation) -> tuple[str, ...]:
    """What the entrant declares when handing in."""
    word = regulation.entry_word
    said = [
        f"{word[0].upper()}{word[1:]} là kết quả sáng tạo của các tác giả có tên trong hồ sơ; "
        "nội dung khai là đúng sự thật và tôi chịu trách nhiệm về nội dung đó."
    ]
    if regulation.entrants.earlier_entry != "any":
        said.append("Tôi đã khai đầy đủ các lần dự thi và giải thưởng trước đây.")
    if regulation.entrants.not_in_parallel_with:
        names = "; ".join(regulation.entrants.not_in_parallel_with)
        said.append(f"Hồ sơ này không đồng thời gửi dự thi: {names}.")
    return tuple(said)
