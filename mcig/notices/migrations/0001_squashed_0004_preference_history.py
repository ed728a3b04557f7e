"""Messages, dispatches and preferences: what the migrations up to 0004 made, in one step (docs/decisions/0009)."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import mcig.structure
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('notices', '0001_initial'),
        ('notices', '0002_dispatches'),
        ('notices', '0003_delivery_start'),
        ('notices', '0004_preference_history'),
    ]

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mcig.structure.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Message',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('recipients', django.contrib.postgres.fields.ArrayField(base_field=models.EmailField(max_length=254), size=None, verbose_name='destinatarios')),
                        ('subject', models.CharField(max_length=300, verbose_name='asunto')),
                        ('body', models.TextField(blank=True, verbose_name='texto')),
                        ('raw', models.BinaryField(default=bytes, verbose_name='mensaje completo')),
                        ('is_confidential', models.BooleanField(default=False, verbose_name='confidencial')),
                        ('state', models.CharField(choices=[('held', 'por revisar'), ('queued', 'en espera'), ('sending', 'saliendo'), ('sent', 'enviado'), ('unconfirmed', 'sin confirmación'), ('failed', 'no entregado'), ('returned', 'devuelto'), ('discarded', 'descartado')], default='queued', max_length=12, verbose_name='estado')),
                        ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='intentos')),
                        ('failure', models.TextField(blank=True, verbose_name='motivo del fallo')),
                        ('queued_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='fecha de registro')),
                        ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='fecha de envío')),
                        ('attachment_names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=255), blank=True, default=list, size=None, verbose_name='archivos adjuntos')),
                        ('kind_name', models.CharField(default='other', max_length=60, verbose_name='tipo')),
                        ('language', models.CharField(default='es', max_length=5, verbose_name='idioma')),
                        ('message_id', models.CharField(blank=True, max_length=255, verbose_name='identificador')),
                        ('name', models.CharField(blank=True, max_length=200, verbose_name='nombre')),
                        ('unsubscribe', models.CharField(blank=True, max_length=500, verbose_name='página para dejar de recibirlo')),
                        ('why', models.TextField(blank=True, verbose_name='motivo')),
                        ('dispatch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='notices.dispatch', verbose_name='envío')),
                        ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='comienzo de la entrega')),
                    ],
                    options={
                        'ordering': ['-queued_at', '-pk'],
                        'verbose_name': 'mensaje',
                        'verbose_name_plural': 'mensajes',
                        'indexes': [models.Index(condition=models.Q(('state', 'queued')), fields=['queued_at'], name='message_waiting'), models.Index(fields=['message_id'], name='message_by_its_id'), models.Index(fields=['kind_name'], name='message_by_kind')],
                    },
                ),
                migrations.CreateModel(
                    name='Enclosure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sha256', models.CharField(max_length=64, unique=True, verbose_name='huella')),
                        ('content', models.BinaryField(verbose_name='contenido')),
                    ],
                    options={
                        'verbose_name': 'archivo adjunto',
                        'verbose_name_plural': 'archivos adjuntos',
                    },
                ),
                migrations.CreateModel(
                    name='MessageEnclosure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('filename', models.CharField(max_length=255, verbose_name='nombre del archivo')),
                        ('content_type', models.CharField(max_length=200, verbose_name='tipo de contenido')),
                        ('enclosure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tied', to='notices.enclosure')),
                        ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enclosures', to='notices.message')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'verbose_name': 'adjunto de un mensaje',
                        'verbose_name_plural': 'adjuntos de mensajes',
                    },
                ),
                migrations.CreateModel(
                    name='News',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address', models.EmailField(max_length=254, verbose_name='dirección')),
                        ('name', models.CharField(max_length=200, verbose_name='nombre')),
                        ('language', models.CharField(max_length=5, verbose_name='idioma')),
                        ('kind_name', models.CharField(max_length=60, verbose_name='tipo')),
                        ('line', models.TextField(verbose_name='noticia')),
                        ('url', models.CharField(max_length=500, verbose_name='página')),
                        ('told_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='fecha')),
                        ('message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='news', to='notices.message', verbose_name='mensaje')),
                    ],
                    options={
                        'ordering': ['told_at', 'pk'],
                        'verbose_name': 'noticia',
                        'verbose_name_plural': 'noticias',
                        'constraints': [models.CheckConstraint(condition=models.Q(('address', django.db.models.functions.text.Lower('address'))), name='news_address_is_lower_case')],
                        'indexes': [models.Index(condition=models.Q(('message', None)), fields=['address', 'told_at'], name='news_waiting')],
                    },
                ),
                migrations.CreateModel(
                    name='Preference',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address', models.EmailField(max_length=254, verbose_name='dirección')),
                        ('kind_name', models.CharField(max_length=60, verbose_name='tipo')),
                        ('timing', models.CharField(choices=[('now', 'en cuanto ocurre'), ('digest', 'en el resumen semanal'), ('never', 'no recibirlo')], max_length=6, verbose_name='cuándo')),
                    ],
                    options={
                        'verbose_name': 'preferencia de avisos',
                        'verbose_name_plural': 'preferencias de avisos',
                        'constraints': [models.UniqueConstraint(fields=('address', 'kind_name'), name='preference_once_per_kind'), models.CheckConstraint(condition=models.Q(('address', django.db.models.functions.text.Lower('address'))), name='preference_address_is_lower_case')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "notices_preferenceevent" ("address", "id", "kind_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "timing") VALUES (NEW."address", NEW."id", NEW."kind_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."timing"); RETURN NULL;', hash='b34ec0c2edf0fb000bb15affcc8de8a8c5613d2a', operation='INSERT', pgid='pgtrigger_insert_insert_b1b9a', table='notices_preference', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "notices_preferenceevent" ("address", "id", "kind_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "timing") VALUES (NEW."address", NEW."id", NEW."kind_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."timing"); RETURN NULL;', hash='328e4a4c1364c1f8b178cffa749efbf228dde6dd', operation='UPDATE', pgid='pgtrigger_update_update_7403c', table='notices_preference', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "notices_preferenceevent" ("address", "id", "kind_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "timing") VALUES (OLD."address", OLD."id", OLD."kind_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."timing"); RETURN NULL;', hash='57c826615ca82acb1c7121189954b5e0c115e3da', operation='DELETE', pgid='pgtrigger_delete_delete_0611e', table='notices_preference', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Dispatch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind_name', models.CharField(max_length=60, verbose_name='tipo')),
                        ('title', models.CharField(max_length=300, verbose_name='título')),
                        ('why', models.TextField(blank=True, verbose_name='motivo')),
                        ('held_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='preparado')),
                        ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='enviado')),
                        ('discarded_at', models.DateTimeField(blank=True, null=True, verbose_name='descartado')),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decide')),
                        ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepara')),
                    ],
                    options={
                        'ordering': ['-held_at', '-pk'],
                        'verbose_name': 'envío',
                        'verbose_name_plural': 'envíos',
                        'constraints': [models.CheckConstraint(condition=models.Q(('sent_at', None), ('discarded_at', None), _connector='OR'), name='dispatch_is_sent_or_discarded', violation_error_message='Un envío se envía o se descarta, no ambas cosas.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by', None), ('discarded_at', None), ('sent_at', None)), models.Q(models.Q(('decided_by', None), _negated=True), models.Q(('discarded_at', None), ('sent_at', None), _negated=True)), _connector='OR'), name='dispatch_decision_has_an_author', violation_error_message='Toda decisión sobre un envío tiene autor.')],
                        'indexes': [models.Index(condition=models.Q(('discarded_at', None), ('sent_at', None)), fields=['held_at'], name='dispatch_waiting')],
                    },
                ),
                migrations.CreateModel(
                    name='PreferenceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('address', models.EmailField(max_length=254, verbose_name='dirección')),
                        ('kind_name', models.CharField(max_length=60, verbose_name='tipo')),
                        ('timing', models.CharField(choices=[('now', 'en cuanto ocurre'), ('digest', 'en el resumen semanal'), ('never', 'no recibirlo')], max_length=6, verbose_name='cuándo')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='notices.preference')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7e2d2c9f479ecdf68de863956d5ddddfd992657e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8a280', table='notices_preferenceevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
