"""Who may do what, on one page: roles, permissions, and the grants that join them."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The contract's roles; all but admin are held for one edition."""

    ADMIN = "admin"
    ORGANISER = "organiser"
    SECRETARY = "secretary"
    CHAIR = "chair"
    CLERK = "clerk"
    JUDGE = "judge"
    UNIT = "unit"
    ENTRANT = "entrant"
    OBSERVER = "observer"


ROLE_WORDS = {
    Role.ADMIN: "Quản trị hệ thống",
    Role.ORGANISER: "Ban Tổ chức",
    Role.SECRETARY: "Ban Thư ký",
    Role.CHAIR: "Chủ tịch hội đồng",
    Role.CLERK: "Thư ký hội đồng",
    Role.JUDGE: "Giám khảo",
    Role.UNIT: "Đơn vị đầu mối",
    Role.ENTRANT: "Tác giả",
    Role.OBSERVER: "Giám sát",
}


class Permission(StrEnum):
    """What a door can ask for: `thing:verb`."""

    ACCOUNT_OWN = "account:own"
    ACCOUNT_OPEN = "account:open"
    PERSON_INVITE = "person:invite"
    PERSON_READ = "person:read"
    PERSON_GRANT = "person:grant"
    PERSON_JOIN = "person:join"
    CODE_HAND_OUT = "code:hand-out"
    UNIT_READ = "unit:read"
    UNIT_MANAGE = "unit:manage"
    EDITION_CREATE = "edition:create"
    EDITION_READ = "edition:read"
    EDITION_EDIT = "edition:edit"
    EDITION_ADVANCE = "edition:advance"
    QUESTION_ASK = "question:ask"
    QUESTION_ANSWER = "question:answer"
    ENTRY_START = "entry:start"
    ENTRY_OWN = "entry:own"
    ENTRY_REGISTER = "entry:register"
    ENTRY_READ_ALL = "entry:read-all"
    ENTRY_MANAGE = "entry:manage"
    ENTRY_IMPORT = "entry:import"
    IDENTITY_READ = "identity:read"
    PERSON_FORGET = "person:forget"
    SCREENING_DECIDE = "screening:decide"
    JURY_READ = "jury:read"
    JURY_MANAGE = "jury:manage"
    JURY_ASSIGN = "jury:assign"
    PRESENTATION_READ = "presentation:read"
    PRESENTATION_RUN = "presentation:run"
    CONFLICT_DECLARE = "conflict:declare"
    CONFLICT_REPLACE = "conflict:replace"
    SCORE_GIVE = "score:give"
    SCORE_KEY_IN = "score:key-in"
    SHEET_MARK = "sheet:mark"
    SHEET_REOPEN = "sheet:reopen"
    CASE_RUN = "case:run"
    CASE_SETTLE = "case:settle"
    JUDGE_REMIND = "judge:remind"
    PROGRESS_READ = "progress:read"
    ROUND_OPEN = "round:open"
    ROUND_CLOSE = "round:close"
    RANKING_READ = "ranking:read"
    RANKING_RUN = "ranking:run"
    TIE_SETTLE = "tie:settle"
    MEETING_ATTEND = "meeting:attend"
    MEETING_RUN = "meeting:run"
    PRIZE_READ = "prize:read"
    PRIZE_RECOMMEND = "prize:recommend"
    PRIZE_PROPOSE = "prize:propose"
    PRIZE_DECIDE = "prize:decide"
    CHANGE_PROPOSE = "change:propose"
    CHANGE_APPROVE = "change:approve"
    COMPLAINT_HANDLE = "complaint:handle"
    COMPLAINT_ASSIGN = "complaint:assign"
    RESULT_SEAL = "result:seal"
    RESULT_PUBLISH = "result:publish"
    RESULT_REVEAL = "result:reveal"
    EXPORT_MAKE = "export:make"
    COVERING_TAKE = "covering:take"
    FEE_KEEP = "fee:keep"
    CEREMONY_PREPARE = "ceremony:prepare"
    CEREMONY_DOOR = "ceremony:door"
    PAYOUT_MANAGE = "payout:manage"
    DOCUMENT_KEEP = "document:keep"
    LEDGER_READ = "ledger:read"
    LETTER_SEND = "letter:send"
    LETTER_RULE = "letter:rule"
    INSTALLATION_RUN = "installation:run"


P = Permission

# Anybody who has signed in, in any edition; which rows they see is the query's business.
SIGNED_IN_MAY = frozenset({P.ACCOUNT_OWN, P.ENTRY_START, P.ENTRY_OWN, P.QUESTION_ASK})
# Anybody at all.
ANYBODY_MAY = frozenset({P.ACCOUNT_OPEN})

