"""The menu: where an actor may go in an edition, in groups; which of the pages exist is the routes' to say."""

from collections.abc import Collection
from dataclasses import dataclass

from contest.foundation.access import Actor, Permission, Role


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A place: words, icon, endpoint."""

    words: str
    icon: str
    endpoint: str


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Places that belong together; the first group has no heading."""

    words: str
    items: tuple[MenuItem, ...]


_PUBLIC = (
    MenuItem("Giới thiệu", "megaphone", "editions.public"),
    MenuItem("Thể lệ", "book", "editions.regulation"),
    MenuItem("Hỏi đáp", "chat-left-text", "editions.questions"),
)
_RESULTS = (
    MenuItem("Kết quả", "trophy", "results.public"),
    MenuItem("Bài đạt giải", "images", "results.gallery"),
    MenuItem("Minh bạch", "clipboard-data", "results.fairness"),
    MenuItem("Các lần tổ chức", "clock-history", "results.editions_of_series"),
)
_BOARD = MenuItem("Bàn làm việc", "house", "home.board")
_MINE = MenuItem("Hồ sơ của tôi", "folder2-open", "entries.mine")
_OF_UNIT = MenuItem("Hồ sơ của đơn vị", "building", "entries.unit_desk")
_TASKS = MenuItem("Chấm điểm", "pencil-square", "scoring.tasks")
_CONFLICTS = MenuItem("Khai báo liên quan", "person-exclamation", "juries.my_conflicts")
_WISHES = MenuItem("Đề nghị giải", "award", "prizes.recommendations")
_CODES = MenuItem("Mã nhận tài khoản", "key", "people.codes")
_TEXTS = MenuItem("Tin cần nhắn", "chat-dots", "letters.texts")

# Groups of the office, each place with what it asks for.
_OFFICE: tuple[tuple[str, tuple[tuple[Permission, MenuItem], ...]], ...] = (
    (
        "Hồ sơ",
        (
            (Permission.ENTRY_READ_ALL, MenuItem("Danh mục hồ sơ", "folder2-open", "entries.register")),
            (Permission.ENTRY_READ_ALL, MenuItem("Hiện vật", "box-seam", "entries.things")),
            (Permission.ENTRY_IMPORT, MenuItem("Nhận từ cấp dưới", "inbox", "results.received")),
            (Permission.SCREENING_DECIDE, MenuItem("Thẩm định", "clipboard-check", "screening.desk")),
        ),
    ),
    (
        "Chấm điểm",
        (
            (Permission.JURY_READ, MenuItem("Hội đồng", "people", "juries.councils")),
            (Permission.PROGRESS_READ, MenuItem("Các vòng chấm", "bar-chart-steps", "home.rounds")),
        ),
    ),
    (
        "Giải thưởng",
        (
            (Permission.PRIZE_READ, MenuItem("Xét giải", "award", "prizes.prizes")),
            (Permission.PRIZE_READ, MenuItem("Đề cử", "arrow-up-circle", "results.nominations")),
            (Permission.ENTRY_MANAGE, MenuItem("Niêm yết", "pin-angle", "results.posting")),
            (Permission.RESULT_SEAL, MenuItem("Công bố", "broadcast", "results.publication")),
            (Permission.RESULT_REVEAL, MenuItem("Trang chiếu", "display", "ceremony.remote")),
            (Permission.EXPORT_MAKE, MenuItem("Giới thiệu bài đạt giải", "images", "results.showcase")),
            (Permission.COMPLAINT_HANDLE, MenuItem("Khiếu nại", "chat-square-text", "results.complaints")),
            (Permission.EXPORT_MAKE, MenuItem("Văn bản", "file-earmark-text", "papers.desk")),
            (Permission.CEREMONY_PREPARE, MenuItem("Lễ trao giải", "mic", "ceremony.order")),
            (Permission.CEREMONY_DOOR, MenuItem("Điểm danh", "person-check", "ceremony.door")),
        ),
    ),
    (
        "Quản lý",
        (
            (Permission.EDITION_READ, MenuItem("Giai đoạn", "signpost-split", "home.stages")),
            (Permission.EDITION_EDIT, MenuItem("Sửa thể lệ", "sliders", "editions.regulation_editor")),
            (Permission.LETTER_SEND, MenuItem("Thư gửi đi", "envelope", "letters.outbox")),
            (Permission.PERSON_READ, MenuItem("Thành viên", "person-badge", "people.members")),
            (Permission.UNIT_READ, MenuItem("Đơn vị", "building", "people.units")),
            (Permission.CODE_HAND_OUT, _CODES),
        ),
    ),
)

# Places of the evening itself: nothing to do there before the prizes are talked about.
_OF_CEREMONY = frozenset({"ceremony.remote", "ceremony.door"})
_NEAR_CEREMONY = ("deliberation", "decided", "published", "archived")


def menu(actor: Actor, edition_id: int, stage: str) -> tuple[MenuGroup, ...]:
    """Where this actor may go: the public's places in one group, the office's in theirs."""
    shown = (*_PUBLIC, *(_RESULTS if stage in ("published", "archived") else ()))
    if not actor.signed_in:
        return (MenuGroup("", shown),)
    first = (_BOARD, *_own_places(actor, edition_id, stage))
    # A place stands once: a unit hands out codes as its own and as the office.
    told = {item.endpoint for item in first}
    own = tuple(group for group in _office_of(actor, edition_id, stage, told) if group.items)
    if not own:
        return (MenuGroup("", first + shown),)
    return (MenuGroup("", first), *own, MenuGroup("Trang hội thi", shown))


def _own_places(actor: Actor, edition_id: int, stage: str) -> tuple[MenuItem, ...]:
    roles = {role for role, where in actor.roles if where == edition_id or where is None}
    places: list[MenuItem] = [_OF_UNIT] if Role.UNIT in roles else []
    if not roles or roles & {Role.ENTRANT, Role.UNIT}:
        places.append(_MINE)
    if actor.may(Permission.SCORE_GIVE, edition_id):
        places += [_TASKS, _CONFLICTS]
    if Role.CHAIR in roles and stage in ("judging", "deliberation"):
        places.append(_WISHES)
    if Role.UNIT in roles:
        places += [_CODES, _TEXTS]
    return tuple(places)


def _office_of(actor: Actor, edition_id: int, stage: str, told: Collection[str]) -> list[MenuGroup]:
    hidden = {*told, *(() if stage in _NEAR_CEREMONY else _OF_CEREMONY)}
    return [
        MenuGroup(
            words,
            tuple(
                item for permission, item in places if item.endpoint not in hidden and actor.may(permission, edition_id)
            ),
        )
        for words, places in _OFFICE
    ]
