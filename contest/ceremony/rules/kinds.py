"""What a ceremony consists of and what a door can say, with their words."""

SEGMENT_WORDS = {
    "opening": "Khai mạc",
    "introduction": "Giới thiệu đại biểu",
    "speech": "Phát biểu",
    "report": "Báo cáo",
    "decision": "Công bố quyết định",
    "awarding": "Trao giải",
    "performance": "Văn nghệ",
    "thanks": "Cảm ơn",
    "closing": "Bế mạc",
    "other": "Nội dung khác",
}
SEGMENT_KINDS = tuple(SEGMENT_WORDS)
AWARDING = "awarding"

DOOR_WORDS = {
    "present": "Có mặt",
    "stand_in": "Người nhận thay",
    "left": "Đã về",
    "awaited": "Chưa đến",
}
DOOR_STATES = tuple(DOOR_WORDS)
