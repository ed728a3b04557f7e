"""Files and the words in them: what the migrations up to 0003 made, in one step (docs/decisions/0009)."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import mcig.structure
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('files', '0001_initial'),
        ('files', '0002_iati'),
        ('files', '0003_file_texts'),
    ]

    initial = True

    dependencies = [
        ('search', '0001_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mcig.structure.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='StoredFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('file', models.FileField(max_length=120, upload_to='uploads', verbose_name='archivo')),
                        ('name', models.CharField(max_length=155, verbose_name='nombre del archivo')),
                        ('kind', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word (DOCX)'), ('xlsx', 'Excel (XLSX)'), ('pptx', 'PowerPoint (PPTX)'), ('odt', 'OpenDocument (ODT)'), ('ods', 'OpenDocument (ODS)'), ('png', 'imagen PNG'), ('jpg', 'imagen JPEG'), ('txt', 'texto (TXT)'), ('csv', 'tabla CSV'), ('xml', 'IATI (XML)')], max_length=10, verbose_name='tipo')),
                        ('size', models.PositiveIntegerField(verbose_name='tamaño en bytes')),
                        ('sha256', models.CharField(max_length=64, verbose_name='huella SHA-256')),
                        ('uploaded_at', models.DateTimeField(verbose_name='cargado')),
                        ('capacity', models.CharField(blank=True, max_length=300, verbose_name='en calidad de')),
                        ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='carga')),
                    ],
                    options={
                        'verbose_name': 'archivo cargado',
                        'verbose_name_plural': 'archivos cargados',
                        'triggers': [pgtrigger.compiler.Trigger(name='stored_file_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5cf868599f20af989caa1ad7db1ef21f29e168e1', operation='UPDATE', pgid='pgtrigger_stored_file_is_final_0cb27', table='files_storedfile', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='FileText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(blank=True, verbose_name='texto')),
                        ('stored', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='read', to='files.storedfile', verbose_name='archivo cargado')),
                    ],
                    options={
                        'verbose_name': 'texto de un archivo',
                        'verbose_name_plural': 'textos de archivos',
                        'indexes': [django.contrib.postgres.indexes.GinIndex(models.Func(models.F('text'), function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='file_words')],
                    },
                ),
            ],
        ),
    ]
