"""What is being waited for when there is nothing to do, by stage: for the office, and for entrants."""

WAITING = {
    "open": "Đang nhận hồ sơ. Không có việc nào đang chờ.",
    "closed": "Đã hết hạn nhận hồ sơ; chờ Ban Tổ chức chuyển sang thẩm định.",
    "screening": "Thẩm định đã xong; chờ Ban Tổ chức chuyển sang chấm điểm.",
    "judging": "Các vòng chấm đã xong; chờ Ban Tổ chức chuyển sang xét giải.",
    "deliberation": "Các giải đã được xác nhận; chờ Ban Tổ chức ghi nhận quyết định.",
    "decided": "Kết quả đã công bố; chờ Ban Tổ chức chuyển giai đoạn.",
    "archived": "Hội thi đã được lưu trữ.",
}
ENTRANT_WAITS = {
    "open": "Hồ sơ đã nộp. Có thể sửa hoặc rút cho đến hết hạn.",
    "closed": "Đã hết hạn nộp. Ban Thư ký sẽ thẩm định hồ sơ.",
    "screening": "Ban Thư ký đang thẩm định hồ sơ.",
    "judging": "Hội đồng giám khảo đang chấm.",
    "deliberation": "Ban Tổ chức đang xét giải.",
    "decided": "Ban Tổ chức đang chuẩn bị công bố kết quả.",
    "published": "Kết quả đã được công bố.",
    "archived": "Hội thi đã kết thúc.",
}
