"""One-time keys, and the cache that all processes share: what the migrations up to 0002 made, in one step (docs/decisions/0009)."""

import django.db.models.deletion
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models


def create_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    replaces = [
        ('web', '0001_initial'),
        ('web', '0002_cache_table'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('key', models.UUIDField(primary_key=True, serialize=False, verbose_name='clave')),
                ('location', models.CharField(blank=True, max_length=300, verbose_name='dirección del registro')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='recibido')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        # Backwards: an unused cache table harms nobody.
        migrations.RunPython(create_table, migrations.RunPython.noop),
    ]
