"""The closing package as it is ordered on the page: when it can be, and how long it is kept."""

from datetime import timedelta

from contest.foundation.refusal import Reason

# It is fetched soon, or made again: a copy of everything is not kept longer.
PACKAGE_KEPT_FOR = timedelta(days=3)

PACKAGE_WORDS = {
    "package_under_way": "Một bộ hồ sơ đang được lập. Hãy đợi bộ đó xong.",
    "package_nobody": "Bộ hồ sơ lập theo quyền của người đặt. Hãy đăng nhập bằng tài khoản của mình rồi lập.",
    "papers_package_gone": "Bộ hồ sơ này không còn trên máy chủ. Hãy lập bộ mới.",
    "package_of_another": "Bộ này do {name} lập theo quyền của người ấy, chỉ người ấy tải được. Hãy lập bộ của mình.",
    "package_overtaken": (
        "Từ khi lập bộ này, giải, họ tên, đơn vị hoặc đồng ý của tác giả đã đổi. Hãy lập bộ mới để mọi tệp khớp nhau."
    ),
}


def why_not_order_package(*, is_somebody: bool, under_way: bool) -> list[Reason]:
    """Why no package can be ordered now. is_somebody: an account stands behind the order, whose rights count."""
    reasons = [] if is_somebody else [Reason("package_nobody")]
    return [*reasons, *([Reason("package_under_way")] if under_way else [])]


def why_not_take_package(*, is_there: bool, is_own: bool, is_current: bool, name: str) -> list[Reason]:
    """Why the file is not given to whoever asks for it. name: who ordered it."""
    if not is_there:
        return [Reason("papers_package_gone")]
    if not is_own:
        return [Reason("package_of_another", {"name": name})]
    return [] if is_current else [Reason("package_overtaken")]
