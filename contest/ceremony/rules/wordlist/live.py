"""Of the door and of the ceremony as it runs."""

WORDS = {
    "door_unknown_guest": "Người này không có trong danh sách được giải.",
    "door_stand_in_missing": "Hãy ghi họ tên người nhận thay.",
    "ceremony_not_called": "Còn {count} lượt có người mà chưa gọi. Hãy gọi hết trước khi kết thúc.",
}
