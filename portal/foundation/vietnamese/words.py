"""Numbers read aloud in Vietnamese, so that a person can check the amount that was typed.

Own code: the libraries for this are LGPL.
"""

LARGEST = 10**18
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_BILLION = 10**9


def number_in_words(number: int) -> str:
    """Return how the number is read: 20.594 → "hai mươi nghìn năm trăm chín mươi tư".

    Refuses (``ValueError``) numbers below 0 or above 10¹⁸.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError("A number to be read lies between 0 and 10**18.")
    if number == 0:
        return _DIGITS[0]
    return " ".join(_read(number, follows=False))


def amount_in_words(amount: int) -> str:
    """Return how a sum of money in đồng is read: 20.594.000.000 → "hai mươi tỷ năm trăm chín mươi tư triệu đồng".

    Refuses (``ValueError``) sums below 0 or above 10¹⁸.
    """
    return f"{number_in_words(amount)} đồng"


def _read(number: int, *, follows: bool) -> list[str]:
    """Read a number; ``follows`` says that larger units were read before it, so empty hundreds are named."""
    spoken: list[str] = []
    for size, name in ((_BILLION, "tỷ"), (10**6, "triệu"), (1000, "nghìn")):
        count, number = divmod(number, size)
        if count:
            spoken += [*_read(count, follows=follows or bool(spoken)), name]
    if number:
        spoken += _read_hundreds(number, follows=follows or bool(spoken))
    return spoken


def _read_hundreds(number: int, *, follows: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    spoken = [_DIGITS[hundreds], "trăm"] if hundreds or follows else []
    if tens == 0:
        return spoken + ((["linh"] if spoken else []) + [_DIGITS[units]] if units else [])
    spoken += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units:
        spoken.append(_read_unit_after(tens, units))
    return spoken


def _read_unit_after(tens: int, units: int) -> str:
    if tens == 1 and units != 5:
        return _DIGITS[units]
    return _AFTER_TENS.get(units, _DIGITS[units])
