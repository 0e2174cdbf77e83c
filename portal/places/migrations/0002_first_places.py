"""The lists that come with the portal, so that no installation starts without places."""

from django.db import migrations

from portal.places import actions


def install(apps, schema_editor):
    actions.load_units([actions.read_list(path) for path in actions.OWN_LISTS], apps=apps)


class Migration(migrations.Migration):
    # The site's revision is counted up, so that kept answers of the API end.
    dependencies = [("places", "0001_initial"), ("foundation", "0001_initial")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
