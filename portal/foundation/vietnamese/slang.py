"""Words as children type them: the short forms and the foreign words that reading a text has to know.

Own table: no permissive package lists them. A short form that is also a word ("hông", "bùn", "c", "a") is left out
unless a neighbouring word tells the two apart.
"""

SHORT_FORMS = {
    "ko": "không", "k": "không", "kh": "không", "k0": "không", "hok": "không", "hem": "không", "khum": "không",
    "kp": "không phải", "dc": "được", "đc": "được", "dk": "được", "đk": "được", "đx": "được",
    "j": "gì", "gj": "gì", "v": "vậy", "z": "vậy", "vz": "vậy", "zậy": "vậy", "dzậy": "vậy", "vs": "với",
    "bít": "biết", "bik": "biết", "bjt": "biết", "bt": "biết", "mún": "muốn", "mik": "mình", "mìk": "mình",
    "mk": "mình", "mjk": "mình", "mjnh": "mình", "e": "em", "iêm": "em", "ng": "người", "ngta": "người ta",
    "mn": "mọi người", "mng": "mọi người", "bn": "bạn", "trc": "trước", "r": "rồi", "rùi": "rồi", "wa": "quá",
    "wá": "quá", "qá": "quá", "qa": "quá", "wen": "quen", "nhìu": "nhiều", "nhju": "nhiều", "lun": "luôn",
    "chít": "chết", "chớt": "chết", "ckết": "chết", "iu": "yêu", "ny": "người yêu", "ck": "chồng", "vk": "vợ",
    "bm": "bố mẹ", "bme": "bố mẹ", "pm": "ba mẹ", "gđ": "gia đình", "hc": "học", "hs": "học sinh",
    "thik": "thích", "thíc": "thích", "đag": "đang", "dag": "đang", "hum": "hôm", "lm": "làm", "nc": "nói chuyện",
    "ns": "nói", "nt": "nhắn tin", "ntin": "nhắn tin", "ntn": "như thế nào", "sn": "sinh nhật", "sđt": "số điện thoại",
    "đt": "điện thoại", "tl": "trả lời", "rep": "trả lời", "ib": "inbox", "xg": "xuống", "lq": "liên quan",
    "đáh": "đánh", "bj": "bị", "đj": "đi", "fải": "phải", "wên": "quên",
}  # fmt: skip

# Two words in which a short form is itself a correct word.
CORRECT_PAIRS = frozenset({
    "e ngại", "e rằng", "e thẹn", "e dè", "e ấp", "e lệ", "bít tất", "bít tết", "bít kín", "bít lối", "bưng bít",
    "khum tay", "khum khum", "khum lại", "hơi khum", "chi chít", "chít khăn", "chút chít", "chít chít", "khăn chít",
    "hum hum", "vitamin e", "vitamin k",
})  # fmt: skip

# Foreign words known here, most of which would otherwise be read as Telex ("sex" as "sẽ", "teen" as "tên").
_FOREIGN = """
    air and arm as bar bee been best born boss box bus car chair cost deep der door down email face facebook fan
    fax feeling fix for from game gas girl google hair has her his hot how if inbox ins internet is its karaoke
    keen last law list livestream lose low mail mama mar max mix mood moon more most mr mrs must news nor nose now
    nude of online or our own ox pair papa pass past pause per poor post radar rest room rose row rows sale saw see
    seem seen selfie sensor server sex sexy shock show sir sis six soon sos status tax teen term test text their
    this those thus tiktok too tour tow town tree turn tv tweet us viber video was web week wifi wow www yes
    youtube zalo zoom
"""
LOANWORDS = frozenset(_FOREIGN.split())
