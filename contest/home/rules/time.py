"""Time left, as people say it."""

from datetime import timedelta


def time_left(rest: timedelta) -> str:
    """ "còn 12 ngày", "còn 5 giờ", "còn 20 phút", "đã hết hạn"."""
    if rest <= timedelta(0):
        return "đã hết hạn"
    if rest >= timedelta(days=2):
        return f"còn {rest.days} ngày"
    minutes = int(rest.total_seconds() // 60)
    if minutes >= 60:
        return f"còn {minutes // 60} giờ"
    return f"còn {max(minutes, 1)} phút"
