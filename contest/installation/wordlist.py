"""The sentences of the reasons that running an installation can give."""

WORDS: dict[str, str] = {
    "already_initialised": "Hệ thống này đã được khởi tạo và đã có người quản trị ({email}). Không thay đổi gì.",
    "password_on_stdin_empty": "Không đọc được mật khẩu từ đầu vào chuẩn.",
    "backup_exists": "Tệp “{path}” đã có. Hãy chọn tên khác để không ghi đè bản sao lưu cũ.",
    "backup_unwritable": "Không ghi được bản sao lưu vào “{path}”: {why}.",
    "backup_unreadable": "“{path}” không phải là bản sao lưu của chương trình này, hoặc đã bị hỏng: {why}.",
    "backup_newer": "Bản sao lưu thuộc phiên bản mới hơn ({theirs}); hệ thống này là {ours}. Hãy nâng cấp trước.",
    "database_newer": "Cơ sở dữ liệu do một phiên bản mới hơn của chương trình lập ra (lược đồ {theirs}; "
    "chương trình này biết đến {ours}). Dữ liệu chưa bị thay đổi; hãy cài phiên bản mới rồi chạy lại.",
    "restore_not_empty": "Hệ thống này đang có dữ liệu ({tables}). Thêm --replace để thay bằng bản sao lưu; "
    "dữ liệu hiện tại sẽ được sao lưu trước.",
    "restore_failed": "Phục hồi không thành: {why}. Hệ thống này vốn trống, nay vẫn trống; có thể thử lại.",
    "restore_failed_saved": "Phục hồi không thành: {why}. Dữ liệu trước đó còn nguyên trong “{path}”; "
    "chạy contest restore với tệp ấy để trở lại.",
    "ledger_broken": "Sổ cái bị đứt ở sự kiện số {event}: {why}. Trước đó có {events} sự kiện còn nguyên vẹn.",
    "port_taken": "Cổng {port} đang được chương trình khác dùng. Hãy chọn cổng khác, ví dụ: --port 8001.",
    "doctor_found": "{name}: {words}",
}