_READ_THE_OFFICE = frozenset(
    {
        P.UNIT_READ,
        P.EDITION_READ,
        P.ENTRY_READ_ALL,
        P.JURY_READ,
        P.PRESENTATION_READ,
        P.PROGRESS_READ,
        P.RANKING_READ,
        P.MEETING_ATTEND,
        P.PRIZE_READ,
        P.LEDGER_READ,
    }
)
_SECRETARIAT = _READ_THE_OFFICE | {
    P.PERSON_READ,
    P.PERSON_INVITE,
    P.CODE_HAND_OUT,
    P.UNIT_MANAGE,
    P.QUESTION_ANSWER,
    P.ENTRY_MANAGE,
    P.ENTRY_IMPORT,
    P.IDENTITY_READ,
    P.SCREENING_DECIDE,
    P.JURY_MANAGE,
    P.JURY_ASSIGN,
    P.PRESENTATION_RUN,
    P.MEETING_RUN,
    P.SCORE_KEY_IN,
    P.SHEET_MARK,
    P.SHEET_REOPEN,
    P.CASE_RUN,
    P.CASE_SETTLE,
    P.JUDGE_REMIND,
    P.ROUND_OPEN,
    P.CHANGE_PROPOSE,
    P.EXPORT_MAKE,
    P.DOCUMENT_KEEP,
    P.LETTER_SEND,
    P.COVERING_TAKE,
    P.RESULT_REVEAL,
    P.CEREMONY_PREPARE,
    P.CEREMONY_DOOR,
    P.COMPLAINT_HANDLE,
}
_COMMITTEE = _SECRETARIAT | {
    P.CONFLICT_REPLACE,
    P.FEE_KEEP,
    P.PERSON_GRANT,
    P.EDITION_EDIT,
    P.EDITION_ADVANCE,
    P.ROUND_CLOSE,
    P.RANKING_RUN,
    P.TIE_SETTLE,
    P.PRIZE_RECOMMEND,
    P.PRIZE_PROPOSE,
    P.PRIZE_DECIDE,
    P.CHANGE_APPROVE,
    P.COMPLAINT_ASSIGN,
    P.RESULT_SEAL,
    P.RESULT_PUBLISH,
    P.LETTER_RULE,
    P.PERSON_FORGET,
    P.PAYOUT_MANAGE,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: frozenset(Permission) - {P.SCORE_GIVE, P.CONFLICT_DECLARE},
    Role.ORGANISER: _COMMITTEE,
    Role.SECRETARY: _SECRETARIAT,
    Role.CHAIR: frozenset(
        {
            P.SCORE_GIVE,
            P.CONFLICT_DECLARE,
            P.PRESENTATION_READ,
            P.PRESENTATION_RUN,
            P.MEETING_ATTEND,
            P.MEETING_RUN,
            P.PROGRESS_READ,
            P.ROUND_CLOSE,
            P.SHEET_MARK,
            P.SHEET_REOPEN,
            P.CASE_RUN,
            P.CASE_SETTLE,
            P.JUDGE_REMIND,
            P.PRIZE_RECOMMEND,
        }
    ),
    Role.CLERK: frozenset(
        {
            P.PRESENTATION_READ,
            P.PRESENTATION_RUN,
            P.MEETING_ATTEND,
            P.MEETING_RUN,
            P.PROGRESS_READ,
            P.SCORE_KEY_IN,
            P.SHEET_MARK,
            P.CASE_RUN,
            P.JUDGE_REMIND,
            P.CEREMONY_DOOR,
        }
    ),
    Role.JUDGE: frozenset({P.SCORE_GIVE, P.CONFLICT_DECLARE, P.MEETING_ATTEND}),
    Role.UNIT: frozenset({P.COVERING_TAKE, P.CODE_HAND_OUT, P.ENTRY_REGISTER}),
    Role.ENTRANT: frozenset(),
    Role.OBSERVER: _READ_THE_OFFICE,
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who does something: a person, nobody in particular, or the operator at the command line."""

    id: int | None
    name: str
    roles: frozenset[tuple[Role, int | None]] = frozenset()
    signed_in: bool = False

    def has(self, role: Role, edition_id: int | None = None) -> bool:
        """Whether the role is held: for this edition, or for the installation."""
        return (role, edition_id) in self.roles or (role, None) in self.roles

    def may(self, permission: Permission, edition_id: int | None = None) -> bool:
        """Whether any role held for the edition (or the installation) grants the permission."""
        if permission in ANYBODY_MAY or (self.signed_in and permission in SIGNED_IN_MAY):
            return True
        return any(permission in GRANTS[role] for role, where in self.roles if where is None or where == edition_id)


ANONYMOUS = Actor(None, "Khách")
# Commands without --as are recorded as done by the operator, who holds every key but judges nothing.
OPERATOR = Actor(None, "Người vận hành hệ thống", frozenset({(Role.ADMIN, None)}), signed_in=True)
