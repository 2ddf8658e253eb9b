"""The words of the made papers: titles, bases, names, places; all invented."""

TITLES = (
    "kiện toàn Ban Chỉ đạo phòng, chống thiên tai và tìm kiếm cứu nạn",
    "tăng cường công tác quản lý trật tự xây dựng trên địa bàn",
    "phê duyệt kết quả rà soát hộ nghèo, hộ cận nghèo",
    "tổ chức các hoạt động kỷ niệm ngày thương binh, liệt sĩ",
    "giao chỉ tiêu thu ngân sách nhà nước quý III",
    "xử lý các trường hợp lấn chiếm vỉa hè, lòng đường tuyến Hoàng Thị Loan",
    "ban hành Quy chế làm việc của Tổ tiếp nhận và trả kết quả",
    "triển khai công tác tiêm phòng cho đàn gia súc, gia cầm",
    "báo cáo tình hình thực hiện nhiệm vụ kinh tế - xã hội, quốc phòng - an ninh",
    "công nhận danh hiệu “Gia đình văn hóa”, “Khu dân cư tiên tiến”",
    "thu hồi đất để thực hiện dự án Khu tái định cư Hòa Phú 5",
    "cử cán bộ tham gia lớp bồi dưỡng nghiệp vụ văn thư, lưu trữ",
    "điều chỉnh, bổ sung dự toán chi thường xuyên",
    "thành lập Hội đồng nghĩa vụ quân sự",
    "trả lời đơn kiến nghị của bà Tống Thị Khuyên, thôn Phước Hậu",
    "đề nghị hỗ trợ kinh phí sửa chữa Trường Tiểu học Lê Hồng Phong",
    "khen thưởng tập thể, cá nhân có thành tích trong phong trào thi đua",
    "phòng, chống dịch sốt xuất huyết và bệnh tay chân miệng",
    "lập danh sách cử tri và niêm yết tại nhà sinh hoạt cộng đồng",
    "quản lý hoạt động karaoke, trò chơi điện tử gần trường học",
    "nâng bậc lương thường xuyên đối với công chức",
    "nghỉ hưu và hưởng chế độ bảo hiểm xã hội",
    "vệ sinh môi trường, thu gom rác thải sinh hoạt ngày cuối tuần",
    "đăng ký nhu cầu vốn đầu tư xây dựng cơ bản",
    "rà soát thủ tục hành chính thuộc thẩm quyền giải quyết",
    "tiếp nhận và xử lý đơn thư khiếu nại, tố cáo của công dân",
    "kiểm kê tài sản công tại các đơn vị trực thuộc",
    "bảo đảm an ninh, trật tự dịp Tết Nguyên đán",
    "khơi thông cống rãnh trước mùa mưa bão",
    "chuyển mục đích sử dụng đất của hộ ông Kiều Văn Thạnh",
)
AREAS = ("", " trên địa bàn {place}", " năm {year}", " {place} năm {year}", " của {place}")
BASES = (
    "Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26 tháng 11 năm 2003;",
    "Căn cứ Luật Đất đai ngày 26 tháng 11 năm 2003;",
    "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ;",
    "Căn cứ Quyết định số 2718/QĐ-UBND ngày 05 tháng 4 năm 2007 của Chủ tịch UBND thành phố;",
    "Căn cứ Nghị quyết số 12/NQ-HĐND ngày 20/12/2008 của Hội đồng nhân dân về dự toán ngân sách;",
)
PROPOSAL = (
    "Xét đề nghị của Trưởng phòng Tài chính - Kế hoạch tại Tờ trình số 45/TTr-TCKH ngày 03/5/2009,"
)
BODY = (
    "Giao các bộ phận phối hợp với các tổ dân phố rà soát, báo cáo trước ngày 25 hằng tháng.",
    "Trong quá trình thực hiện nếu có vướng mắc, đề nghị phản ánh về số điện thoại 0236.3841.999.",
    "Kinh phí trích từ nguồn đầu năm theo Công văn số 318/UBND-TCKH ngày 12 tháng 02 năm 2009.",
    "Yêu cầu thủ trưởng các đơn vị, các ban ngành, đoàn thể nghiêm túc triển khai thực hiện.",
)
RECIPIENTS = (
    "- Như Điều 3;",
    "- Thường trực Đảng ủy, HĐND;",
    "- Các tổ dân phố;",
    "- Phòng Nội vụ;",
    "- Lưu: VT.",
)
FAMILIES = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"),
    *(
        "Dương",
        "Đinh",
        "Trương",
        "Trịnh",
        "Tạ",
        "Châu",
        "Tô",
        "Kiều",
        "Tống",
        "Ông",
        "Doãn",
        "Khổng",
    ),
)
MIDDLES = ("Văn", "Thị", "Hữu", "Đức", "Minh", "Thị Ngọc", "Quang", "Xuân", "Thanh", "Bá")
GIVEN = (
    *("Hòa", "Thúy", "Khoa", "Bình", "Lượng", "Quý", "Trân", "Tuệ", "Oánh", "Vỹ", "Hạnh", "Diệp"),
    *("Thạnh", "Nhân", "Khải", "Bách", "Sương", "Phước", "Đạt", "Yến", "Hoàng", "Uyên"),
)
WARDS = (
    ("PHƯỜNG", "HÒA MINH", "Hòa Minh"),
    ("PHƯỜNG", "HÒA KHÁNH NAM", "Hòa Khánh Nam"),
    ("XÃ", "ĐẠI PHƯỚC", "Đại Phước"),
    ("THỊ TRẤN", "ÁI NGHĨA", "Ái Nghĩa"),
)
DISTRICT = ("QUẬN", "LIÊN CHIỂU", "Liên Chiểu")
