"""What the figures of agreement mean, in words; the bounds are the usual ones of the literature."""

from collections.abc import Sequence
from decimal import Decimal

from contest.foundation.vietnamese import number
from contest.ranking.rules.quality.judges import FEW, JudgeReport

# Koo & Li (2016) for correlations, Krippendorff (2004) for alpha, Schmidt (1997) for concordance.
_RELIABILITY = ((0.9, "rất tốt"), (0.75, "tốt"), (0.5, "vừa phải"))
_ALPHA = ((0.8, "đủ tin cậy"), (0.667, "tạm tin cậy"))
_CONCORDANCE = ((0.7, "rất thống nhất"), (0.5, "khá thống nhất"), (0.3, "tương đối thống nhất"))
# A judge is remarked on when the difference is no chance (twice its error; t for about one in a hundred) and matters.
_SURE, _SURE_SLOPE, _MATTERS, _OFTEN, _APART = 2.0, 2.6, 0.02, 0.3, 0.2


def figure(value: float, places: int = 2) -> str:
    """A statistic as documents print it, with a decimal comma."""
    return number(Decimal(value), places)


def signed(value: float, places: int) -> str:
    """A difference with its sign; nought has none."""
    words = figure(value, places)
    return f"+{words}" if value > 0 and words.strip("0,") else words


def reliability_words(value: float) -> str:
    """How far a figure with this reliability can be trusted."""
    return _band(value, _RELIABILITY, "thấp")


def alpha_words(value: float) -> str:
    """What Krippendorff's alpha says of the sheets."""
    return _band(value, _ALPHA, "chưa đủ tin cậy")


def concordance_words(value: float) -> str:
    """What Kendall's W says of a council's orders."""
    return _band(value, _CONCORDANCE, "ít thống nhất")


def _band(value: float, bands: Sequence[tuple[float, str]], below: str) -> str:
    return next((words for least, words in bands if value >= least), below)


def remarks(report: JudgeReport, severity: float | None, doubt: float | None, maximum: float) -> tuple[str, ...]:
    """What the organisers should look at in this judge's sheets; nothing where nothing stands out."""
    if report.sheets < FEW:
        return (f"Mới có {report.sheets} phiếu, chưa đủ để nhận xét.",)
    found = []
    if severity is not None and doubt is not None and abs(severity) > max(_SURE * doubt, _MATTERS * maximum):
        way = "rộng tay hơn" if severity > 0 else "chặt tay hơn"
        found.append(f"Chấm {way} những người cùng chấm khoảng {figure(abs(severity), 1)} điểm.")
    if report.agreement is not None and report.agreement < _APART:
        found.append("Thứ tự cho điểm ít giống các giám khảo cùng chấm.")
    if report.drift is not None and report.drift_t is not None and abs(report.drift_t) > _SURE_SLOPE:
        way = "cao dần" if report.drift > 0 else "thấp dần"
        found.append(f"Điểm {way} về cuối: cứ 10 hồ sơ lệch {figure(abs(report.drift), 1)} điểm.")
    if report.highest > _OFTEN:
        found.append(f"{figure(100 * report.highest, 0)} % số phiếu cho điểm tối đa.")
    return tuple(found)
