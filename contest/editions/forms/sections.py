"""The regulation cut into sections that fit on a page each, in the order in which a secretariat thinks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the editor: its word in the address, its title, why it is asked, the keys it holds."""

    key: str
    title: str
    words: str
    keys: tuple[str, ...]


SECTIONS = (
    Section(
        "chung",
        "Thông tin chung",
        "Tên, lần tổ chức, cơ quan và văn bản làm căn cứ; in trên mọi văn bản.",
        (
            "kind",
            "title",
            "short_title",
            "series",
            "edition",
            "rhythm",
            "level",
            "locality",
            "locality_now",
            "entry_word",
            "entry_code",
            "bodies",
            "decisions",
        ),
    ),
    Section("thoi-gian", "Mốc thời gian", "Mọi mốc theo giờ Việt Nam; mốc nào chưa có thì để trống.", ("timeline",)),
    Section(
        "linh-vuc",
        "Lĩnh vực, bảng, hội đồng",
        "Mỗi lĩnh vực phải có đúng một hội đồng chấm ở mỗi vòng.",
        ("fields", "divisions", "councils"),
    ),
    Section(
        "doi-tuong",
        "Đối tượng và tác giả",
        "Ai được dự thi, điều kiện, thông tin hỏi mỗi tác giả, các đồng ý phải xin.",
        ("entrants", "authors", "consents"),
    ),
    Section(
        "ho-so",
        "Hồ sơ dự thi",
        "Các thành phần hồ sơ và các mục khai trực tuyến.",
        ("dossier", "questions"),
    ),
    Section("cham-diem", "Các vòng chấm", "Vòng, tiêu chí, cách tổng hợp điểm, điều kiện vào vòng sau.", ("rounds",)),
    Section(
        "giai-thuong",
        "Giải thưởng",
        "Giải cao đứng trước; tiền thưởng và ngưỡng điểm không tăng khi xuống giải dưới.",
        ("prizes", "topic_awards", "extra_awards"),
    ),
    Section(
        "sau-giai",
        "Chứng nhận, đề cử, công khai",
        "Giấy chứng nhận, đề cử lên cấp trên, dữ liệu cá nhân.",
        ("certificates", "nomination", "appeals_days", "answer_days", "privacy"),
    ),
    Section(
        "lien-he",
        "Liên hệ và ghi chú",
        "Nơi hỏi, biểu mẫu, câu hỏi thường gặp; phần tự đặt và nguồn.",
        ("contact", "forms", "faq", "assumptions", "sources", "notes"),
    ),
)


def section_of(key: str) -> Section | None:
    """The section of this word, or None."""
    return next((section for section in SECTIONS if section.key == key), None)


def section_with(part: str) -> str:
    """The word of the section that holds this part of the regulation; the first, where none does."""
    return next((section.key for section in SECTIONS if part in section.keys), SECTIONS[0].key)
