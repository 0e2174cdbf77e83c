"""Public holidays of 2026 and 2027, so that terms are right from the first day. Staff confirm and extend the list each year."""

from datetime import date

from django.db import migrations

HOLIDAYS = {
    date(2026, 1, 1): "Tết Dương lịch",
    date(2026, 2, 16): "Tết Nguyên đán",
    date(2026, 2, 17): "Tết Nguyên đán",
    date(2026, 2, 18): "Tết Nguyên đán",
    date(2026, 2, 19): "Tết Nguyên đán",
    date(2026, 2, 20): "Tết Nguyên đán",
    date(2026, 4, 26): "Giỗ Tổ Hùng Vương",
    date(2026, 4, 27): "Nghỉ bù Giỗ Tổ Hùng Vương",
    date(2026, 4, 30): "Ngày Chiến thắng",
    date(2026, 5, 1): "Ngày Quốc tế lao động",
    date(2026, 9, 1): "Quốc khánh",
    date(2026, 9, 2): "Quốc khánh",
    date(2027, 1, 1): "Tết Dương lịch",
    date(2027, 2, 5): "Tết Nguyên đán",
    date(2027, 2, 6): "Tết Nguyên đán",
    date(2027, 2, 7): "Tết Nguyên đán",
    date(2027, 2, 8): "Tết Nguyên đán",
    date(2027, 2, 9): "Tết Nguyên đán",
    date(2027, 4, 16): "Giỗ Tổ Hùng Vương",
    date(2027, 4, 30): "Ngày Chiến thắng",
    date(2027, 5, 1): "Ngày Quốc tế lao động",
    date(2027, 5, 3): "Nghỉ bù Ngày Quốc tế lao động",
    date(2027, 9, 2): "Quốc khánh",
    date(2027, 9, 3): "Quốc khánh",
}


def add(apps, schema_editor):
    holiday = apps.get_model("foundation", "Holiday")
    for day, name in HOLIDAYS.items():
        holiday.objects.get_or_create(day=day, defaults={"name": name})


class Migration(migrations.Migration):
    dependencies = [("foundation", "0002_erasures_and_holidays")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
