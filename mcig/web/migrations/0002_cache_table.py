"""The cache that all processes share lives in the database."""

from django.core.management import call_command
from django.db import migrations


def create_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("web", "0001_initial")]

    operations = [
        # Backwards: an unused cache table harms nobody.
        migrations.RunPython(create_table, migrations.RunPython.noop),
    ]
