"""111 and the four emergency numbers, confirmed and signed, so that no portal starts without them."""

from datetime import UTC, date, datetime

from django.conf import settings
from django.db import migrations

from portal.safeguarding.models import signature

# The day these published facts were read. The staff of a centre call each number themselves and record that day.
VERIFIED_ON = date(2026, 11, 1)
# 113, 114 and 115 are older than any record of ours: the day only has to lie before the portal's first.
LONG_AGO = date(2010, 1, 1)
SIGNED = [
    "number", "name", "hours", "when_to_use", "kind", "url", "valid_from", "valid_to", "replaced_by_id", "verified_on", "position",
]  # fmt: skip
FIRST = [
    {
        "number": "111",
        "name": "Tổng đài điện thoại quốc gia bảo vệ trẻ em",
        "hours": "24/24, miễn phí",
        "when_to_use": "Em bị đánh, bị làm hại, bị bắt nạt, bị rủ rê; hoặc em chỉ cần người lắng nghe. Người lớn cũng gọi được.",
        "kind": "child",
        "valid_from": date(2017, 12, 6),
        "position": 1,
        "note": "Công bố ngày 06/12/2017, thay số 18001567. Còn có Zalo 111, ứng dụng 111 và tongdai111.vn.",
    },
    {
        "number": "113",
        "name": "Công an",
        "hours": "24/24",
        "when_to_use": "Có người đang làm hại em hoặc người khác; cướp, đánh nhau.",
        "kind": "emergency",
        "valid_from": LONG_AGO,
        "position": 2,
    },
    {
        "number": "114",
        "name": "Cứu hỏa, cứu nạn, cứu hộ",
        "hours": "24/24",
        "when_to_use": "Cháy, có người đuối nước, bị sập hoặc bị kẹt.",
        "kind": "emergency",
        "valid_from": LONG_AGO,
        "position": 3,
    },
    {
        "number": "115",
        "name": "Cấp cứu y tế",
        "hours": "24/24",
        "when_to_use": "Có người bị thương nặng, ngất, ngộ độc, điện giật.",
        "kind": "emergency",
        "valid_from": LONG_AGO,
        "position": 4,
    },
    {
        "number": "112",
        "name": "Tổng đài sự cố, thiên tai, thảm họa",
        "hours": "24/24, miễn cước",
        "when_to_use": "Lũ, sạt lở, bão: cần người đến giúp.",
        "kind": "emergency",
        "valid_from": date(2025, 9, 15),
        "position": 5,
        "note": "Dùng trên cả nước theo các quyết định năm 2023 và ngày 15/09/2025.",
    },
]


def install(apps, schema_editor):
    Hotline = apps.get_model("safeguarding", "Hotline")
    HotlineList = apps.get_model("safeguarding", "HotlineList")
    entries = []
    for facts in FIRST:
        row = Hotline.objects.create(verified_on=VERIFIED_ON, **facts)
        values = {name: getattr(row, name) for name in SIGNED}
        entries.append({"id": row.pk, **{n: v.isoformat() if isinstance(v, date) else v for n, v in values.items()}})
    signed_at = datetime.now(UTC)
    HotlineList.objects.create(
        serial=1, numbers=entries, signed_at=signed_at, signature=signature(1, entries, signed_at, settings.HOTLINE_KEY)
    )


class Migration(migrations.Migration):
    dependencies = [("safeguarding", "0001_initial")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
