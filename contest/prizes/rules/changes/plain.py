"""Deeds that take two people and alter no figure by themselves: what they are called, and what follows from them."""

PLAIN_WORDS = {
    "round": "Mở lại vòng chấm",
    "amendment": "Sửa thể lệ khi đang chấm",
    "confirm": "Xác nhận giải",
    "reopen": "Mở lại giải đã xác nhận",
}
PLAIN_EFFECTS = {
    "round": (
        "Giám khảo sửa được phiếu của vòng này cho đến khi vòng được đóng lại.",
        "Sau khi đóng lại, vòng phải được xếp hạng lại và giải phải được đề xuất lại.",
    ),
    "amendment": (
        "Bản sửa đổi có hiệu lực ngay và được công khai kèm lý do.",
        "Chưa vòng nào được xếp hạng nên chưa có thứ hạng hay giải nào thay đổi.",
    ),
    "confirm": ("Giải không đổi được nữa cho đến khi hai người của Ban Tổ chức mở lại.",),
    "reopen": ("Giải trở lại thành dự kiến, đổi được; sau đó phải xác nhận lại.",),
}
