"""The number 111: the one contact that stands in code.

Every other number is a dated record. 111 alone is also a constant, so that no empty database, error page or offline
copy is ever without it. `portal.safeguarding` checks it against its record.
"""

from typing import Final

NUMBER: Final = "111"
NAME: Final = "Tổng đài điện thoại quốc gia bảo vệ trẻ em"
HOURS: Final = "24/24, miễn phí"
