"""Why a file is not taken as a picture, each with the sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from portal.foundation.refusals import Refusal


class BadPicture(Refusal):
    """A file that cannot become a picture of ours; nothing of it is kept."""

    code = "bad_picture"
    status = 400


class EmptyFile(BadPicture):
    code = "empty_file"
    sentence = _("Tệp này rỗng. Hãy chọn lại ảnh rồi gửi.")


class TooManyBytes(BadPicture):
    code = "too_many_bytes"
    sentence = _("Ảnh nặng quá 20 MB. Hãy thu nhỏ ảnh rồi gửi lại.")


class TooManyPixels(BadPicture):
    code = "too_many_pixels"
    sentence = _("Ảnh có quá nhiều điểm ảnh. Hãy thu nhỏ để cạnh dài còn khoảng 4.000 điểm rồi gửi lại.")


class NotAPicture(BadPicture):
    code = "not_a_picture"
    sentence = _("Tệp này không phải là ảnh. Hãy gửi ảnh JPEG, PNG, WebP, GIF, AVIF hoặc HEIC.")


class VectorDrawing(BadPicture):
    """SVG and its kin are programs for the reader's browser, not pixels."""

    code = "vector_drawing"
    sentence = _("Hình SVG có thể chứa mã chạy ngầm nên không nhận được. Hãy xuất hình ra PNG rồi gửi lại.")


class Animated(BadPicture):
    code = "animated"
    sentence = _("Ảnh động chưa dùng được. Hãy gửi một ảnh tĩnh.")


class Damaged(BadPicture):
    code = "damaged"
    sentence = _("Ảnh bị hỏng hoặc thiếu dữ liệu. Hãy mở ảnh, lưu lại thành JPEG hoặc PNG rồi gửi lại.")


class BadRegion(BadPicture):
    code = "bad_region"
    sentence = _("Hãy vẽ ít nhất một khung nằm trong ảnh rồi che lại.")
