"""Issued documents: what the migrations up to 0003 made, in one step (docs/decisions/0009)."""

import django.db.models.deletion
import mcig.documents.models
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('documents', '0001_initial'),
        ('documents', '0002_numbers_to_sequences'),
        ('documents', '0003_review'),
    ]

    initial = True

    dependencies = [
        ('sequences', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='IssuedDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=mcig.documents.models.new_token, max_length=20, unique=True, verbose_name='clave de verificación')),
                ('year', models.PositiveSmallIntegerField(verbose_name='año')),
                ('sequence', models.PositiveIntegerField(verbose_name='número')),
                ('series', models.CharField(db_index=True, max_length=120, verbose_name='serie')),
                ('kind', models.CharField(max_length=40, verbose_name='clase de documento')),
                ('language', models.CharField(max_length=5, verbose_name='idioma')),
                ('filename', models.CharField(max_length=120, verbose_name='nombre del archivo')),
                ('file', models.FileField(max_length=120, upload_to='documents', verbose_name='archivo')),
                ('sha256', models.CharField(max_length=64, verbose_name='huella SHA-256')),
                ('size', models.PositiveIntegerField(verbose_name='tamaño en bytes')),
                ('issued_at', models.DateTimeField(verbose_name='fecha de emisión')),
                ('capacity', models.CharField(blank=True, max_length=300, verbose_name='en calidad de')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='emite')),
            ],
            options={
                'verbose_name': 'documento emitido',
                'verbose_name_plural': 'documentos emitidos',
                'constraints': [models.UniqueConstraint(fields=('year', 'sequence'), name='document_number_unique')],
                'triggers': [pgtrigger.compiler.Trigger(name='issued_document_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='11545dfd8d2733332f80392cc444084ca093e7f7', operation='UPDATE OR DELETE', pgid='pgtrigger_issued_document_is_final_96824', table='documents_issueddocument', when='BEFORE'))],
            },
        ),
    ]
