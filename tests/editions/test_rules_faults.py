"""Planted faults: each is named at its place, with its line, in a plain Vietnamese sentence."""

import pytest

from contest.editions.rules import WORDS, read
from contest.foundation.words import sentence, tell
from tests.editions.makers import text_of

tell(WORDS)

TECH, YOUTH = "small_technical", "small_youth"

# (file, what stands there, what is planted instead, where the fault is named, what its sentence says)
PLANTED = [
    (TECH, "series: binh-minh-stkt", "serie: binh-minh-stkt", "serie", "Có phải ý bạn là “series”?"),
    (TECH, "kind: technical", "kind: technicl", "kind", "Có phải ý bạn là “technical”?"),
    (TECH, "level: province", "", "level", "thiếu mục “level”"),
    (TECH, "level: province", "level: province\nlevel: nation", "level", "mục “level” đã có ở dòng 6"),
    (TECH, "max: 40, step: 0.5, levels", "max: bốn mươi, step: 0.5, levels", "rounds[0].criteria[0].max", "một số"),
    (TECH, "quorum: 2", "quorum: 4", "rounds[0].quorum", "cần 4 phiếu mới hợp lệ, trong khi mỗi hồ sơ chỉ có 3 phiếu"),
    (TECH, "quorum: 2", "quorum: hai", "rounds[0].quorum", "số nguyên"),
    (TECH, "quorum: 2", "quorum: 0", "rounds[0].quorum", "từ 1 trở lên"),
    (TECH, "quorum: 2", "quorom: 2", "rounds[0].quorom", "Có phải ý bạn là “quorum”?"),
    (TECH, "blind: true", "blind: có", "rounds[0].blind", "true (có) hoặc false (không)"),
    (TECH, "{key: use, name", "{key: novelty, name", "rounds[0].criteria[1].key", "khóa “novelty” đã dùng"),
    (TECH, "Khả năng áp dụng, max", "'TINH MOI, tính sáng tạo', max", "rounds[0].criteria[1].name", "tên này trùng"),
    (TECH, "Khả năng áp dụng, max", "Khả năng, quy mô áp dụng, max", "rounds[0].criteria[1][quy mô áp dụng]",
     "đứng sau dấu phẩy. Hãy đặt cả nội dung trong dấu nháy kép"),
    (TECH, "max: 30, step: 0.5}\n      - {key: effect", "max: 30, step: 0.7}\n      - {key: effect",
     "rounds[0].criteria[1].step", "bước điểm 0,7 không chia hết điểm tối đa 30"),
    (TECH, "max: 30, step: 0.5}\n      - {key: effect", "max: 30, step: 0.5, parts: [{key: a, name: A, max: 10}, "
     "{key: b, name: B, max: 15}]}\n      - {key: effect", "rounds[0].criteria[1].parts", "cộng lại là 25, khác"),
    (TECH, "{from: 30, text: Mới", "{from: 41, text: Mới", "rounds[0].criteria[0].levels[0].from", "nằm ngoài thang"),
    (TECH, "{from: 30, text: Mới", "{from: 0, text: Mới", "rounds[0].criteria[0].levels[1].from", "cùng bắt đầu từ 0"),
    (TECH, "shown_deadline: 2030-06-30T17:00", "shown_deadline: 2030-07-30T17:00",
     "timeline.submission.enforced_deadline", "23:59 ngày 30/06/2030 đứng trước 17:00 ngày 30/07/2030"),
    (TECH, "shown_deadline: 2030-06-30T17:00", "shown_deadline: 2030-02-30T17:00",
     "timeline.submission.shown_deadline", "ngày và giờ"),
    (TECH, "shown_deadline: 2030-06-30T17:00", "shown_deadline: 2030-06-30",
     "timeline.submission.shown_deadline", "ngày và giờ"),
    (TECH, "launch: 2025-10-01", "launch: 2025-13-01", "timeline.launch", "một ngày có trong lịch"),
    (TECH, "fields: [agri]", "fields: [agri, water]", "councils[1].fields[1]", "lĩnh vực nào mang khóa “water”"),
    (TECH, "fields: [ict, mech]", "fields: [ict]", "fields[1]", "không có hội đồng nào chấm ở vòng Sơ khảo"),
    (TECH, "fields: [agri]", "fields: [agri, mech]", "fields[1]", "do nhiều hội đồng chấm ở vòng Sơ khảo"),
    (TECH, "fields: [agri]", "fields: []", "councils[1].fields", "cần ít nhất một phần tử"),
    (TECH, "same_as: preliminary", "same_as: semifinal", "rounds[1].same_as", "vòng chấm nào mang khóa “semifinal”"),
    (TECH, "same_as: preliminary", "same_as: final", "rounds[1].same_as", "lại dẫn về chính vòng này"),
    (TECH, "    same_as: preliminary\n", "", "rounds[1]", "vòng Chung khảo chấm điểm nhưng không có tiêu chí"),
    (TECH, "carry: {preliminary: 0.3, final: 0.7}", "carry: {preliminary: 0.4, final: 0.7}", "rounds[1].carry",
     "cộng lại là 1,1, phải là 1"),
    (TECH, "carry: {preliminary: 0.3, final: 0.7}", "carry: {semi: 0.3, final: 0.7}", "rounds[1].carry.semi",
     "vòng chấm nào mang khóa “semi”"),
    (TECH, "    goes_on: {threshold: {at_least: 60}}\n", "", "rounds[0]", "chưa nêu hồ sơ nào vào vòng sau"),
    (TECH, 'ties: ["criterion:novelty", share]', 'ties: ["criterion:novelty", share]\n    goes_on: {top: 3}',
     "rounds[1].goes_on", "vòng cuối nên không có vòng sau"),
    (TECH, "goes_on: {threshold: {at_least: 60}}", "goes_on: {threshold: {at_least: 60}, top: 5, percent: 10}",
     "rounds[0].goes_on", "không cả hai"),
    (TECH, "goes_on: {threshold: {at_least: 60}}", "goes_on: {per: division, top: 5}", "rounds[0].goes_on.per",
     "không có danh sách đó"),
    (TECH, "goes_on: {threshold: {at_least: 60}}", "goes_on: {threshold: {at_least: 60, above: 50}}",
     "rounds[0].goes_on.threshold", "đúng một trong hai"),
    (TECH, "goes_on: {threshold: {at_least: 60}}", "goes_on: {threshold: {at_least: 160}}",
     "rounds[0].goes_on.threshold", "không thể đạt, vì điểm cao nhất là 100"),
    (TECH, "vote_of_council, share", "vote_of_councl, share", "rounds[0].ties[2]", "ý bạn là “vote_of_council”?"),
    (TECH, '"criterion:effect", vote', '"criterion:beauty", vote', "rounds[0].ties[1]", "nào mang khóa “beauty”"),
    (TECH, "vote_of_council, share", "share, vote_of_council", "rounds[0].ties[3]", "không bao giờ dùng đến"),
    (TECH, "limit: 20, of: total", "limit: 120, of: total", "rounds[0].disagreement.limit", "không bao giờ xảy ra"),
    (TECH, "{at_least: 75}, amount: 32000000", "{at_least: 90}, amount: 32000000", "prizes.tiers[1].threshold",
     "Giải Nhì cần 90 điểm, cao hơn Giải Nhất (85 điểm)"),
    (TECH, "amount: 24000000", "amount: 34000000", "prizes.tiers[2].amount", "tiền thưởng cao hơn Giải Nhì"),
    (TECH, "amount: 24000000", 'amount: "24.000.000"', "prizes.tiers[2].amount", "số nguyên viết liền"),
    (TECH, "amount: 24000000", "amount: 24.5", "prizes.tiers[2].amount", "số nguyên viết liền"),
    (TECH, "quantity: {at_most: 3}", "quantity: {at_most: 3, exact: 3}", "prizes.tiers[2].quantity", "một cách"),
    (TECH, "quantity: {at_most: 3}", "quantity: {}", "prizes.tiers[2].quantity", "chưa nêu số lượng"),
    (TECH, "quantity: {exact: 4}", "quantity: {percent: 140}", "prizes.tiers[3].quantity.percent", "từ 100 trở xuống"),
    (TECH, "amount: 40000000}", "amount: 40000000, certificates: [gold]}", "prizes.tiers[0].certificates[0]",
     "giấy chứng nhận nào mang khóa “gold”"),
    (TECH, "scope: edition", "scope: division", "prizes.scope", "không có danh sách đó"),
    (TECH, "boundary_tie: to_council", "boundary_tie: to_counsil", "prizes.boundary_tie", "ý bạn là “to_council”?"),
    (TECH, '"{n:04}/GCN-BTC"', '"GCN-BTC"', "certificates[0].numbering", "cần chỗ điền số thứ tự {n}"),
    (TECH, '"KT-{n:03}"', '"KT-{stt}-{n:03}"', "entry_code", "không có chỗ điền {stt}"),
    (TECH, '"KT-{n:03}"', '"KT-{n:03"', "entry_code", "không đọc được"),
    (TECH, "formats: [pdf, docx]", "formats: [pdf, odt]", "dossier[0].formats[1]", "“odt” không dùng được ở đây"),
    (TECH, "max_files: 10", "max_files: 10, physical: true", "dossier[1].formats", "nộp bằng hiện vật"),
    (TECH, "kind: text, max_words: 500", "kind: choice", "questions[0].choices", "cần ít nhất hai lựa chọn"),
    (TECH, "email: banthuky@example.org", "email: banthuky", "contact.email", "không phải là địa chỉ thư điện tử"),
    (TECH, "types: [individual, group, organisation]", "types: individual", "entrants.types", "cần một danh sách"),
    (TECH, "max: 5, shares: required", "max: 1, shares: required", "authors.max", "mỗi hồ sơ chỉ nhận một tác giả"),
    (TECH, "title: Hội thi Sáng tạo", "assumptions: [round]\ntitle: Hội thi Sáng tạo", "assumptions[0]", "“rounds”?"),
    (TECH, "locality: Bình Minh", "locality: Tænh Bình Minh Saùng taïo Kyõ thuaät", "locality", "VNI, TCVN3"),
    (TECH, "title: Hội thi Sáng tạo", "base: &a [1, 2]\ntitle: Hội thi Sáng tạo", "", "dấu & hoặc *"),
    (TECH, "title: Hội thi Sáng tạo", "title: !!python/object:os.system Hội thi", "", "dấu chấm than"),
    (TECH, "kind: technical", "kind: technical: x", "", "dấu hai chấm đứng giữa nội dung"),
    (TECH, "  launch: 2025", "\tlaunch: 2025", "", "phím Tab"),
    (TECH, "bodies: {issuing: UBND tỉnh Bình Minh, ", "bodies: {issuing: UBND tỉnh Bình Minh", "", ""),
    (YOUTH, "levels: [thcs]", "levels: [thcs, thpt]", "divisions[2].levels[0]", "đã thuộc bảng “THCS”"),
    (YOUTH, "min: 6, max: 18", "min: 18, max: 6", "entrants.age.max", "lớn hơn tuổi lớn nhất"),
    (YOUTH, "born_from: 2007-07-31, born_to: 2020-07-31", "born_from: 2020-07-31, born_to: 2007-07-31",
     "entrants.age.born_to", "31/07/2007 đứng trước 31/07/2020"),
    (YOUTH, "drop_low: 1, drop_high: 1, when_at_least: 5", "drop_low: 1, drop_high: 1, when_at_least: 7",
     "rounds[0].combine.trim", "bỏ điểm khi có từ 7 phiếu, trong khi mỗi hồ sơ chỉ có 5 phiếu"),
    (YOUTH, "drop_low: 1, drop_high: 1, when_at_least: 5", "drop_low: 3, drop_high: 2, when_at_least: 5",
     "rounds[0].combine.trim", "không còn phiếu nào"),
    (YOUTH, "consents: [judging, publish_name, photographs, press]", "consents: [judging, press]",
     "privacy.public_fields[1]", "publish_name"),
    (YOUTH, "judges_per_entry: 5", "judges_per_entry: mọi người", "rounds[0].judges_per_entry", "all_of_council"),
    (YOUTH, "  boundary_tie: expand", "  boundary_tie: expand\nextra_awards:\n  - {key: units, name: Giải tập thể, "
     "of: units, by: points, points: {entered: 1, fourth: 2}}", "extra_awards[0].points.fourth",
     "không có giải nào mang khóa “fourth”"),
    (YOUTH, "  boundary_tie: expand", "  boundary_tie: expand\nextra_awards:\n  - {key: first, name: Giải trẻ nhất, "
     "of: units, by: youngest}", "extra_awards[0].key", "khóa “first” đã dùng"),
    (YOUTH, "  boundary_tie: expand", "  boundary_tie: expand\nextra_awards:\n  - {key: young, name: Giải trẻ nhất, "
     "of: units, by: youngest}", "extra_awards[0].by", "phải trao cho tác giả"),
    (YOUTH, "  boundary_tie: expand", "  boundary_tie: expand\nnomination: {to: Toàn quốc, exact: 5, at_most: 9}",
     "nomination[0].at_most", "không cả hai"),
    (YOUTH, "    blind: true\n", "    blind: true\n    parts: [{key: a, weight: 80, from: criteria}, "
     "{key: b, weight: 30, from: votes, scaled_to: highest}]\n", "rounds[0].parts", "cộng lại là 110, phải là 100"),
    (YOUTH, "    blind: true\n", "    blind: true\n    vote: {on: ties, majority: 3/2}\n", "rounds[0].vote.majority",
     "lớn hơn 0 và không quá 1"),
    (YOUTH, "    blind: true\n", "    blind: true\n    vote: {on: ties, majority: 1/0}\n", "rounds[0].vote.majority",
     "một phân số"),
    (YOUTH, "    blind: true\n", "    blind: true\n    grade_bands: [{name: A, threshold: {at_least: 50}}, "
     "{name: B, threshold: {at_least: 70}}]\n", "rounds[0].grade_bands[1]", "không thấp hơn mức trước (50)"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "there", "planted", "where", "words"), PLANTED)
def test_a_planted_fault_is_named_at_its_place_and_line(
    name: str, there: str, planted: str, where: str, words: str
) -> None:
    text = text_of(name)
    assert text.count(there) == 1, "the table must plant in one place"
    reading = read(text.replace(there, planted))
    assert reading.regulation is None
    found = {(fault.where, sentence(fault)) for fault in reading.faults}
    assert any(place == where and words in said for place, said in found), found
    assert all(said.startswith("Dòng ") and said.endswith((".", "?")) for _, said in found)
