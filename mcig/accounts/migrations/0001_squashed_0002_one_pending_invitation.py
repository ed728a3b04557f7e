"""Accounts and invitations: what the migrations up to 0002 made, in one step (docs/decisions/0009)."""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import mcig.structure
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('accounts', '0001_initial'),
        ('accounts', '0002_one_pending_invitation'),
    ]

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        mcig.structure.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Invitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('email', models.EmailField(max_length=254, verbose_name='correo electrónico')),
                        ('name', models.CharField(max_length=200, verbose_name='nombre')),
                        ('language', models.CharField(choices=[('es', 'español'), ('en', 'inglés')], max_length=5, verbose_name='idioma')),
                        ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='enviada')),
                        ('expires_at', models.DateTimeField(verbose_name='vence')),
                        ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='aceptada')),
                        ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revocada')),
                        ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations_sent', to=settings.AUTH_USER_MODEL, verbose_name='invita')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-sent_at', '-pk'],
                        'verbose_name': 'invitación',
                        'verbose_name_plural': 'invitaciones',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('revoked_at', None)), fields=('email',), name='invitation_one_pending_per_address', violation_error_message='Esa dirección ya tiene una invitación pendiente.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_invitationevent" ("accepted_at", "email", "expires_at", "id", "invited_by_id", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "sent_at", "user_id") VALUES (NEW."accepted_at", NEW."email", NEW."expires_at", NEW."id", NEW."invited_by_id", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."sent_at", NEW."user_id"); RETURN NULL;', hash='b2c67b6933bf290e294edc2a678bb5bee81a8b72', operation='INSERT', pgid='pgtrigger_insert_insert_8c354', table='accounts_invitation', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invited_by_id" IS DISTINCT FROM (NEW."invited_by_id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))', func='INSERT INTO "accounts_invitationevent" ("accepted_at", "email", "expires_at", "id", "invited_by_id", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "sent_at", "user_id") VALUES (NEW."accepted_at", NEW."email", NEW."expires_at", NEW."id", NEW."invited_by_id", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."sent_at", NEW."user_id"); RETURN NULL;', hash='99273ee0d259f6b04c08c72dbdcd16478d3651a4', operation='UPDATE', pgid='pgtrigger_update_update_4e12d', table='accounts_invitation', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_invitationevent" ("accepted_at", "email", "expires_at", "id", "invited_by_id", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "sent_at", "user_id") VALUES (OLD."accepted_at", OLD."email", OLD."expires_at", OLD."id", OLD."invited_by_id", OLD."language", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revoked_at", OLD."sent_at", OLD."user_id"); RETURN NULL;', hash='0954a9825f57118b1f1240c00a8e8edc945728b7', operation='DELETE', pgid='pgtrigger_delete_delete_f2c14', table='accounts_invitation', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='InvitationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('email', models.EmailField(max_length=254, verbose_name='correo electrónico')),
                        ('name', models.CharField(max_length=200, verbose_name='nombre')),
                        ('language', models.CharField(choices=[('es', 'español'), ('en', 'inglés')], max_length=5, verbose_name='idioma')),
                        ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='enviada')),
                        ('expires_at', models.DateTimeField(verbose_name='vence')),
                        ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='aceptada')),
                        ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revocada')),
                        ('invited_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invita')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.invitation')),
                        ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='daf23d962af867f3cb4eedb3f026a1b651002cd3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b4566', table='accounts_invitationevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='UserEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('email', models.EmailField(max_length=254, verbose_name='correo electrónico')),
                        ('name', models.CharField(max_length=200, verbose_name='nombre')),
                        ('language', models.CharField(choices=[('es', 'español'), ('en', 'inglés')], default='es', max_length=5, verbose_name='idioma')),
                        ('joined_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='fecha de alta')),
                        ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='fecha de cierre')),
                        ('administrator_during', django.contrib.postgres.fields.ranges.DateRangeField(blank=True, help_text='Vacío: no administra el sistema. El último día queda excluido.', null=True, verbose_name='administra el sistema durante')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9e9498e73f6fbdf2642fb33fa14189f1ad2382c8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_45b21', table='accounts_userevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('email', models.EmailField(max_length=254, unique=True, verbose_name='correo electrónico')),
                        ('name', models.CharField(max_length=200, verbose_name='nombre')),
                        ('language', models.CharField(choices=[('es', 'español'), ('en', 'inglés')], default='es', max_length=5, verbose_name='idioma')),
                        ('joined_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='fecha de alta')),
                        ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='fecha de cierre')),
                        ('administrator_during', django.contrib.postgres.fields.ranges.DateRangeField(blank=True, help_text='Vacío: no administra el sistema. El último día queda excluido.', null=True, verbose_name='administra el sistema durante')),
                    ],
                    options={
                        'verbose_name': 'cuenta',
                        'verbose_name_plural': 'cuentas',
                        'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='user_email_is_lower_case', violation_error_message='La dirección de correo se guarda en minúsculas.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_userevent" ("administrator_during", "closed_at", "email", "id", "joined_at", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."administrator_during", NEW."closed_at", NEW."email", NEW."id", NEW."joined_at", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='1ffc678850b6bf01fd52217c8950b5644a51953f', operation='INSERT', pgid='pgtrigger_insert_insert_3867c', table='accounts_user', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."administrator_during" IS DISTINCT FROM (NEW."administrator_during") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."joined_at" IS DISTINCT FROM (NEW."joined_at") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name"))', func='INSERT INTO "accounts_userevent" ("administrator_during", "closed_at", "email", "id", "joined_at", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."administrator_during", NEW."closed_at", NEW."email", NEW."id", NEW."joined_at", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='0e3ab318bbf05f7534d90da7d55dc7db89442aaf', operation='UPDATE', pgid='pgtrigger_update_update_0e890', table='accounts_user', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_userevent" ("administrator_during", "closed_at", "email", "id", "joined_at", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."administrator_during", OLD."closed_at", OLD."email", OLD."id", OLD."joined_at", OLD."language", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='6c35d0e6fc18438d0443ca4eeadda2f187a7ba6c', operation='DELETE', pgid='pgtrigger_delete_delete_19f14', table='accounts_user', when='AFTER'))],
                    },
                ),
            ],
        ),
    ]
