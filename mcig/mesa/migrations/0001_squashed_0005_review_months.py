"""The profile of the mesa: what the migrations up to 0005 made, in one step (docs/decisions/0009)."""

import django.contrib.postgres.fields
import django.db.models.deletion
import mcig.mesa.models
import mcig.structure
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('mesa', '0001_initial'),
        ('mesa', '0002_review'),
        ('mesa', '0003_settings'),
        ('mesa', '0004_public_face'),
        ('mesa', '0005_review_months'),
    ]

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        mcig.structure.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='MesaEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('singleton', models.BooleanField(default=True, editable=False)),
                        ('name', models.CharField(max_length=200, verbose_name='nombre')),
                        ('name_en', models.CharField(blank=True, max_length=200, verbose_name='nombre en inglés')),
                        ('acronym', models.CharField(max_length=20, verbose_name='sigla')),
                        ('aliases', models.TextField(blank=True, verbose_name='otros nombres, uno por línea')),
                        ('country', models.CharField(help_text='Código ISO 3166 de dos letras.', max_length=2, verbose_name='país')),
                        ('time_zone', models.CharField(max_length=64, validators=[mcig.mesa.models.check_time_zone], verbose_name='zona horaria')),
                        ('minutes_word', models.CharField(choices=[('minuta', 'minuta'), ('acta', 'acta')], default='minuta', max_length=10, verbose_name='nombre de las actas de reunión')),
                        ('rotating_role', models.CharField(choices=[('presidency', 'presidencia'), ('secretariat', 'secretaría técnica')], default='presidency', max_length=12, verbose_name='función que rota')),
                        ('term_months', models.PositiveSmallIntegerField(default=24, verbose_name='duración del mandato en meses')),
                        ('seats_per_mandate', models.PositiveSmallIntegerField(default=1, verbose_name='titulares por mandato')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mesa.mesa')),
                        ('reviews_fichas', models.BooleanField(default=False, help_text='La secretaría técnica valida cada ficha; si no, cada integrante publica la suya.', verbose_name='las fichas se revisan antes de publicarse')),
                        ('reminders_after_due', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=mcig.mesa.models._after_due, size=None, verbose_name='avisos de un compromiso vencido')),
                        ('reminders_before_due', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=mcig.mesa.models._before_due, size=None, verbose_name='recordatorios de un compromiso')),
                        ('reminders_of_consultations', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=mcig.mesa.models._consultations, size=None, verbose_name='recordatorios de una consulta')),
                        ('reminders_of_meetings', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=mcig.mesa.models._meetings, size=None, verbose_name='recordatorios de una convocatoria')),
                        ('reminders_of_polls', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=mcig.mesa.models._polls, size=None, verbose_name='recordatorios de una consulta de fechas')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('public_face', models.BooleanField(default=False, help_text='Se leen sin cuenta. Muestran solo lo que está marcado como público.', verbose_name='la mesa tiene páginas públicas')),
                        ('review_months', models.PositiveSmallIntegerField(default=6, help_text='Tanto tiempo vale la información de una ficha; después se pide que se confirme.', verbose_name='meses hasta la revisión de una ficha')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bd21e328e4da0fd61b071fd8f56bfe462257bf77', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_98a84', table='mesa_mesaevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Mesa',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('singleton', models.BooleanField(default=True, editable=False, unique=True)),
                        ('name', models.CharField(max_length=200, verbose_name='nombre')),
                        ('name_en', models.CharField(blank=True, max_length=200, verbose_name='nombre en inglés')),
                        ('acronym', models.CharField(max_length=20, verbose_name='sigla')),
                        ('aliases', models.TextField(blank=True, verbose_name='otros nombres, uno por línea')),
                        ('country', models.CharField(help_text='Código ISO 3166 de dos letras.', max_length=2, verbose_name='país')),
                        ('time_zone', models.CharField(max_length=64, validators=[mcig.mesa.models.check_time_zone], verbose_name='zona horaria')),
                        ('minutes_word', models.CharField(choices=[('minuta', 'minuta'), ('acta', 'acta')], default='minuta', max_length=10, verbose_name='nombre de las actas de reunión')),
                        ('rotating_role', models.CharField(choices=[('presidency', 'presidencia'), ('secretariat', 'secretaría técnica')], default='presidency', max_length=12, verbose_name='función que rota')),
                        ('term_months', models.PositiveSmallIntegerField(default=24, verbose_name='duración del mandato en meses')),
                        ('seats_per_mandate', models.PositiveSmallIntegerField(default=1, verbose_name='titulares por mandato')),
                        ('reviews_fichas', models.BooleanField(default=False, help_text='La secretaría técnica valida cada ficha; si no, cada integrante publica la suya.', verbose_name='las fichas se revisan antes de publicarse')),
                        ('reminders_after_due', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=mcig.mesa.models._after_due, size=None, verbose_name='avisos de un compromiso vencido')),
                        ('reminders_before_due', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=mcig.mesa.models._before_due, size=None, verbose_name='recordatorios de un compromiso')),
                        ('reminders_of_consultations', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=mcig.mesa.models._consultations, size=None, verbose_name='recordatorios de una consulta')),
                        ('reminders_of_meetings', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=mcig.mesa.models._meetings, size=None, verbose_name='recordatorios de una convocatoria')),
                        ('reminders_of_polls', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=mcig.mesa.models._polls, size=None, verbose_name='recordatorios de una consulta de fechas')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('public_face', models.BooleanField(default=False, help_text='Se leen sin cuenta. Muestran solo lo que está marcado como público.', verbose_name='la mesa tiene páginas públicas')),
                        ('review_months', models.PositiveSmallIntegerField(default=6, help_text='Tanto tiempo vale la información de una ficha; después se pide que se confirme.', verbose_name='meses hasta la revisión de una ficha')),
                    ],
                    options={
                        'verbose_name': 'mesa',
                        'verbose_name_plural': 'mesas',
                        'constraints': [models.CheckConstraint(condition=models.Q(('singleton', True)), name='mesa_is_one'), models.CheckConstraint(condition=models.Q(('seats_per_mandate__gte', 1), ('term_months__gte', 1)), name='mesa_rotation_is_positive', violation_error_message='La duración y el número de titulares deben ser de al menos uno.'), models.CheckConstraint(condition=models.Q(('review_months__range', (1, 60))), name='mesa_reviews_in_time', violation_error_message='La información de una ficha vale de 1 a 60 meses.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "mesa_mesaevent" ("acronym", "aliases", "country", "id", "minutes_word", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_face", "reminders_after_due", "reminders_before_due", "reminders_of_consultations", "reminders_of_meetings", "reminders_of_polls", "review_months", "reviews_fichas", "rotating_role", "seats_per_mandate", "singleton", "term_months", "time_zone", "version") VALUES (NEW."acronym", NEW."aliases", NEW."country", NEW."id", NEW."minutes_word", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_face", NEW."reminders_after_due", NEW."reminders_before_due", NEW."reminders_of_consultations", NEW."reminders_of_meetings", NEW."reminders_of_polls", NEW."review_months", NEW."reviews_fichas", NEW."rotating_role", NEW."seats_per_mandate", NEW."singleton", NEW."term_months", NEW."time_zone", NEW."version"); RETURN NULL;', hash='ac46fcef1bd58d08ee645ddde63a7ad3de3d55c5', operation='INSERT', pgid='pgtrigger_insert_insert_bb275', table='mesa_mesa', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "mesa_mesaevent" ("acronym", "aliases", "country", "id", "minutes_word", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_face", "reminders_after_due", "reminders_before_due", "reminders_of_consultations", "reminders_of_meetings", "reminders_of_polls", "review_months", "reviews_fichas", "rotating_role", "seats_per_mandate", "singleton", "term_months", "time_zone", "version") VALUES (NEW."acronym", NEW."aliases", NEW."country", NEW."id", NEW."minutes_word", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_face", NEW."reminders_after_due", NEW."reminders_before_due", NEW."reminders_of_consultations", NEW."reminders_of_meetings", NEW."reminders_of_polls", NEW."review_months", NEW."reviews_fichas", NEW."rotating_role", NEW."seats_per_mandate", NEW."singleton", NEW."term_months", NEW."time_zone", NEW."version"); RETURN NULL;', hash='6c8e6ba326ed7ad8b25f134f7092910a6bca97cf', operation='UPDATE', pgid='pgtrigger_update_update_3cc2e', table='mesa_mesa', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "mesa_mesaevent" ("acronym", "aliases", "country", "id", "minutes_word", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_face", "reminders_after_due", "reminders_before_due", "reminders_of_consultations", "reminders_of_meetings", "reminders_of_polls", "review_months", "reviews_fichas", "rotating_role", "seats_per_mandate", "singleton", "term_months", "time_zone", "version") VALUES (OLD."acronym", OLD."aliases", OLD."country", OLD."id", OLD."minutes_word", OLD."name", OLD."name_en", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_face", OLD."reminders_after_due", OLD."reminders_before_due", OLD."reminders_of_consultations", OLD."reminders_of_meetings", OLD."reminders_of_polls", OLD."review_months", OLD."reviews_fichas", OLD."rotating_role", OLD."seats_per_mandate", OLD."singleton", OLD."term_months", OLD."time_zone", OLD."version"); RETURN NULL;', hash='166408d35334b3965a92b0328e4255b43a0e79dc', operation='DELETE', pgid='pgtrigger_delete_delete_fa050', table='mesa_mesa', when='AFTER'))],
                    },
                ),
            ],
        ),
    ]
