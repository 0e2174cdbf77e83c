"""The first words of every question of consent. A centre changes them by adding versions in the admin, never here."""

from portal.people.models import Activity, Giver

_CHILD_CAN_STOP = "Em đổi ý lúc nào cũng được. Không ai giận em."
_CHILD_CAN_STOP_EN = "You can change your mind any time. Nobody will be cross."
_FREE = (
    "Đồng ý hay không là quyền của ông bà, cha mẹ. Không đồng ý thì em vẫn được đọc, hỏi và tìm người giúp.\n"
    "Ông bà, cha mẹ rút lại lúc nào cũng được. Việc dùng dừng ngay. Trung tâm trả lời trong 2 ngày làm việc và "
    "xóa trong 15 ngày."
)
_FREE_EN = (
    "Whether you agree is up to you. If you do not, the child can still read, ask and find help.\n"
    "You can take it back any time. Use stops at once. The centre answers within 2 working days and erases within 15 days."
)

FIRST_TEXTS: dict[tuple[str, str, str], tuple[str, str]] = {
    (Activity.CLUB, Giver.CHILD, "vi"): (
        "Viết trong câu lạc bộ",
        "Em được viết, vẽ và ghi âm trong câu lạc bộ.\n"
        "Em dùng bút danh. Trang không hỏi tên thật của em.\n"
        "Cô chú đọc trước mọi bài của em.\n" + _CHILD_CAN_STOP,
    ),
    (Activity.CLUB, Giver.CHILD, "en"): (
        "Writing in the club",
        "You can write, draw and record in the club.\n"
        "You use a pen name. We do not ask your real name.\n"
        "A grown-up of the centre reads everything first.\n" + _CHILD_CAN_STOP_EN,
    ),
    (Activity.CLUB, Giver.GUARDIAN, "vi"): (
        "Cho em viết trong câu lạc bộ bằng bút danh",
        "Em muốn viết, vẽ và ghi âm trong câu lạc bộ của Trung tâm.\n"
        "Trung tâm chỉ giữ bút danh, nhóm tuổi, xã và những gì em viết. "
        "Không giữ tên thật, ngày sinh, số điện thoại.\n"
        "Người của Trung tâm đã tập huấn đọc mọi bài trước khi ai khác thấy.\n" + _FREE,
    ),
    (Activity.CLUB, Giver.GUARDIAN, "en"): (
        "Writing in the club under a pen name",
        "The child would like to write, draw and record in a club of the centre.\n"
        "The centre keeps only the pen name, the age group, the commune and what the child writes. "
        "It keeps no real name, birth date or phone number.\n"
        "Trained staff read everything before anybody else sees it.\n" + _FREE_EN,
    ),
    (Activity.REGISTRATION, Giver.CHILD, "vi"): (
        "Đăng ký dự hoạt động",
        "Em ghi tên để dự một hoạt động.\n"
        "Chỉ cô chú phụ trách hoạt động thấy tên em.\n"
        "Tên em được xóa 90 ngày sau hoạt động.\n" + _CHILD_CAN_STOP,
    ),
    (Activity.REGISTRATION, Giver.CHILD, "en"): (
        "Signing up for an activity",
        "You give your name to join an activity.\n"
        "Only the grown-ups in charge of it see your name.\n"
        "Your name is erased 90 days after the activity.\n" + _CHILD_CAN_STOP_EN,
    ),
    (Activity.REGISTRATION, Giver.GUARDIAN, "vi"): (
        "Đăng ký cho em dự hoạt động",
        "Em muốn ghi tên dự hoạt động của Trung tâm. Giờ, nơi, chi phí có trong thông báo của hoạt động.\n"
        "Chỉ người phụ trách hoạt động thấy tên em. Tên được xóa 90 ngày sau hoạt động.\n" + _FREE,
    ),
    (Activity.REGISTRATION, Giver.GUARDIAN, "en"): (
        "Signing the child up for an activity",
        "The child would like to join an activity of the centre. Its notice tells the time, the place and the cost.\n"
        "Only those in charge see the child's name. It is erased 90 days after the activity.\n" + _FREE_EN,
    ),
    (Activity.PICTURE, Giver.CHILD, "vi"): (
        "Đăng ảnh, bút danh, lời của em",
        "Trang có thể đăng ảnh em, bút danh hoặc lời em nói.\n"
        "Ai vào trang cũng có thể thấy.\n"
        "Em chưa đủ 18 tuổi thì cha mẹ cũng cho phép, cô chú mới đăng.\n"
        "Em đổi ý thì cô chú gỡ ngay. Không ai giận em.\n"
        "Ảnh người khác đã lưu thì không lấy lại được.",
    ),
    (Activity.PICTURE, Giver.CHILD, "en"): (
        "Showing your picture, pen name or words",
        "The site may show your picture, pen name or words.\n"
        "Anyone who visits can see them.\n"
        "If you are under 18 we show them only if your parents agree too.\n"
        "Change your mind and we take them down at once. Nobody will be cross.\n"
        "What others have saved we cannot get back.",
    ),
    (Activity.PICTURE, Giver.GUARDIAN, "vi"): (
        "Đăng ảnh, bút danh, lời trích của em",
        "Trung tâm muốn đăng ảnh có em, bút danh hoặc lời em nói trên trang web. Ai vào trang cũng có thể thấy.\n"
        "Trang không ghi tên thật, trường, lớp, nơi ở của em. Vị trí và giờ chụp được xóa khỏi ảnh.\n"
        "Chỉ đăng khi cả em và ông bà, cha mẹ cùng đồng ý. Người của Trung tâm sẽ gặp hoặc gọi lại để hỏi chắc.\n"
        "Rút lại thì ảnh được gỡ trong một giờ. Ảnh người khác đã lưu thì Trung tâm không lấy lại được.\n" + _FREE,
    ),
    (Activity.PICTURE, Giver.GUARDIAN, "en"): (
        "Showing the child's picture, pen name or words",
        "The centre would like to show pictures of the child, the pen name or quoted words on its site. Anyone can see them.\n"
        "No real name, school, class or home is given. Place and time are removed from pictures.\n"
        "This happens only if both the child and you agree. Staff will see you or call back to be sure.\n"
        "Take it back and the picture is gone within an hour. What others saved the centre cannot get back.\n"
        + _FREE_EN,
    ),
    (Activity.TRAVEL, Giver.CHILD, "vi"): (
        "Đi xa, ngủ lại",
        "Em đi xa cùng cô chú và các bạn.\n"
        "Có cô chú phụ trách đi cùng em suốt chuyến.\n"
        "Em muốn về thì nói với cô chú bất cứ lúc nào.\n" + _CHILD_CAN_STOP,
    ),
    (Activity.TRAVEL, Giver.CHILD, "en"): (
        "Travelling and staying overnight",
        "You travel with grown-ups and other children.\n"
        "A grown-up of the centre is with you all the way.\n"
        "Tell them any time if you want to go home.\n" + _CHILD_CAN_STOP_EN,
    ),
    (Activity.TRAVEL, Giver.GUARDIAN, "vi"): (
        "Cho em đi xa, ngủ lại",
        "Em được mời đi xa, có thể ngủ lại. Giờ, nơi, người đi cùng, chi phí có trong thông báo của chuyến đi.\n"
        "Cứ năm em có ít nhất một người lớn phụ trách. Người của Trung tâm sẽ gặp hoặc gọi lại để hỏi chắc.\n" + _FREE,
    ),
    (Activity.TRAVEL, Giver.GUARDIAN, "en"): (
        "Letting the child travel and stay overnight",
        "The child is invited on a trip, perhaps overnight. Its notice tells time, place, companions and cost.\n"
        "There is at least one adult for every five children. Staff will see you or call back to be sure.\n" + _FREE_EN,
    ),
    (Activity.PUSH, Giver.CHILD, "vi"): (
        "Nhận tin trên điện thoại của em",
        "Trang báo tin mới lên điện thoại của em.\n"
        "Chỉ bật khi điện thoại này là của riêng em.\n"
        "Tin không ghi chuyện riêng của em.\n" + _CHILD_CAN_STOP,
    ),
    (Activity.PUSH, Giver.CHILD, "en"): (
        "News on your phone",
        "The site tells your phone when there is news.\n"
        "Turn it on only if this phone is yours alone.\n"
        "The news never says anything private.\n" + _CHILD_CAN_STOP_EN,
    ),
    (Activity.PUSH, Giver.GUARDIAN, "vi"): (
        "Cho em nhận tin trên điện thoại riêng",
        "Trang báo tin mới của câu lạc bộ lên điện thoại riêng của em. Tin không ghi chuyện riêng của em.\n" + _FREE,
    ),
    (Activity.PUSH, Giver.GUARDIAN, "en"): (
        "News on the child's own phone",
        "The site tells the child's own phone of club news. The messages never say anything private.\n" + _FREE_EN,
    ),
}
