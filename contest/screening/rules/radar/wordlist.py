"""Words of the radar: what says nothing about a work, what says little, and what means the same.

Gathered from titles of published prize lists and from regional words; a word that is missing costs some likelihood,
never a duplicate by itself. Written with accents; a title typed without them is compared without.
"""

# One thing under several names, the first being the one that is kept: regional and trade words, initials, loans.
SAME = """
ngô | bắp
lợn | heo
sắn | khoai mì | củ mì | mì củ
lạc | đậu phộng | đậu phụng
bát | chén
thìa | muỗng
khiếm thị | người khiếm thị | người mù | mù lòa | suy giảm thị lực | kém mắt | mắt kém | mù | nhìn kém
khiếm thính | người khiếm thính | người câm điếc | câm điếc | khuyết tật nghe nói | điếc
khuyết tật | người khuyết tật | người tàn tật | tàn tật | nkt
thông minh | smart | thế hệ mới | 4.0
điện thoại thông minh | smartphone | smart phone | điện thoại di động | di động
trí tuệ nhân tạo | ai
internet | mạng internet | không gian mạng | internet vạn vật | iot
covid | covid 19 | corona | sars cov 2 | ncov
mặt trời | năng lượng mặt trời | nlmt | điện mặt trời | pin mặt trời | pin năng lượng mặt trời | solar | quang năng
bảo vệ thực vật | bvtv | trừ sâu
phụ phẩm | phế phẩm | phế thải | phế liệu | chất thải | rác thải
tự động | tự động hóa | không cần người
điều khiển từ xa | điều khiển không dây | remote
chữa cháy | cứu hỏa | pccc | phòng cháy chữa cháy | dập lửa
tàu thuyền | tàu thủy
học sinh | học trò | hs | các em học sinh
giáo viên | thầy cô giáo | thầy cô | gv
thân nhiệt | nhiệt độ cơ thể
rửa tay | vệ sinh tay | sát khuẩn tay
tiết kiệm | ít tốn
đa năng | nhiều chức năng | đa chức năng
diệt | trừ | tiêu diệt
tách vỏ | bóc vỏ | lột vỏ
thái | cắt lát | xắt | xắt lát | cắt thái
quản lý | quản trị
người bệnh | bệnh nhân
nông sản | sản phẩm nông nghiệp
cảnh báo | báo động
hỗ trợ | trợ giúp | giúp
tìm hiểu | khám phá
người lao động | công nhân
trồng | gieo trồng
nghiền | xay | xay nghiền
dạy học | giảng dạy | dh
thủy sản | tôm cá
thùng rác | sọt rác
mũ bảo hiểm | nón bảo hiểm
trái cây | hoa quả
trái | quả
phao cứu sinh | phao cứu hộ
tái chế | tái sử dụng
ô tô | xe hơi | ôtô
phụ huynh | cha mẹ | bố mẹ
trực tuyến | online | qua mạng
trò chơi | game
cho ăn | cấp thức ăn | cung cấp thức ăn | rải thức ăn
người cao tuổi | người già | người lớn tuổi
trẻ em | trẻ nhỏ | thiếu nhi
robot | robo | rô bốt | người máy
phần mềm | app | pm
máy bay không người lái | drone | flycam
nhận dạng | nhận diện
trung học cơ sở | thcs
trung học phổ thông | thpt
tiểu học | th
an toàn giao thông | atgt
công nghệ thông tin | cntt
giáo dục quốc phòng | gdqp
công ty | cty
cổ phần | cp
thành phố | tp
môi trường | mt
bảo vệ môi trường | bvmt
khoa học kỹ thuật | khkt
thanh thiếu niên | ttn
nhi đồng | nđ
sức khỏe | sk
điện thoại | đt
điều khiển | đk
thiết bị | tb
máy ảnh | camera
biến đổi khí hậu | bđkh
"""

# How titles begin and end whatever the work is, and the small words between.
EMPTY = """
nghiên cứu | thiết kế | chế tạo | xây dựng | giải pháp | cải tiến | đề tài | ứng dụng | áp dụng
khoa học kỹ thuật | khoa học
kỹ thuật | công nghệ | sáng kiến | thử nghiệm | bước đầu | sản phẩm | dự án | đề xuất | phát triển | hoàn thiện
sử dụng
nâng cao | hiệu quả | góp phần | phục vụ | mang lại | kinh tế | hiệu quả kinh tế cao | đáp ứng | yêu cầu
chuyển đổi số
thời đại | giai đoạn | hiện nay | thực tiễn | thực tế | địa phương | gia đình | địa bàn | đời sống | nhân dân
theo hướng
bền vững | chi phí thấp | phiên bản | thế hệ mới | thế hệ | người dùng | thân thiện với người dùng | thân thiện
biện pháp
phương pháp | trung học cơ sở | trung học phổ thông | tiểu học | hỗ trợ | tìm hiểu | đa dạng hóa hình thức
nhằm | giúp
với | cho | của | và | bằng | từ | tại | trên | trong | ở | các | những | này | là | có | được | để | khi | dùng
dành | đến | một
cách | kiểu | nhiều | tốt | việc | nên | em | năm | tỉnh | huyện | xã | quận | phường | trường | lớp | vào | qua
theo
về | ra | do | cùng | thành phố | hội thi | cuộc thi | hs | gv | tính | đồng thời | cũng
"""

# General names of devices: exchanged at will.
DEVICE = """
máy | máy móc | thiết bị | bộ thiết bị | hệ thống | mô hình | dụng cụ | phần mềm | chương trình | robot | bộ
cỗ máy | sa bàn
phương tiện | bo mạch | công cụ | nền tảng | trang web | website | chiếc | trạm | bộ dụng cụ | bộ điều khiển | cỗ
"""

# Qualities, means and people that a thousand works name: exchanged or left out.
COMMON = """
thông minh | tự động | tự động hóa | đa năng | mini | tiết kiệm | tiết kiệm điện | mặt trời | năng lượng
điều khiển từ xa
điều khiển | trí tuệ nhân tạo | internet | giá rẻ | môi trường | bảo vệ môi trường | thân thiện với môi trường
hiện đại
thân thiện môi trường | đơn giản | tiện lợi | an toàn | xanh | sạch | tái chế | vật liệu | không dây | bluetooth
wifi
arduino | cảm biến | học sinh | giáo viên | khuyết tật | người cao tuổi | nông dân | hộ nông dân
hộ nghèo | vùng cao
bán trú | trực tuyến | điện thoại | điện thoại thông minh | cộng đồng | nông thôn | 2 | 3 | 4 | 0 | 1 | 5 | 2.0 | 4.0
"""
