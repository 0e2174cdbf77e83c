"""English stands ready for editors to translate into; no page is made."""

from django.db import migrations


def create_locale(apps, schema_editor):
    apps.get_model("wagtailcore", "Locale").objects.get_or_create(language_code="en")


class Migration(migrations.Migration):
    dependencies = [("pages", "0004_english_words"), ("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunPython(create_locale, migrations.RunPython.noop)]
