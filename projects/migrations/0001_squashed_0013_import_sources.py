"""Projects, their revisions and the register that is searched: what the migrations up to 0013 made, in one step (docs/decisions/0009)."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.serializers.json
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
import mcig.search.text
import mcig.structure
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

# As they were in release 0.1.0; today's stand in `projects.models`.
FUNCTIONS = """
CREATE FUNCTION projects_years(since date, until date, months integer) RETURNS smallint[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(year::smallint ORDER BY year), '{}') FROM generate_series(
        extract(year FROM coalesce(since, until))::integer,
        extract(year FROM coalesce(until, (since + months * interval '1 month' - interval '1 day')::date,
                                   since))::integer
    ) AS year
$$;

CREATE FUNCTION projects_keep_lists(which bigint) RETURNS void LANGUAGE sql AS $$
    UPDATE projects_registerentry SET
        goals = ARRAY(
            SELECT number FROM projects_revisiongoal WHERE revision_id = which ORDER BY position
        ),
        states = ARRAY(
            SELECT DISTINCT state FROM projects_revisionplace WHERE revision_id = which AND state <> ''
        ),
        names = search_words(concat_ws(
            E'\\n',
            (SELECT string_agg("group" || ' ' || name, E'\\n')
             FROM projects_revisioninstitution WHERE revision_id = which),
            (SELECT string_agg(city, E'\\n') FROM projects_revisionplace WHERE revision_id = which)
        ))
    WHERE revision_id = which
$$;

CREATE FUNCTION projects_keep_entry(which bigint) RETURNS void LANGUAGE sql AS $$
    INSERT INTO projects_registerentry (
        revision_id, project_id, owner_id, code, is_draft, has_newer, current_number, name, area, area_key,
        theme, status, modality, marker, english, review, updated_on, years, goals, states, words, names
    )
    SELECT
        r.id, p.id, p.owner_id, p.code, r.number IS NULL, false, c.number, r.name, r.thematic_area,
        search_plain(btrim(r.thematic_area)), r.theme, r.status, r.modality, r.marker,
        r.english, r.review, r.updated_on, projects_years(r.start, r."end", r.months), '{}', '{}',
        search_words(concat_ws(
            E'\\n', r.name, r.thematic_area, r.place, r.beneficiaries, r.general_objective,
            array_to_string(r.specific_objectives, E'\\n'), r.description,
            array_to_string(r.results, E'\\n')
        )),
        ''::tsvector
    FROM projects_revision r
    JOIN projects_project p ON p.id = r.project_id
    LEFT JOIN projects_revision c ON c.id = p.current_id
    WHERE r.id = which AND (r.number IS NULL OR p.current_id = r.id)
    ON CONFLICT (revision_id) DO UPDATE SET
        (owner_id, code, is_draft, current_number, name, area, area_key, theme, status, modality, marker,
         english, review, updated_on, years, words) =
        (EXCLUDED.owner_id, EXCLUDED.code, EXCLUDED.is_draft, EXCLUDED.current_number, EXCLUDED.name,
         EXCLUDED.area, EXCLUDED.area_key, EXCLUDED.theme, EXCLUDED.status, EXCLUDED.modality,
         EXCLUDED.marker, EXCLUDED.english, EXCLUDED.review, EXCLUDED.updated_on, EXCLUDED.years,
         EXCLUDED.words)
$$;

CREATE FUNCTION projects_settle(which bigint) RETURNS void LANGUAGE sql AS $$
    DELETE FROM projects_registerentry e
    USING projects_revision r, projects_project p
    WHERE e.project_id = which AND r.id = e.revision_id AND p.id = which
      AND r.number IS NOT NULL AND p.current_id IS DISTINCT FROM r.id;
    UPDATE projects_registerentry e
    SET has_newer = NOT e.is_draft AND found.drafts, current_number = found.number
    FROM (
        SELECT c.number, EXISTS (
            SELECT 1 FROM projects_revision d WHERE d.project_id = which AND d.number IS NULL
        ) AS drafts
        FROM projects_project p LEFT JOIN projects_revision c ON c.id = p.current_id WHERE p.id = which
    ) AS found
    WHERE e.project_id = which
      AND (e.has_newer, e.current_number) IS DISTINCT FROM (NOT e.is_draft AND found.drafts, found.number)
$$;

CREATE FUNCTION projects_counted(
    is_draft boolean, has_newer boolean, theme text, area text,
    goals smallint[], states varchar[], years smallint[]
) RETURNS TABLE (newest boolean, part text, value text) LANGUAGE sql IMMUTABLE AS $$
    SELECT face.newest, found.part, found.value
    FROM (VALUES (true, NOT has_newer), (false, NOT is_draft)) AS face(newest, counts)
    CROSS JOIN (
        SELECT 'theme' AS part, theme AS value
        UNION ALL SELECT 'area', area WHERE area <> ''
        UNION ALL SELECT DISTINCT 'goal', each::text FROM unnest(goals) AS each
        UNION ALL SELECT DISTINCT 'state', each::text FROM unnest(states) AS each
        UNION ALL SELECT DISTINCT 'year', each::text FROM unnest(years) AS each
    ) AS found
    WHERE face.counts
$$;

CREATE FUNCTION projects_keep_english(which bigint) RETURNS void LANGUAGE sql AS $$
    UPDATE projects_registerentry SET translated = found.words
    FROM (
        SELECT CASE WHEN count(*) = 0 THEN ''::tsvector ELSE to_tsvector('pg_catalog.english', concat_ws(
            E'\\n',
            string_agg(text, E'\\n'),
            (SELECT string_agg(name, E'\\n') FROM projects_revisioninstitution WHERE revision_id = which),
            (SELECT string_agg(city, E'\\n') FROM projects_revisionplace WHERE revision_id = which)
        )) END AS words
        FROM projects_revisiontranslation WHERE revision_id = which
    ) AS found
    WHERE revision_id = which AND translated IS DISTINCT FROM found.words
$$;
"""

WITHOUT_FUNCTIONS = """
DROP FUNCTION projects_keep_english(bigint);
DROP FUNCTION projects_counted(boolean, boolean, text, text, smallint[], varchar[], smallint[]);
DROP FUNCTION projects_settle(bigint);
DROP FUNCTION projects_keep_entry(bigint);
DROP FUNCTION projects_keep_lists(bigint);
DROP FUNCTION projects_years(date, date, integer);
"""

# Whoever may not make an extension, or lacks it, migrates all the same and compares fewer names.
LETTERS = """
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX IF NOT EXISTS entry_name_letters
        ON projects_registerentry USING gin (search_plain(name) gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_object THEN
    RAISE NOTICE 'pg_trgm is not there: words typed wrong are looked for in the first projects only';
END
$$;
"""

WITHOUT_LETTERS = "DROP INDEX IF EXISTS entry_name_letters;"


class Migration(migrations.Migration):

    replaces = [
        ('projects', '0001_initial'),
        ('projects', '0002_numbers_to_sequences'),
        ('projects', '0003_record'),
        ('projects', '0004_review'),
        ('projects', '0005_register'),
        ('projects', '0006_bundles'),
        ('projects', '0007_imports'),
        ('projects', '0008_remove_import_notes'),
        ('projects', '0009_theme'),
        ('projects', '0010_public'),
        ('projects', '0011_documents'),
        ('projects', '0012_totals'),
        ('projects', '0013_import_sources'),
    ]

    initial = True

    dependencies = [
        ('documents', '0001_squashed_0003_review'),
        ('files', '0001_squashed_0003_file_texts'),
        ('members', '0001_squashed_0011_mesa_documents'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('search', '0001_words'),
        ('sequences', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mcig.structure.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Project',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=24, unique=True, verbose_name='código')),
                        ('version', models.PositiveIntegerField(default=1, verbose_name='versión de trabajo')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='fecha de registro')),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='members.organisation', verbose_name='integrante que lo presenta')),
                        ('current', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.revision', verbose_name='ficha vigente')),
                        ('is_public', models.BooleanField(default=False, verbose_name='en la cara pública')),
                        ('made_public_at', models.DateTimeField(blank=True, null=True, verbose_name='público desde')),
                    ],
                    options={
                        'ordering': ['code'],
                        'verbose_name': 'proyecto',
                        'verbose_name_plural': 'proyectos',
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('is_public', False), ('made_public_at', None)), models.Q(('is_public', True), ('made_public_at__isnull', False)), _connector='OR'), name='project_public_since')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_projectevent" ("code", "created_at", "current_id", "id", "is_public", "made_public_at", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."code", NEW."created_at", NEW."current_id", NEW."id", NEW."is_public", NEW."made_public_at", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;', hash='34ae786a5b618ba698bb4ed6cfd34fc1827edc72', operation='INSERT', pgid='pgtrigger_insert_insert_2e147', table='projects_project', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_projectevent" ("code", "created_at", "current_id", "id", "is_public", "made_public_at", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."code", NEW."created_at", NEW."current_id", NEW."id", NEW."is_public", NEW."made_public_at", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;', hash='0e7183ada5cf3c79a71e6ef79e2b95be7116220b', operation='UPDATE', pgid='pgtrigger_update_update_804c3', table='projects_project', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_projectevent" ("code", "created_at", "current_id", "id", "is_public", "made_public_at", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."code", OLD."created_at", OLD."current_id", OLD."id", OLD."is_public", OLD."made_public_at", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;', hash='b6f2675ad2ae5d0c9f13e58a424fde452b01bcea', operation='DELETE', pgid='pgtrigger_delete_delete_2192f', table='projects_project', when='AFTER')), pgtrigger.compiler.Trigger(name='keeps_current_entry', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."current_id" IS DISTINCT FROM (NEW."current_id") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id"))', func='\n            PERFORM projects_settle(NEW.id);\n            PERFORM projects_keep_entry(id) FROM projects_revision\n            WHERE project_id = NEW.id AND (number IS NULL OR id = NEW.current_id);\n            PERFORM projects_keep_lists(NEW.current_id);\n            PERFORM projects_keep_english(NEW.current_id);\n            PERFORM projects_settle(NEW.id);\n            RETURN NULL;\n        ', hash='f405bb50d2f628f93244247b01c03fd582746a32', operation='UPDATE', pgid='pgtrigger_keeps_current_entry_71c40', table='projects_project', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Revision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(blank=True, null=True, verbose_name='versión')),
                        ('name', models.TextField(blank=True, verbose_name='nombre del proyecto')),
                        ('thematic_area', models.TextField(blank=True, verbose_name='área temática')),
                        ('place', models.TextField(blank=True, verbose_name='país o ciudad')),
                        ('beneficiaries', models.TextField(blank=True, verbose_name='beneficiarios finales')),
                        ('duration', models.TextField(blank=True, verbose_name='duración declarada')),
                        ('months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='duración en meses')),
                        ('start', models.DateField(blank=True, null=True, verbose_name='inicio')),
                        ('start_precision', models.CharField(blank=True, choices=[('day', 'día'), ('month', 'mes'), ('year', 'año')], max_length=5, verbose_name='precisión del inicio')),
                        ('end', models.DateField(blank=True, null=True, verbose_name='término')),
                        ('end_precision', models.CharField(blank=True, choices=[('day', 'día'), ('month', 'mes'), ('year', 'año')], max_length=5, verbose_name='precisión del término')),
                        ('status', models.CharField(blank=True, choices=[('identification', 'en identificación'), ('implementation', 'en ejecución'), ('closing', 'en cierre'), ('concluded', 'concluido'), ('suspended', 'suspendido'), ('cancelled', 'cancelado')], max_length=16, verbose_name='estado del proyecto')),
                        ('general_objective', models.TextField(blank=True, verbose_name='objetivo general')),
                        ('specific_objectives', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None, verbose_name='objetivos específicos')),
                        ('description', models.TextField(blank=True, verbose_name='breve descripción')),
                        ('results', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None, verbose_name='resultados')),
                        ('updated_on', models.DateField(blank=True, null=True, verbose_name='información actualizada el')),
                        ('saved_at', models.DateTimeField(auto_now=True, verbose_name='última modificación')),
                        ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='fecha de publicación')),
                        ('capacity', models.CharField(blank=True, max_length=300, verbose_name='en calidad de')),
                        ('data', models.JSONField(blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True, verbose_name='datos publicados')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='projects.project', verbose_name='proyecto')),
                        ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='publica')),
                        ('documents', models.ManyToManyField(related_name='+', through='projects.RevisionDocument', to='documents.issueddocument')),
                        ('amounts_note', models.TextField(blank=True, verbose_name='nota sobre los montos')),
                        ('contact_email', models.TextField(blank=True, verbose_name='correo de contacto')),
                        ('contact_name', models.TextField(blank=True, verbose_name='persona de contacto')),
                        ('contact_phone', models.TextField(blank=True, verbose_name='teléfono de contacto')),
                        ('currency', models.CharField(blank=True, max_length=3, verbose_name='moneda del total')),
                        ('marker', models.CharField(blank=True, choices=[('0', 'No orientado (0)'), ('1', 'Significativo (1)'), ('2', 'Principal (2)')], max_length=1, verbose_name='marcador de género (CAD)')),
                        ('modality', models.CharField(blank=True, choices=[('bilateral', 'bilateral'), ('triangular', 'triangular'), ('regional', 'regional')], max_length=10, verbose_name='modalidad')),
                        ('purpose_code', models.CharField(blank=True, max_length=5, verbose_name='código de propósito (CRS)')),
                        ('record_data', models.JSONField(blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True, verbose_name='datos adicionales publicados')),
                        ('total', models.DecimalField(blank=True, decimal_places=2, max_digits=17, null=True, verbose_name='monto total')),
                        ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person', verbose_name='confirma por enlace personal')),
                        ('english', models.CharField(choices=[('missing', 'sin traducir'), ('stale', 'traducción desactualizada'), ('complete', 'traducida')], default='missing', max_length=8, verbose_name='textos en inglés')),
                        ('review', models.CharField(choices=[('draft', 'borrador'), ('in_review', 'en revisión'), ('returned', 'devuelta'), ('validated', 'validada'), ('published', 'publicada')], default='draft', max_length=9, verbose_name='revisión')),
                        ('theme', models.CharField(blank=True, max_length=60, verbose_name='tema de la agenda')),
                    ],
                    options={
                        'ordering': ['-number'],
                        'verbose_name': 'versión de la ficha',
                        'verbose_name_plural': 'versiones de la ficha',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('number__isnull', True)), fields=('project',), name='revision_one_draft'), models.UniqueConstraint(fields=('project', 'number'), name='revision_number_unique'), models.CheckConstraint(condition=models.Q(models.Q(('currency', ''), ('total__isnull', True)), models.Q(('currency__regex', '^[A-Z]{3}$'), ('total__gte', 0)), _connector='OR'), name='revision_total_has_currency'), models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', True), ('published_at__isnull', True)), models.Q(models.Q(('published_by__isnull', False), ('confirmed_by__isnull', False), _connector='OR'), ('data__isnull', False), ('number__isnull', False), ('published_at__isnull', False)), _connector='OR'), name='revision_published_whole')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_revision_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."number" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e28d96885162e1a4e7d0b782b59657246139919e', operation='UPDATE OR DELETE', pgid='pgtrigger_published_revision_is_final_e3cb9', table='projects_revision', when='BEFORE')), pgtrigger.compiler.Trigger(name='keeps_its_entry', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'DELETE' THEN\n                DELETE FROM projects_registerentry WHERE revision_id = OLD.id;\n                PERFORM projects_settle(OLD.project_id);\n                RETURN NULL;\n            END IF;\n            PERFORM projects_settle(NEW.project_id);\n            PERFORM projects_keep_entry(NEW.id);\n            PERFORM projects_settle(NEW.project_id);\n            RETURN NULL;\n        ", hash='728d28afec1a6205ac457d955b611e34fd582ba2', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_keeps_its_entry_02697', table='projects_revision', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionevent" ("amounts_note", "beneficiaries", "capacity", "confirmed_by_id", "contact_email", "contact_name", "contact_phone", "currency", "data", "description", "duration", "end", "end_precision", "english", "general_objective", "id", "marker", "modality", "months", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "project_id", "published_at", "published_by_id", "purpose_code", "record_data", "results", "review", "saved_at", "specific_objectives", "start", "start_precision", "status", "thematic_area", "theme", "total", "updated_on") VALUES (NEW."amounts_note", NEW."beneficiaries", NEW."capacity", NEW."confirmed_by_id", NEW."contact_email", NEW."contact_name", NEW."contact_phone", NEW."currency", NEW."data", NEW."description", NEW."duration", NEW."end", NEW."end_precision", NEW."english", NEW."general_objective", NEW."id", NEW."marker", NEW."modality", NEW."months", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."project_id", NEW."published_at", NEW."published_by_id", NEW."purpose_code", NEW."record_data", NEW."results", NEW."review", NEW."saved_at", NEW."specific_objectives", NEW."start", NEW."start_precision", NEW."status", NEW."thematic_area", NEW."theme", NEW."total", NEW."updated_on"); RETURN NULL;', hash='df30094177796b3bc9893e2c5e8095f330568d29', operation='INSERT', pgid='pgtrigger_insert_insert_94741', table='projects_revision', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisionevent" ("amounts_note", "beneficiaries", "capacity", "confirmed_by_id", "contact_email", "contact_name", "contact_phone", "currency", "data", "description", "duration", "end", "end_precision", "english", "general_objective", "id", "marker", "modality", "months", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "project_id", "published_at", "published_by_id", "purpose_code", "record_data", "results", "review", "saved_at", "specific_objectives", "start", "start_precision", "status", "thematic_area", "theme", "total", "updated_on") VALUES (NEW."amounts_note", NEW."beneficiaries", NEW."capacity", NEW."confirmed_by_id", NEW."contact_email", NEW."contact_name", NEW."contact_phone", NEW."currency", NEW."data", NEW."description", NEW."duration", NEW."end", NEW."end_precision", NEW."english", NEW."general_objective", NEW."id", NEW."marker", NEW."modality", NEW."months", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."project_id", NEW."published_at", NEW."published_by_id", NEW."purpose_code", NEW."record_data", NEW."results", NEW."review", NEW."saved_at", NEW."specific_objectives", NEW."start", NEW."start_precision", NEW."status", NEW."thematic_area", NEW."theme", NEW."total", NEW."updated_on"); RETURN NULL;', hash='9254f1a9ab48b5f4e90557e06199e36e12953718', operation='UPDATE', pgid='pgtrigger_update_update_87690', table='projects_revision', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionevent" ("amounts_note", "beneficiaries", "capacity", "confirmed_by_id", "contact_email", "contact_name", "contact_phone", "currency", "data", "description", "duration", "end", "end_precision", "english", "general_objective", "id", "marker", "modality", "months", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "project_id", "published_at", "published_by_id", "purpose_code", "record_data", "results", "review", "saved_at", "specific_objectives", "start", "start_precision", "status", "thematic_area", "theme", "total", "updated_on") VALUES (OLD."amounts_note", OLD."beneficiaries", OLD."capacity", OLD."confirmed_by_id", OLD."contact_email", OLD."contact_name", OLD."contact_phone", OLD."currency", OLD."data", OLD."description", OLD."duration", OLD."end", OLD."end_precision", OLD."english", OLD."general_objective", OLD."id", OLD."marker", OLD."modality", OLD."months", OLD."name", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."project_id", OLD."published_at", OLD."published_by_id", OLD."purpose_code", OLD."record_data", OLD."results", OLD."review", OLD."saved_at", OLD."specific_objectives", OLD."start", OLD."start_precision", OLD."status", OLD."thematic_area", OLD."theme", OLD."total", OLD."updated_on"); RETURN NULL;', hash='656d314d5c7fc768f76d64f56eef35a9a25c9914', operation='DELETE', pgid='pgtrigger_delete_delete_fc691', table='projects_revision', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='ProjectEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('code', models.SlugField(db_index=False, max_length=24, verbose_name='código')),
                        ('version', models.PositiveIntegerField(default=1, verbose_name='versión de trabajo')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='fecha de registro')),
                        ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.organisation', verbose_name='integrante que lo presenta')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.project')),
                        ('current', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision', verbose_name='ficha vigente')),
                        ('is_public', models.BooleanField(default=False, verbose_name='en la cara pública')),
                        ('made_public_at', models.DateTimeField(blank=True, null=True, verbose_name='público desde')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1e539f9fdce38ce92bafc8b1e4a452e7eeeec59d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bce67', table='projects_projectevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=5, verbose_name='idioma')),
                        ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issued', to='projects.revision')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('revision', 'language'), name='revision_document_per_language')],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.PositiveIntegerField(blank=True, null=True, verbose_name='versión')),
                        ('name', models.TextField(blank=True, verbose_name='nombre del proyecto')),
                        ('thematic_area', models.TextField(blank=True, verbose_name='área temática')),
                        ('place', models.TextField(blank=True, verbose_name='país o ciudad')),
                        ('beneficiaries', models.TextField(blank=True, verbose_name='beneficiarios finales')),
                        ('duration', models.TextField(blank=True, verbose_name='duración declarada')),
                        ('months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='duración en meses')),
                        ('start', models.DateField(blank=True, null=True, verbose_name='inicio')),
                        ('start_precision', models.CharField(blank=True, choices=[('day', 'día'), ('month', 'mes'), ('year', 'año')], max_length=5, verbose_name='precisión del inicio')),
                        ('end', models.DateField(blank=True, null=True, verbose_name='término')),
                        ('end_precision', models.CharField(blank=True, choices=[('day', 'día'), ('month', 'mes'), ('year', 'año')], max_length=5, verbose_name='precisión del término')),
                        ('status', models.CharField(blank=True, choices=[('identification', 'en identificación'), ('implementation', 'en ejecución'), ('closing', 'en cierre'), ('concluded', 'concluido'), ('suspended', 'suspendido'), ('cancelled', 'cancelado')], max_length=16, verbose_name='estado del proyecto')),
                        ('general_objective', models.TextField(blank=True, verbose_name='objetivo general')),
                        ('specific_objectives', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None, verbose_name='objetivos específicos')),
                        ('description', models.TextField(blank=True, verbose_name='breve descripción')),
                        ('results', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None, verbose_name='resultados')),
                        ('updated_on', models.DateField(blank=True, null=True, verbose_name='información actualizada el')),
                        ('saved_at', models.DateTimeField(auto_now=True, verbose_name='última modificación')),
                        ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='fecha de publicación')),
                        ('capacity', models.CharField(blank=True, max_length=300, verbose_name='en calidad de')),
                        ('data', models.JSONField(blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True, verbose_name='datos publicados')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revision')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project', verbose_name='proyecto')),
                        ('published_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='publica')),
                        ('amounts_note', models.TextField(blank=True, verbose_name='nota sobre los montos')),
                        ('contact_email', models.TextField(blank=True, verbose_name='correo de contacto')),
                        ('contact_name', models.TextField(blank=True, verbose_name='persona de contacto')),
                        ('contact_phone', models.TextField(blank=True, verbose_name='teléfono de contacto')),
                        ('currency', models.CharField(blank=True, max_length=3, verbose_name='moneda del total')),
                        ('marker', models.CharField(blank=True, choices=[('0', 'No orientado (0)'), ('1', 'Significativo (1)'), ('2', 'Principal (2)')], max_length=1, verbose_name='marcador de género (CAD)')),
                        ('modality', models.CharField(blank=True, choices=[('bilateral', 'bilateral'), ('triangular', 'triangular'), ('regional', 'regional')], max_length=10, verbose_name='modalidad')),
                        ('purpose_code', models.CharField(blank=True, max_length=5, verbose_name='código de propósito (CRS)')),
                        ('record_data', models.JSONField(blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True, verbose_name='datos adicionales publicados')),
                        ('total', models.DecimalField(blank=True, decimal_places=2, max_digits=17, null=True, verbose_name='monto total')),
                        ('confirmed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.person', verbose_name='confirma por enlace personal')),
                        ('english', models.CharField(choices=[('missing', 'sin traducir'), ('stale', 'traducción desactualizada'), ('complete', 'traducida')], default='missing', max_length=8, verbose_name='textos en inglés')),
                        ('review', models.CharField(choices=[('draft', 'borrador'), ('in_review', 'en revisión'), ('returned', 'devuelta'), ('validated', 'validada'), ('published', 'publicada')], default='draft', max_length=9, verbose_name='revisión')),
                        ('theme', models.CharField(blank=True, max_length=60, verbose_name='tema de la agenda')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ebad5861fff1e277509b0a0bbe9eb7490a12a38f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4bb60', table='projects_revisionevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionGoal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(17)], verbose_name='objetivo')),
                        ('text', models.TextField(blank=True, verbose_name='texto')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='projects.revision')),
                    ],
                    options={
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'position'), name='goal_position_unique'), models.CheckConstraint(condition=models.Q(('number__range', (1, 17))), name='goal_is_one_of_seventeen')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_goal_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            IF EXISTS (\n                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'a published revision is final';\n            END IF;\n            RETURN part;\n        ", hash='7dd7f7985fd3d20f0a9661efa2456e768533ad54', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_published_goal_is_final_56214', table='projects_revisiongoal', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisiongoalevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "text") VALUES (NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."revision_id", NEW."text"); RETURN NULL;', hash='23edf6f53d3a481051af8f10f618ef8f497ef540', operation='INSERT', pgid='pgtrigger_insert_insert_2098c', table='projects_revisiongoal', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisiongoalevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "text") VALUES (NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."revision_id", NEW."text"); RETURN NULL;', hash='92ec2a03f880f7864cf817293007e0c22878fecc', operation='UPDATE', pgid='pgtrigger_update_update_fc987', table='projects_revisiongoal', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisiongoalevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "text") VALUES (OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."revision_id", OLD."text"); RETURN NULL;', hash='3dd76967b93df5a4154f2321d30e59a96c3331ab', operation='DELETE', pgid='pgtrigger_delete_delete_8c14c', table='projects_revisiongoal', when='AFTER')), pgtrigger.compiler.Trigger(name='keeps_lists', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            PERFORM projects_keep_lists(part.revision_id);\n            PERFORM projects_keep_english(part.revision_id);\n            RETURN NULL;\n        ", hash='153247757260579d6e2bda7e7db01a6eee92c95c', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_keeps_lists_88005', table='projects_revisiongoal', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionGoalEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(17)], verbose_name='objetivo')),
                        ('text', models.TextField(blank=True, verbose_name='texto')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revisiongoal')),
                        ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e0666c144d68618b85c6952c2675b2c2a8fc9590', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0cc15', table='projects_revisiongoalevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionInstitution',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('group', models.TextField(verbose_name='país o grupo')),
                        ('name', models.TextField(verbose_name='institución')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='institutions', to='projects.revision')),
                    ],
                    options={
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'position'), name='institution_position_unique')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_institution_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            IF EXISTS (\n                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'a published revision is final';\n            END IF;\n            RETURN part;\n        ", hash='c03e4cf1016f75fefbe26d914f759cf1b4916c36', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_published_institution_is_final_e083c', table='projects_revisioninstitution', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisioninstitutionevent" ("group", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id") VALUES (NEW."group", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."revision_id"); RETURN NULL;', hash='f88b05977507169e4660ce5e123b94e8b0a51c48', operation='INSERT', pgid='pgtrigger_insert_insert_eaae2', table='projects_revisioninstitution', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisioninstitutionevent" ("group", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id") VALUES (NEW."group", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."revision_id"); RETURN NULL;', hash='155ec6662ae84014cae14a427ce1c21a5ea22a78', operation='UPDATE', pgid='pgtrigger_update_update_582f5', table='projects_revisioninstitution', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisioninstitutionevent" ("group", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id") VALUES (OLD."group", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."revision_id"); RETURN NULL;', hash='7350f840dcf33b01fd6bf880f46b75bd393f0635', operation='DELETE', pgid='pgtrigger_delete_delete_e4321', table='projects_revisioninstitution', when='AFTER')), pgtrigger.compiler.Trigger(name='keeps_lists', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            PERFORM projects_keep_lists(part.revision_id);\n            PERFORM projects_keep_english(part.revision_id);\n            RETURN NULL;\n        ", hash='5dc9abcb8ff143b632a80e01e13be809c311e3c2', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_keeps_lists_b0971', table='projects_revisioninstitution', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionInstitutionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('group', models.TextField(verbose_name='país o grupo')),
                        ('name', models.TextField(verbose_name='institución')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revisioninstitution')),
                        ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='eb71cbc03303245943544c4c583a684119ad9c81', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a412e', table='projects_revisioninstitutionevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionBeneficiaries',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('reach', models.CharField(choices=[('direct', 'directos'), ('indirect', 'indirectos')], max_length=8, verbose_name='alcance')),
                        ('sex', models.CharField(choices=[('women', 'mujeres y niñas'), ('men', 'hombres y niños'), ('other', 'otras identidades'), ('unspecified', 'sin desagregar')], max_length=11, verbose_name='sexo')),
                        ('count', models.PositiveIntegerField(verbose_name='personas')),
                        ('group', models.TextField(blank=True, verbose_name='grupo')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'position'), name='revisionbeneficiaries_position')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_part_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            IF EXISTS (\n                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'a published revision is final';\n            END IF;\n            RETURN part;\n        ", hash='7bf84abf26b02068e790798c0b22e2517f5f9242', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_published_part_is_final_70939', table='projects_revisionbeneficiaries', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionbeneficiariesevent" ("count", "group", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reach", "revision_id", "sex") VALUES (NEW."count", NEW."group", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."reach", NEW."revision_id", NEW."sex"); RETURN NULL;', hash='96bd94b298716988d1602e7494cb3f7f316b5246', operation='INSERT', pgid='pgtrigger_insert_insert_947b0', table='projects_revisionbeneficiaries', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisionbeneficiariesevent" ("count", "group", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reach", "revision_id", "sex") VALUES (NEW."count", NEW."group", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."reach", NEW."revision_id", NEW."sex"); RETURN NULL;', hash='df83694c671f76645c4bdf05109063efdc624297', operation='UPDATE', pgid='pgtrigger_update_update_bd711', table='projects_revisionbeneficiaries', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionbeneficiariesevent" ("count", "group", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reach", "revision_id", "sex") VALUES (OLD."count", OLD."group", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."reach", OLD."revision_id", OLD."sex"); RETURN NULL;', hash='dfe97aca7fd3a9ad12f414c33f185e670603016e', operation='DELETE', pgid='pgtrigger_delete_delete_7748c', table='projects_revisionbeneficiaries', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionBeneficiariesEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('reach', models.CharField(choices=[('direct', 'directos'), ('indirect', 'indirectos')], max_length=8, verbose_name='alcance')),
                        ('sex', models.CharField(choices=[('women', 'mujeres y niñas'), ('men', 'hombres y niños'), ('other', 'otras identidades'), ('unspecified', 'sin desagregar')], max_length=11, verbose_name='sexo')),
                        ('count', models.PositiveIntegerField(verbose_name='personas')),
                        ('group', models.TextField(blank=True, verbose_name='grupo')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revisionbeneficiaries')),
                        ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='84f6bad17dcad7808d92316ffe1f897a5361aec8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bc49e', table='projects_revisionbeneficiariesevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionContribution',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('contributor', models.TextField(verbose_name='aportante')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=17, verbose_name='monto')),
                        ('currency', models.CharField(max_length=3, verbose_name='moneda')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'position'), name='revisioncontribution_position'), models.CheckConstraint(condition=models.Q(('currency__regex', '^[A-Z]{3}$'), ('amount__gte', 0)), name='contribution_is_money')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_part_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            IF EXISTS (\n                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'a published revision is final';\n            END IF;\n            RETURN part;\n        ", hash='4ad4ee7b743d020e27b4d878c789528f7230fcdd', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_published_part_is_final_66432', table='projects_revisioncontribution', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisioncontributionevent" ("amount", "contributor", "currency", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id") VALUES (NEW."amount", NEW."contributor", NEW."currency", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."revision_id"); RETURN NULL;', hash='814f7f035cae12dd3e34177853118dd22bb1b528', operation='INSERT', pgid='pgtrigger_insert_insert_edf26', table='projects_revisioncontribution', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisioncontributionevent" ("amount", "contributor", "currency", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id") VALUES (NEW."amount", NEW."contributor", NEW."currency", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."revision_id"); RETURN NULL;', hash='863b096ed837cac931c9b9a77f8070d8428d8bb9', operation='UPDATE', pgid='pgtrigger_update_update_a2c57', table='projects_revisioncontribution', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisioncontributionevent" ("amount", "contributor", "currency", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id") VALUES (OLD."amount", OLD."contributor", OLD."currency", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."revision_id"); RETURN NULL;', hash='5e6a8d74597972eec236b847849d11deaeb6afda', operation='DELETE', pgid='pgtrigger_delete_delete_7927e', table='projects_revisioncontribution', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionContributionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('contributor', models.TextField(verbose_name='aportante')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=17, verbose_name='monto')),
                        ('currency', models.CharField(max_length=3, verbose_name='moneda')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revisioncontribution')),
                        ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='94d0b63da3516441eaf9d09b49b02d7ae1ba28aa', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ef43a', table='projects_revisioncontributionevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionEvidence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('criterion', models.CharField(choices=[('analysis', 'Se hizo un análisis de género del proyecto.'), ('design', 'Lo que halló ese análisis orienta el diseño del proyecto, que no causa daño.'), ('objective', 'Hay al menos un objetivo explícito de igualdad de género, con al menos un indicador de género.'), ('data', 'Los datos y los indicadores se desagregan por sexo cuando corresponde.'), ('monitoring', 'Hay el compromiso de dar seguimiento a los resultados de igualdad y de informar sobre ellos.'), ('ambition', 'La igualdad de género es la ambición principal: sin ella, el proyecto no existiría.'), ('framework', 'El marco de resultados mide el avance hacia la igualdad de género con sus indicadores.')], max_length=12, verbose_name='criterio')),
                        ('text', models.TextField(verbose_name='evidencia')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'position'), name='revisionevidence_position')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_part_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            IF EXISTS (\n                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'a published revision is final';\n            END IF;\n            RETURN part;\n        ", hash='601a03dcc38de3369a4671b25e014ba85b717188', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_published_part_is_final_8e319', table='projects_revisionevidence', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionevidenceevent" ("criterion", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "text") VALUES (NEW."criterion", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."revision_id", NEW."text"); RETURN NULL;', hash='bb51a11136da6d0b2adad027febdad1309a57ec7', operation='INSERT', pgid='pgtrigger_insert_insert_32dc1', table='projects_revisionevidence', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisionevidenceevent" ("criterion", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "text") VALUES (NEW."criterion", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."revision_id", NEW."text"); RETURN NULL;', hash='de8d4b2ea95d64f770e0f16c64d7204f9928bca6', operation='UPDATE', pgid='pgtrigger_update_update_57d99', table='projects_revisionevidence', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionevidenceevent" ("criterion", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "text") VALUES (OLD."criterion", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."revision_id", OLD."text"); RETURN NULL;', hash='f491808afa96e5c49004bc60294300558c3f8148', operation='DELETE', pgid='pgtrigger_delete_delete_bd666', table='projects_revisionevidence', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionEvidenceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('criterion', models.CharField(choices=[('analysis', 'Se hizo un análisis de género del proyecto.'), ('design', 'Lo que halló ese análisis orienta el diseño del proyecto, que no causa daño.'), ('objective', 'Hay al menos un objetivo explícito de igualdad de género, con al menos un indicador de género.'), ('data', 'Los datos y los indicadores se desagregan por sexo cuando corresponde.'), ('monitoring', 'Hay el compromiso de dar seguimiento a los resultados de igualdad y de informar sobre ellos.'), ('ambition', 'La igualdad de género es la ambición principal: sin ella, el proyecto no existiría.'), ('framework', 'El marco de resultados mide el avance hacia la igualdad de género con sus indicadores.')], max_length=12, verbose_name='criterio')),
                        ('text', models.TextField(verbose_name='evidencia')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revisionevidence')),
                        ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ad94c56f68ce7d480b6204eee1504d6f06e53b58', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f2f44', table='projects_revisionevidenceevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionFlow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('contributor', models.TextField(verbose_name='aportante')),
                        ('currency', models.CharField(max_length=3, verbose_name='moneda')),
                        ('year', models.PositiveSmallIntegerField(null=True, verbose_name='año')),
                        ('committed', models.DecimalField(decimal_places=2, max_digits=17, null=True, verbose_name='comprometido')),
                        ('disbursed', models.DecimalField(decimal_places=2, max_digits=17, null=True, verbose_name='desembolsado')),
                        ('foreseen', models.DecimalField(decimal_places=2, max_digits=17, null=True, verbose_name='previsto')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'position'), name='revisionflow_position'), models.CheckConstraint(condition=models.Q(('currency__regex', '^[A-Z]{3}$')), name='flow_has_currency')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_part_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            IF EXISTS (\n                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'a published revision is final';\n            END IF;\n            RETURN part;\n        ", hash='cc14340dd459ff60f3fc37cceeb81d258f31ac21', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_published_part_is_final_b9e41', table='projects_revisionflow', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionflowevent" ("committed", "contributor", "currency", "disbursed", "foreseen", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "year") VALUES (NEW."committed", NEW."contributor", NEW."currency", NEW."disbursed", NEW."foreseen", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."revision_id", NEW."year"); RETURN NULL;', hash='cae2b331cae2ef0754f02950051430ebb69ede83', operation='INSERT', pgid='pgtrigger_insert_insert_a85fe', table='projects_revisionflow', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisionflowevent" ("committed", "contributor", "currency", "disbursed", "foreseen", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "year") VALUES (NEW."committed", NEW."contributor", NEW."currency", NEW."disbursed", NEW."foreseen", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."revision_id", NEW."year"); RETURN NULL;', hash='7c156e1ad54de70f61a7daa843b9884d043230af', operation='UPDATE', pgid='pgtrigger_update_update_42a1f', table='projects_revisionflow', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionflowevent" ("committed", "contributor", "currency", "disbursed", "foreseen", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "year") VALUES (OLD."committed", OLD."contributor", OLD."currency", OLD."disbursed", OLD."foreseen", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."revision_id", OLD."year"); RETURN NULL;', hash='d08e78aa5ea760e1948ff478949d14de3ab8dfe0', operation='DELETE', pgid='pgtrigger_delete_delete_980c8', table='projects_revisionflow', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionFlowEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('contributor', models.TextField(verbose_name='aportante')),
                        ('currency', models.CharField(max_length=3, verbose_name='moneda')),
                        ('year', models.PositiveSmallIntegerField(null=True, verbose_name='año')),
                        ('committed', models.DecimalField(decimal_places=2, max_digits=17, null=True, verbose_name='comprometido')),
                        ('disbursed', models.DecimalField(decimal_places=2, max_digits=17, null=True, verbose_name='desembolsado')),
                        ('foreseen', models.DecimalField(decimal_places=2, max_digits=17, null=True, verbose_name='previsto')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revisionflow')),
                        ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0ab6a574d8486407b9213020fa76ab3bdff8f805', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fe527', table='projects_revisionflowevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionIdentifier',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('register', models.TextField(verbose_name='registro')),
                        ('code', models.TextField(verbose_name='código en ese registro')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'position'), name='revisionidentifier_position')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_part_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            IF EXISTS (\n                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'a published revision is final';\n            END IF;\n            RETURN part;\n        ", hash='cb908a9f6fc5b89550fd3f4c02acfb47617fb416', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_published_part_is_final_cfceb', table='projects_revisionidentifier', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionidentifierevent" ("code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "register", "revision_id") VALUES (NEW."code", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."register", NEW."revision_id"); RETURN NULL;', hash='392d2d118167b2abf22ed8f21f924368f4f8b83c', operation='INSERT', pgid='pgtrigger_insert_insert_a1179', table='projects_revisionidentifier', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisionidentifierevent" ("code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "register", "revision_id") VALUES (NEW."code", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."register", NEW."revision_id"); RETURN NULL;', hash='3e024d8b21b68e00d839b0499344431d010c3ecb', operation='UPDATE', pgid='pgtrigger_update_update_d5816', table='projects_revisionidentifier', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionidentifierevent" ("code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "register", "revision_id") VALUES (OLD."code", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."register", OLD."revision_id"); RETURN NULL;', hash='22e1b23eb6f79b2bb9bf889489cc3bf5809e95f5', operation='DELETE', pgid='pgtrigger_delete_delete_605a3', table='projects_revisionidentifier', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionIdentifierEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('register', models.TextField(verbose_name='registro')),
                        ('code', models.TextField(verbose_name='código en ese registro')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revisionidentifier')),
                        ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fbbb1a183d55bbeeeef3b43a7729e9b0fce93c48', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4d59b', table='projects_revisionidentifierevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionIndicator',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('title', models.TextField(verbose_name='indicador')),
                        ('result', models.PositiveSmallIntegerField(null=True, verbose_name='resultado')),
                        ('unit', models.TextField(blank=True, verbose_name='unidad')),
                        ('baseline', models.TextField(blank=True, verbose_name='línea de base')),
                        ('target', models.TextField(blank=True, verbose_name='meta del indicador')),
                        ('value', models.TextField(blank=True, verbose_name='valor alcanzado')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'position'), name='revisionindicator_position')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_part_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            IF EXISTS (\n                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'a published revision is final';\n            END IF;\n            RETURN part;\n        ", hash='d9ea19e24176fd69916183128ee76ab88fbc0872', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_published_part_is_final_d409b', table='projects_revisionindicator', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionindicatorevent" ("baseline", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "result", "revision_id", "target", "title", "unit", "value") VALUES (NEW."baseline", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."result", NEW."revision_id", NEW."target", NEW."title", NEW."unit", NEW."value"); RETURN NULL;', hash='ea77cd14a252ac7a3b29789723e09eaa62be0a27', operation='INSERT', pgid='pgtrigger_insert_insert_02c7a', table='projects_revisionindicator', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisionindicatorevent" ("baseline", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "result", "revision_id", "target", "title", "unit", "value") VALUES (NEW."baseline", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."result", NEW."revision_id", NEW."target", NEW."title", NEW."unit", NEW."value"); RETURN NULL;', hash='9ae952da4d0839598057be32bd6a14b23828207b', operation='UPDATE', pgid='pgtrigger_update_update_27161', table='projects_revisionindicator', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionindicatorevent" ("baseline", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "result", "revision_id", "target", "title", "unit", "value") VALUES (OLD."baseline", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."result", OLD."revision_id", OLD."target", OLD."title", OLD."unit", OLD."value"); RETURN NULL;', hash='a435eb6f5cb79b08f575bc8a926fe27f5502f2e7', operation='DELETE', pgid='pgtrigger_delete_delete_6e305', table='projects_revisionindicator', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionIndicatorEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('title', models.TextField(verbose_name='indicador')),
                        ('result', models.PositiveSmallIntegerField(null=True, verbose_name='resultado')),
                        ('unit', models.TextField(blank=True, verbose_name='unidad')),
                        ('baseline', models.TextField(blank=True, verbose_name='línea de base')),
                        ('target', models.TextField(blank=True, verbose_name='meta del indicador')),
                        ('value', models.TextField(blank=True, verbose_name='valor alcanzado')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revisionindicator')),
                        ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='af094e996dc25d250722adcb3bf4ccb044fb463a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_eb4ae', table='projects_revisionindicatorevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('title', models.TextField(verbose_name='título del enlace')),
                        ('url', models.TextField(verbose_name='dirección')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'position'), name='revisionlink_position')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_part_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            IF EXISTS (\n                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'a published revision is final';\n            END IF;\n            RETURN part;\n        ", hash='44f382530c6e4532ba0efb7dbbb264a705ed33fe', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_published_part_is_final_e3748', table='projects_revisionlink', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionlinkevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "title", "url") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."revision_id", NEW."title", NEW."url"); RETURN NULL;', hash='cc7491e277d5c2f3d2b5f552878ff6ba56e767ba', operation='INSERT', pgid='pgtrigger_insert_insert_42a11', table='projects_revisionlink', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisionlinkevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "title", "url") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."revision_id", NEW."title", NEW."url"); RETURN NULL;', hash='2d0ecfc4409fbca620d532489b4335cb047cf112', operation='UPDATE', pgid='pgtrigger_update_update_7d5e1', table='projects_revisionlink', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionlinkevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "title", "url") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."revision_id", OLD."title", OLD."url"); RETURN NULL;', hash='f3d7de7a839bc51b8d0031e38ccf6f2ed03eef3e', operation='DELETE', pgid='pgtrigger_delete_delete_4cbbb', table='projects_revisionlink', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionLinkEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('title', models.TextField(verbose_name='título del enlace')),
                        ('url', models.TextField(verbose_name='dirección')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revisionlink')),
                        ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='be1461549dc11ecbe3fd4de294c24be7dd4a868a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_601c3', table='projects_revisionlinkevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionMarker',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('key', models.CharField(choices=[('environment', 'Medio ambiente'), ('governance', 'Gobernabilidad'), ('indigenous', 'Culturas y pueblos indígenas'), ('trade', 'Comercio'), ('migration', 'Migración y desarrollo'), ('health', 'Salud sexual, reproductiva, materna e infantil'), ('disability', 'Discapacidad'), ('disasters', 'Reducción del riesgo de desastres'), ('nutrition', 'Nutrición'), ('biodiversity', 'Río: biodiversidad'), ('mitigation', 'Río: cambio climático, mitigación'), ('adaptation', 'Río: cambio climático, adaptación'), ('desertification', 'Río: desertificación')], max_length=16, verbose_name='marcador')),
                        ('score', models.CharField(choices=[('0', 'No orientado (0)'), ('1', 'Significativo (1)'), ('2', 'Principal (2)'), ('other', 'Otros fines')], max_length=5, verbose_name='valor')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'position'), name='revisionmarker_position')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_part_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            IF EXISTS (\n                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'a published revision is final';\n            END IF;\n            RETURN part;\n        ", hash='f5ccbc74aa55084cfade42901467fb63a09e7b05', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_published_part_is_final_08aa4', table='projects_revisionmarker', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionmarkerevent" ("id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "score") VALUES (NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."revision_id", NEW."score"); RETURN NULL;', hash='628fe92a7f0970714ee7529d5aedc1a5d8c6dec9', operation='INSERT', pgid='pgtrigger_insert_insert_3fde2', table='projects_revisionmarker', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisionmarkerevent" ("id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "score") VALUES (NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."revision_id", NEW."score"); RETURN NULL;', hash='8afba3a7125ccacbeee1f3aebc2f946ae51190a1', operation='UPDATE', pgid='pgtrigger_update_update_50070', table='projects_revisionmarker', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionmarkerevent" ("id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "score") VALUES (OLD."id", OLD."key", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."revision_id", OLD."score"); RETURN NULL;', hash='47e68a76877ca8c7bc8f145da6725906108ab2c0', operation='DELETE', pgid='pgtrigger_delete_delete_861bc', table='projects_revisionmarker', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionMarkerEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('key', models.CharField(choices=[('environment', 'Medio ambiente'), ('governance', 'Gobernabilidad'), ('indigenous', 'Culturas y pueblos indígenas'), ('trade', 'Comercio'), ('migration', 'Migración y desarrollo'), ('health', 'Salud sexual, reproductiva, materna e infantil'), ('disability', 'Discapacidad'), ('disasters', 'Reducción del riesgo de desastres'), ('nutrition', 'Nutrición'), ('biodiversity', 'Río: biodiversidad'), ('mitigation', 'Río: cambio climático, mitigación'), ('adaptation', 'Río: cambio climático, adaptación'), ('desertification', 'Río: desertificación')], max_length=16, verbose_name='marcador')),
                        ('score', models.CharField(choices=[('0', 'No orientado (0)'), ('1', 'Significativo (1)'), ('2', 'Principal (2)'), ('other', 'Otros fines')], max_length=5, verbose_name='valor')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revisionmarker')),
                        ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1bf924b40af2dc1453aa4cb358335420c05f901d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f557c', table='projects_revisionmarkerevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionMilestone',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('title', models.TextField(verbose_name='hito')),
                        ('due', models.CharField(blank=True, max_length=10, verbose_name='fecha prevista')),
                        ('reached', models.CharField(blank=True, max_length=10, verbose_name='fecha en que se cumplió')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'position'), name='revisionmilestone_position')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_part_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            IF EXISTS (\n                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'a published revision is final';\n            END IF;\n            RETURN part;\n        ", hash='9049bb3bbfd41376378e86f40d6d98ba898d80be', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_published_part_is_final_b9a2f', table='projects_revisionmilestone', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionmilestoneevent" ("due", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reached", "revision_id", "title") VALUES (NEW."due", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."reached", NEW."revision_id", NEW."title"); RETURN NULL;', hash='977c2f1a966086975ca5767e5d615d3d713a5486', operation='INSERT', pgid='pgtrigger_insert_insert_19c42', table='projects_revisionmilestone', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisionmilestoneevent" ("due", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reached", "revision_id", "title") VALUES (NEW."due", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."reached", NEW."revision_id", NEW."title"); RETURN NULL;', hash='f9d01850f24a38aaa72bd6a2f8a60a5a3117fbe5', operation='UPDATE', pgid='pgtrigger_update_update_df43f', table='projects_revisionmilestone', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionmilestoneevent" ("due", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reached", "revision_id", "title") VALUES (OLD."due", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."reached", OLD."revision_id", OLD."title"); RETURN NULL;', hash='667346f15a4175c580e50ee250e5ff4eba7c2420', operation='DELETE', pgid='pgtrigger_delete_delete_653d0', table='projects_revisionmilestone', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionMilestoneEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('title', models.TextField(verbose_name='hito')),
                        ('due', models.CharField(blank=True, max_length=10, verbose_name='fecha prevista')),
                        ('reached', models.CharField(blank=True, max_length=10, verbose_name='fecha en que se cumplió')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revisionmilestone')),
                        ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c1b078284aa3a1d83e24a9514ea5fbf1d99ecabb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_def9c', table='projects_revisionmilestoneevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionParticipation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('name', models.TextField(verbose_name='institución')),
                        ('role', models.CharField(choices=[('undeclared', 'sin declarar'), ('funding', 'financiadora'), ('accountable', 'responsable (rinde cuentas)'), ('extending', 'canalizadora'), ('implementing', 'ejecutora')], max_length=12, verbose_name='papel')),
                        ('partner', models.CharField(blank=True, choices=[('first', 'primer oferente'), ('second', 'segundo oferente'), ('recipient', 'receptor'), ('dual', 'perfil dual')], max_length=9, verbose_name='lugar en la cooperación')),
                        ('member', models.CharField(blank=True, max_length=12, verbose_name='integrante de la mesa')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'position'), name='revisionparticipation_position')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_part_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            IF EXISTS (\n                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'a published revision is final';\n            END IF;\n            RETURN part;\n        ", hash='5393c70bb0abae2bd5b61766a2113ce6c95fa052', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_published_part_is_final_1ca22', table='projects_revisionparticipation', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionparticipationevent" ("id", "member", "name", "partner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "role") VALUES (NEW."id", NEW."member", NEW."name", NEW."partner", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."revision_id", NEW."role"); RETURN NULL;', hash='198a6e69143fd86118237cb7a665f6b8520b77fa', operation='INSERT', pgid='pgtrigger_insert_insert_f8708', table='projects_revisionparticipation', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisionparticipationevent" ("id", "member", "name", "partner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "role") VALUES (NEW."id", NEW."member", NEW."name", NEW."partner", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."revision_id", NEW."role"); RETURN NULL;', hash='a10294aa5273c81814ecba49acb5e3610ed834f7', operation='UPDATE', pgid='pgtrigger_update_update_71f43', table='projects_revisionparticipation', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionparticipationevent" ("id", "member", "name", "partner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "role") VALUES (OLD."id", OLD."member", OLD."name", OLD."partner", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."revision_id", OLD."role"); RETURN NULL;', hash='e3b0bb4a079570e664103a0fce27c74d6b370b66', operation='DELETE', pgid='pgtrigger_delete_delete_f3ee9', table='projects_revisionparticipation', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionParticipationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('name', models.TextField(verbose_name='institución')),
                        ('role', models.CharField(choices=[('undeclared', 'sin declarar'), ('funding', 'financiadora'), ('accountable', 'responsable (rinde cuentas)'), ('extending', 'canalizadora'), ('implementing', 'ejecutora')], max_length=12, verbose_name='papel')),
                        ('partner', models.CharField(blank=True, choices=[('first', 'primer oferente'), ('second', 'segundo oferente'), ('recipient', 'receptor'), ('dual', 'perfil dual')], max_length=9, verbose_name='lugar en la cooperación')),
                        ('member', models.CharField(blank=True, max_length=12, verbose_name='integrante de la mesa')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revisionparticipation')),
                        ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='78303a90f7f74787ea140df701e4e6bedde74406', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7a701', table='projects_revisionparticipationevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionPlace',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('country', models.CharField(max_length=2, verbose_name='país')),
                        ('state', models.CharField(blank=True, max_length=6, verbose_name='entidad federativa')),
                        ('city', models.TextField(blank=True, verbose_name='ciudad o municipio')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'position'), name='revisionplace_position'), models.CheckConstraint(condition=models.Q(('state', ''), ('country', 'MX'), _connector='OR'), name='place_state_in_mexico')],
                        'indexes': [models.Index(fields=['state', 'revision'], name='place_by_state')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_part_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            IF EXISTS (\n                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'a published revision is final';\n            END IF;\n            RETURN part;\n        ", hash='ed7a2e8526795dd1c527f6b7756af22bcc07ec41', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_published_part_is_final_a24c2', table='projects_revisionplace', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionplaceevent" ("city", "country", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "state") VALUES (NEW."city", NEW."country", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."revision_id", NEW."state"); RETURN NULL;', hash='6dde0d9bb66f31355089f79c7f2f3ba411efd475', operation='INSERT', pgid='pgtrigger_insert_insert_56232', table='projects_revisionplace', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisionplaceevent" ("city", "country", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "state") VALUES (NEW."city", NEW."country", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."revision_id", NEW."state"); RETURN NULL;', hash='f4e8e387ff9d2d62473bb863ccdf6f4f6e28b180', operation='UPDATE', pgid='pgtrigger_update_update_660b0', table='projects_revisionplace', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionplaceevent" ("city", "country", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "state") VALUES (OLD."city", OLD."country", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."revision_id", OLD."state"); RETURN NULL;', hash='f1d63a99b2d1f5903442a4e85529e242eda49a91', operation='DELETE', pgid='pgtrigger_delete_delete_5859a', table='projects_revisionplace', when='AFTER')), pgtrigger.compiler.Trigger(name='keeps_lists', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            PERFORM projects_keep_lists(part.revision_id);\n            PERFORM projects_keep_english(part.revision_id);\n            RETURN NULL;\n        ", hash='882ea22d90e5f71098b5a815f5bdcb7e6b5d4669', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_keeps_lists_1c9e7', table='projects_revisionplace', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionPlaceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('country', models.CharField(max_length=2, verbose_name='país')),
                        ('state', models.CharField(blank=True, max_length=6, verbose_name='entidad federativa')),
                        ('city', models.TextField(blank=True, verbose_name='ciudad o municipio')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revisionplace')),
                        ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='59c948130385da00ecb8f7ebeb67b9f516f327ae', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_71bd3', table='projects_revisionplaceevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionRelation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('kind', models.CharField(choices=[('parent', 'forma parte de'), ('related', 'se relaciona con')], max_length=8, verbose_name='relación')),
                        ('project', models.CharField(blank=True, max_length=24, verbose_name='proyecto relacionado')),
                        ('title', models.TextField(blank=True, verbose_name='título del proyecto relacionado')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'position'), name='revisionrelation_position')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_part_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            IF EXISTS (\n                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'a published revision is final';\n            END IF;\n            RETURN part;\n        ", hash='1349fa9d771fc489eb4e2f4993715070d1ba8ab8', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_published_part_is_final_a6ca1', table='projects_revisionrelation', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionrelationevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project", "revision_id", "title") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."project", NEW."revision_id", NEW."title"); RETURN NULL;', hash='cbafff699378890cfa66517af754ab251c4efba5', operation='INSERT', pgid='pgtrigger_insert_insert_35213', table='projects_revisionrelation', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisionrelationevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project", "revision_id", "title") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."project", NEW."revision_id", NEW."title"); RETURN NULL;', hash='e0b33085756d747bf1fc16df2b3d208f8846a0f3', operation='UPDATE', pgid='pgtrigger_update_update_c53d2', table='projects_revisionrelation', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisionrelationevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project", "revision_id", "title") VALUES (OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."project", OLD."revision_id", OLD."title"); RETURN NULL;', hash='4190b037d9cdeed43d28a25bc0e8e3f33fb8609c', operation='DELETE', pgid='pgtrigger_delete_delete_31f78', table='projects_revisionrelation', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionRelationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('kind', models.CharField(choices=[('parent', 'forma parte de'), ('related', 'se relaciona con')], max_length=8, verbose_name='relación')),
                        ('project', models.CharField(blank=True, max_length=24, verbose_name='proyecto relacionado')),
                        ('title', models.TextField(blank=True, verbose_name='título del proyecto relacionado')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revisionrelation')),
                        ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='94790cdc19a9251ca082a32f77b4470817d3c745', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_73f1b', table='projects_revisionrelationevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionTarget',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('code', models.CharField(max_length=5, verbose_name='meta')),
                        ('main', models.BooleanField(default=False, verbose_name='principal')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'position'), name='revisiontarget_position'), models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'code'), name='target_once')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_part_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            IF EXISTS (\n                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'a published revision is final';\n            END IF;\n            RETURN part;\n        ", hash='4685534c4418228ab3f6125236dffd7d10ccbf0f', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_published_part_is_final_66b3f', table='projects_revisiontarget', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisiontargetevent" ("code", "id", "main", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id") VALUES (NEW."code", NEW."id", NEW."main", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."revision_id"); RETURN NULL;', hash='affc168670268b834fa9c71bfb9cd18dbb0bc3b7', operation='INSERT', pgid='pgtrigger_insert_insert_d65e2', table='projects_revisiontarget', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisiontargetevent" ("code", "id", "main", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id") VALUES (NEW."code", NEW."id", NEW."main", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."revision_id"); RETURN NULL;', hash='8731d7bc4cc5e538ab70a793cb3ad0faf0c9b429', operation='UPDATE', pgid='pgtrigger_update_update_cfd04', table='projects_revisiontarget', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisiontargetevent" ("code", "id", "main", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id") VALUES (OLD."code", OLD."id", OLD."main", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."revision_id"); RETURN NULL;', hash='6285b050bd179bb5d39e20a983cf3c5fec47a44e', operation='DELETE', pgid='pgtrigger_delete_delete_264c7', table='projects_revisiontarget', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionTargetEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('code', models.CharField(max_length=5, verbose_name='meta')),
                        ('main', models.BooleanField(default=False, verbose_name='principal')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revisiontarget')),
                        ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8e0ebaecc4e7b9469523baf49f01d04272f4461b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_960d8', table='projects_revisiontargetevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Remark',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject', models.CharField(blank=True, choices=[('', 'La ficha en general'), ('name', 'Nombre Proyecto'), ('thematic_area', 'Área Temática'), ('goals', 'Objetivos de Desarrollo Sostenible'), ('institutions', 'Instituciones Involucradas'), ('place', 'País/ciudad'), ('beneficiaries', 'Beneficiarios Finales'), ('duration', 'Duración (en meses)'), ('objectives', 'Objetivos'), ('description', 'Breve descripción del proyecto'), ('results', 'Resultados'), ('general_objective', 'Objetivo general'), ('specific_objectives', 'Objetivos específicos'), ('updated_on', 'Información Actualizada el'), ('theme', 'Tema de la agenda'), ('modality', 'Modalidad'), ('participations', 'Papel de cada institución'), ('contact_name', 'Persona de contacto'), ('contact_email', 'Correo de contacto'), ('contact_phone', 'Teléfono de contacto'), ('places', 'Lugares'), ('targets', 'Metas de los ODS'), ('purpose_code', 'Código de propósito (CRS)'), ('marker', 'Marcador de género (CAD)'), ('evidence', 'Evidencia del marcador de género'), ('markers', 'Otros marcadores'), ('total', 'Monto total'), ('currency', 'Moneda del total'), ('contributions', 'Aportes'), ('flows', 'Comprometido y desembolsado por año'), ('amounts_note', 'Nota sobre los montos'), ('beneficiary_counts', 'Personas beneficiarias'), ('milestones', 'Hitos'), ('indicators', 'Indicadores'), ('links', 'Enlaces'), ('relations', 'Proyectos relacionados'), ('identifiers', 'Códigos en otros registros'), ('translations', 'Textos en inglés')], max_length=24, verbose_name='campo observado')),
                        ('text', models.TextField(verbose_name='observación')),
                        ('quoted', models.TextField(blank=True, verbose_name='texto observado')),
                        ('is_suggestion', models.BooleanField(default=False, verbose_name='sugerencia de una contraparte')),
                        ('state', models.CharField(choices=[('open', 'sin respuesta'), ('answered', 'respondida'), ('resolved', 'resuelta')], default='open', max_length=8, verbose_name='estado de la observación')),
                        ('capacity', models.CharField(blank=True, max_length=300, verbose_name='en calidad de')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='fecha')),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='observa')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='projects.project', verbose_name='proyecto')),
                        ('outcome', models.CharField(blank=True, choices=[('accepted', 'aceptada'), ('declined', 'no aceptada')], max_length=8, verbose_name='resultado de la sugerencia')),
                        ('proposed', models.TextField(blank=True, verbose_name='texto propuesto')),
                    ],
                    options={
                        'ordering': ['-at', '-pk'],
                        'verbose_name': 'observación',
                        'verbose_name_plural': 'observaciones',
                        'indexes': [models.Index(fields=['project', 'state'], name='remark_of_project')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_remarkevent" ("at", "author_id", "capacity", "id", "is_suggestion", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "proposed", "quoted", "state", "subject", "text") VALUES (NEW."at", NEW."author_id", NEW."capacity", NEW."id", NEW."is_suggestion", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."proposed", NEW."quoted", NEW."state", NEW."subject", NEW."text"); RETURN NULL;', hash='d7f6cae43472772ea0dee0c063d7ee1192ea7984', operation='INSERT', pgid='pgtrigger_insert_insert_f7a92', table='projects_remark', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_remarkevent" ("at", "author_id", "capacity", "id", "is_suggestion", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "proposed", "quoted", "state", "subject", "text") VALUES (NEW."at", NEW."author_id", NEW."capacity", NEW."id", NEW."is_suggestion", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."proposed", NEW."quoted", NEW."state", NEW."subject", NEW."text"); RETURN NULL;', hash='cf89e4a5741daf9e476e8de2aa361cbdbddf09d0', operation='UPDATE', pgid='pgtrigger_update_update_aafb6', table='projects_remark', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_remarkevent" ("at", "author_id", "capacity", "id", "is_suggestion", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "proposed", "quoted", "state", "subject", "text") VALUES (OLD."at", OLD."author_id", OLD."capacity", OLD."id", OLD."is_suggestion", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id", OLD."proposed", OLD."quoted", OLD."state", OLD."subject", OLD."text"); RETURN NULL;', hash='01c648d708225bebcada52e1526fa5702631ff3a', operation='DELETE', pgid='pgtrigger_delete_delete_d9466', table='projects_remark', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RemarkAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(verbose_name='respuesta')),
                        ('capacity', models.CharField(blank=True, max_length=300, verbose_name='en calidad de')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='fecha')),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='responde')),
                        ('remark', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='projects.remark')),
                    ],
                    options={
                        'ordering': ['at', 'pk'],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_remarkanswerevent" ("at", "author_id", "capacity", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark_id", "text") VALUES (NEW."at", NEW."author_id", NEW."capacity", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."remark_id", NEW."text"); RETURN NULL;', hash='17d31de4285d652df83ede41e5ab663042caa02f', operation='INSERT', pgid='pgtrigger_insert_insert_bb360', table='projects_remarkanswer', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_remarkanswerevent" ("at", "author_id", "capacity", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark_id", "text") VALUES (NEW."at", NEW."author_id", NEW."capacity", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."remark_id", NEW."text"); RETURN NULL;', hash='d4992baeb7ca7855fc04b335cec29f959154172f', operation='UPDATE', pgid='pgtrigger_update_update_a76de', table='projects_remarkanswer', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_remarkanswerevent" ("at", "author_id", "capacity", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark_id", "text") VALUES (OLD."at", OLD."author_id", OLD."capacity", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."remark_id", OLD."text"); RETURN NULL;', hash='d686e1e45478a4e5b600b341e25f939ecfc63fb1', operation='DELETE', pgid='pgtrigger_delete_delete_932ba', table='projects_remarkanswer', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RemarkAnswerEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('text', models.TextField(verbose_name='respuesta')),
                        ('capacity', models.CharField(blank=True, max_length=300, verbose_name='en calidad de')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='fecha')),
                        ('author', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='responde')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.remarkanswer')),
                        ('remark', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.remark')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='128fc13240ce0c6a68e1d1d3e43ea6e59ec9fdb5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_61a3c', table='projects_remarkanswerevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RemarkEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('subject', models.CharField(blank=True, choices=[('', 'La ficha en general'), ('name', 'Nombre Proyecto'), ('thematic_area', 'Área Temática'), ('goals', 'Objetivos de Desarrollo Sostenible'), ('institutions', 'Instituciones Involucradas'), ('place', 'País/ciudad'), ('beneficiaries', 'Beneficiarios Finales'), ('duration', 'Duración (en meses)'), ('objectives', 'Objetivos'), ('description', 'Breve descripción del proyecto'), ('results', 'Resultados'), ('general_objective', 'Objetivo general'), ('specific_objectives', 'Objetivos específicos'), ('updated_on', 'Información Actualizada el'), ('theme', 'Tema de la agenda'), ('modality', 'Modalidad'), ('participations', 'Papel de cada institución'), ('contact_name', 'Persona de contacto'), ('contact_email', 'Correo de contacto'), ('contact_phone', 'Teléfono de contacto'), ('places', 'Lugares'), ('targets', 'Metas de los ODS'), ('purpose_code', 'Código de propósito (CRS)'), ('marker', 'Marcador de género (CAD)'), ('evidence', 'Evidencia del marcador de género'), ('markers', 'Otros marcadores'), ('total', 'Monto total'), ('currency', 'Moneda del total'), ('contributions', 'Aportes'), ('flows', 'Comprometido y desembolsado por año'), ('amounts_note', 'Nota sobre los montos'), ('beneficiary_counts', 'Personas beneficiarias'), ('milestones', 'Hitos'), ('indicators', 'Indicadores'), ('links', 'Enlaces'), ('relations', 'Proyectos relacionados'), ('identifiers', 'Códigos en otros registros'), ('translations', 'Textos en inglés')], max_length=24, verbose_name='campo observado')),
                        ('text', models.TextField(verbose_name='observación')),
                        ('quoted', models.TextField(blank=True, verbose_name='texto observado')),
                        ('is_suggestion', models.BooleanField(default=False, verbose_name='sugerencia de una contraparte')),
                        ('state', models.CharField(choices=[('open', 'sin respuesta'), ('answered', 'respondida'), ('resolved', 'resuelta')], default='open', max_length=8, verbose_name='estado de la observación')),
                        ('capacity', models.CharField(blank=True, max_length=300, verbose_name='en calidad de')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='fecha')),
                        ('author', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='observa')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.remark')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project', verbose_name='proyecto')),
                        ('outcome', models.CharField(blank=True, choices=[('accepted', 'aceptada'), ('declined', 'no aceptada')], max_length=8, verbose_name='resultado de la sugerencia')),
                        ('proposed', models.TextField(blank=True, verbose_name='texto propuesto')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1eeed2b052acd003e7ff8d43646dfc99ea99a08b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b3018', table='projects_remarkevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionTranslation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('field', models.CharField(max_length=24, verbose_name='texto traducido')),
                        ('item', models.PositiveSmallIntegerField(verbose_name='número')),
                        ('source', models.TextField(verbose_name='texto en español que se tradujo')),
                        ('text', models.TextField(verbose_name='texto en inglés')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('revision', 'position'), name='revisiontranslation_position')],
                        'triggers': [pgtrigger.compiler.Trigger(name='published_part_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE part RECORD;', func="\n            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;\n            IF EXISTS (\n                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'a published revision is final';\n            END IF;\n            RETURN part;\n        ", hash='c87a4d624c25ec3c2fe0adbfe5716185b2a93f2b', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_published_part_is_final_53ac6', table='projects_revisiontranslation', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisiontranslationevent" ("field", "id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "source", "text") VALUES (NEW."field", NEW."id", NEW."item", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."revision_id", NEW."source", NEW."text"); RETURN NULL;', hash='389cc297e3cdc0b45a98ab6b572e97b1b6680118', operation='INSERT', pgid='pgtrigger_insert_insert_a4b08', table='projects_revisiontranslation', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_revisiontranslationevent" ("field", "id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "source", "text") VALUES (NEW."field", NEW."id", NEW."item", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."revision_id", NEW."source", NEW."text"); RETURN NULL;', hash='5f93a3e67067ccb7d125152f04127c537512940c', operation='UPDATE', pgid='pgtrigger_update_update_2babb', table='projects_revisiontranslation', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_revisiontranslationevent" ("field", "id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision_id", "source", "text") VALUES (OLD."field", OLD."id", OLD."item", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."revision_id", OLD."source", OLD."text"); RETURN NULL;', hash='4f0a62169a3a2efa25f9a39cfdfd2d72747b84d3', operation='DELETE', pgid='pgtrigger_delete_delete_52118', table='projects_revisiontranslation', when='AFTER')), pgtrigger.compiler.Trigger(name='keeps_english_made', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                PERFORM projects_keep_english(revision_id)\n                FROM (SELECT DISTINCT revision_id FROM changed) AS each;\n                RETURN NULL;\n            ', hash='517ff7ff2a5840194b7650036d13462160ab5ebd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_keeps_english_made_5e79e', referencing='REFERENCING NEW TABLE AS changed ', table='projects_revisiontranslation', when='AFTER')), pgtrigger.compiler.Trigger(name='keeps_english_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                PERFORM projects_keep_english(revision_id)\n                FROM (SELECT DISTINCT revision_id FROM changed) AS each;\n                RETURN NULL;\n            ', hash='1b34afb0befdb88a4514d681871ef38f2d51a0a6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_keeps_english_changed_28343', referencing='REFERENCING NEW TABLE AS changed ', table='projects_revisiontranslation', when='AFTER')), pgtrigger.compiler.Trigger(name='keeps_english_gone', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                PERFORM projects_keep_english(revision_id)\n                FROM (SELECT DISTINCT revision_id FROM changed) AS each;\n                RETURN NULL;\n            ', hash='35154f967134c5950ddfe7e5e04f03bf56de5e7d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keeps_english_gone_438a4', referencing='REFERENCING OLD TABLE AS changed ', table='projects_revisiontranslation', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionTranslationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('field', models.CharField(max_length=24, verbose_name='texto traducido')),
                        ('item', models.PositiveSmallIntegerField(verbose_name='número')),
                        ('source', models.TextField(verbose_name='texto en español que se tradujo')),
                        ('text', models.TextField(verbose_name='texto en inglés')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.revisiontranslation')),
                        ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.revision')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e211f269882b919e43ed023cf4590c40a3bd0598', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_32239', table='projects_revisiontranslationevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RegisterEntry',
                    fields=[
                        ('revision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='projects.revision')),
                        ('code', models.CharField(max_length=24)),
                        ('is_draft', models.BooleanField()),
                        ('has_newer', models.BooleanField()),
                        ('current_number', models.PositiveIntegerField(null=True)),
                        ('name', models.TextField()),
                        ('area', models.TextField()),
                        ('area_key', models.TextField()),
                        ('status', models.CharField(max_length=16)),
                        ('modality', models.CharField(max_length=10)),
                        ('marker', models.CharField(max_length=1)),
                        ('english', models.CharField(max_length=8)),
                        ('review', models.CharField(max_length=9)),
                        ('updated_on', models.DateField(null=True)),
                        ('years', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None)),
                        ('goals', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), default=list, size=None)),
                        ('states', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), default=list, size=None)),
                        ('words', django.contrib.postgres.search.SearchVectorField()),
                        ('names', django.contrib.postgres.search.SearchVectorField()),
                        ('text', models.GeneratedField(db_persist=True, expression=models.Func('words', 'names', arg_joiner=' || ', template='(%(expressions)s)'), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.organisation')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project')),
                        ('theme', models.CharField(default='', max_length=60)),
                        ('translated', django.contrib.postgres.search.SearchVectorField(db_default=models.Value(''))),
                    ],
                    options={
                        'ordering': ['code'],
                        'verbose_name': 'renglón del registro',
                        'verbose_name_plural': 'renglones del registro',
                        'constraints': [models.UniqueConstraint(fields=('project', 'is_draft'), name='entry_once')],
                        'indexes': [models.Index(fields=['code'], name='entry_code', opclasses=['varchar_pattern_ops']), models.Index(fields=['has_newer', 'code'], name='entry_in_order'), models.Index(fields=['owner', 'code'], name='entry_of_owner'), models.Index(fields=['area_key', 'code'], name='entry_of_area'), django.contrib.postgres.indexes.GinIndex(fields=['goals'], name='entry_goals'), django.contrib.postgres.indexes.GinIndex(fields=['states'], name='entry_states'), django.contrib.postgres.indexes.GinIndex(fields=['years'], name='entry_years'), django.contrib.postgres.indexes.GinIndex(fields=['text'], name='entry_text'), models.Index(fields=['theme', 'code'], name='entry_of_theme'), models.Index(fields=['code'], name='entry_by_code'), django.contrib.postgres.indexes.GinIndex(fields=['translated'], name='entry_translated')],
                        'triggers': [pgtrigger.compiler.Trigger(name='counts_made_or_gone', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                IF TG_OP = 'INSERT' THEN \n    INSERT INTO projects_registertotal (owner_id, newest, part, value, number)\n    SELECT NEW.owner_id, counted.newest, counted.part, counted.value, 1\n    FROM projects_counted(\n    NEW.is_draft, NEW.has_newer, NEW.theme, NEW.area_key, NEW.goals, NEW.states, NEW.years\n) AS counted;\n\n                ELSE \n    INSERT INTO projects_registertotal (owner_id, newest, part, value, number)\n    SELECT OLD.owner_id, counted.newest, counted.part, counted.value, -1\n    FROM projects_counted(\n    OLD.is_draft, OLD.has_newer, OLD.theme, OLD.area_key, OLD.goals, OLD.states, OLD.years\n) AS counted;\n END IF;\n                RETURN NULL;\n            ", hash='7fc7965f5a330d330377b690198cae4e80439eae', operation='INSERT OR DELETE', pgid='pgtrigger_counts_made_or_gone_2e28c', table='projects_registerentry', when='AFTER')), pgtrigger.compiler.Trigger(name='counts_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."area_key" IS DISTINCT FROM (NEW."area_key") OR OLD."goals" IS DISTINCT FROM (NEW."goals") OR OLD."has_newer" IS DISTINCT FROM (NEW."has_newer") OR OLD."is_draft" IS DISTINCT FROM (NEW."is_draft") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."states" IS DISTINCT FROM (NEW."states") OR OLD."theme" IS DISTINCT FROM (NEW."theme") OR OLD."years" IS DISTINCT FROM (NEW."years"))', func='\n                INSERT INTO projects_registertotal (owner_id, newest, part, value, number)\n                SELECT owner, newest, part, value, sum(number) FROM (\n                    SELECT NEW.owner_id AS owner, counted.*, 1 AS number\n                    FROM projects_counted(\n    NEW.is_draft, NEW.has_newer, NEW.theme, NEW.area_key, NEW.goals, NEW.states, NEW.years\n) AS counted\n                    UNION ALL\n                    SELECT OLD.owner_id, counted.*, -1 FROM projects_counted(\n    OLD.is_draft, OLD.has_newer, OLD.theme, OLD.area_key, OLD.goals, OLD.states, OLD.years\n) AS counted\n                ) AS change\n                GROUP BY owner, newest, part, value HAVING sum(number) <> 0;\n                RETURN NULL;\n            ', hash='032b6ad3b1b8690e624895de6db6ea0afa8a36b5', operation='UPDATE', pgid='pgtrigger_counts_changed_8ae40', table='projects_registerentry', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='SavedView',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80, verbose_name='nombre de la vista')),
                        ('query', models.TextField(blank=True, verbose_name='filtro')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['name', 'pk'],
                        'verbose_name': 'vista guardada',
                        'verbose_name_plural': 'vistas guardadas',
                        'constraints': [models.UniqueConstraint(fields=('person', 'name'), name='saved_view_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Bundle',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('pdf', 'Fichas en PDF, una por proyecto (ZIP)'), ('docx', 'Fichas en Word, una por proyecto (ZIP)'), ('book', 'Un libro con todas las fichas (PDF)')], max_length=4, verbose_name='qué se forma')),
                        ('query', models.TextField(blank=True, verbose_name='filtro')),
                        ('language', models.CharField(choices=[('es', 'español'), ('en', 'inglés')], max_length=5, verbose_name='idioma')),
                        ('rights', models.TextField(verbose_name='con qué derechos se pidió')),
                        ('state', models.CharField(choices=[('waiting', 'en espera'), ('working', 'preparándose'), ('ready', 'lista'), ('failed', 'no se pudo preparar'), ('cancelled', 'cancelada')], default='waiting', max_length=9, verbose_name='estado')),
                        ('done', models.PositiveIntegerField(default=0, verbose_name='fichas reunidas')),
                        ('total', models.PositiveIntegerField(default=0, verbose_name='fichas por reunir')),
                        ('problem', models.TextField(blank=True, verbose_name='por qué no se formó')),
                        ('file', models.FileField(blank=True, max_length=120, upload_to='bundles', verbose_name='archivo')),
                        ('sha256', models.CharField(blank=True, max_length=64, verbose_name='huella SHA-256')),
                        ('requested_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='pedido')),
                        ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='pide')),
                    ],
                    options={
                        'ordering': ['-pk'],
                        'verbose_name': 'conjunto de fichas',
                        'verbose_name_plural': 'conjuntos de fichas',
                    },
                ),
                migrations.CreateModel(
                    name='MatrixColumns',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('columns', models.JSONField(default=dict, verbose_name='columnas')),
                        ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.organisation')),
                    ],
                    options={
                        'verbose_name': 'columnas de la matriz',
                        'verbose_name_plural': 'columnas de las matrices',
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_matrixcolumnsevent" ("columns", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."columns", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='6253def3c2527eb5f8440062ef83790defaf9a74', operation='INSERT', pgid='pgtrigger_insert_insert_94ba9', table='projects_matrixcolumns', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_matrixcolumnsevent" ("columns", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."columns", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='bfc8b68d830235b6f146cd13a754c1b55aab9d55', operation='UPDATE', pgid='pgtrigger_update_update_2cd38', table='projects_matrixcolumns', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_matrixcolumnsevent" ("columns", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."columns", OLD."id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='b09e9aa1d77c8a94f0f20239211c8a8012909f65', operation='DELETE', pgid='pgtrigger_delete_delete_3f852', table='projects_matrixcolumns', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='MatrixColumnsEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('columns', models.JSONField(default=dict, verbose_name='columnas')),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.matrixcolumns')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='77264305a11ef5db43f2a94a6235b0e477ca3d15', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_34cbc', table='projects_matrixcolumnsevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='ProjectImport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('format', models.CharField(choices=[('text', 'texto del formulario'), ('word', 'formulario en Word'), ('pdf', 'PDF de la ficha'), ('matrix', 'matriz de proyectos (Excel o CSV)'), ('iati', 'actividades IATI 2.03 (XML)')], max_length=6, verbose_name='formato')),
                        ('state', models.CharField(choices=[('columns', 'faltan las columnas'), ('reading', 'en lectura'), ('ready', 'por revisar'), ('failed', 'no se pudo leer'), ('applying', 'en aplicación'), ('applied', 'aplicada'), ('undone', 'deshecha'), ('stopped', 'detenida')], default='reading', max_length=8, verbose_name='estado')),
                        ('filename', models.CharField(max_length=200, verbose_name='archivo')),
                        ('sha256', models.CharField(max_length=64, verbose_name='huella SHA-256')),
                        ('options', models.JSONField(blank=True, default=dict, verbose_name='cómo se lee')),
                        ('failure', models.TextField(blank=True, verbose_name='por qué no se pudo leer')),
                        ('done', models.PositiveIntegerField(default=0, verbose_name='avance')),
                        ('total', models.PositiveIntegerField(default=0, verbose_name='de')),
                        ('version', models.PositiveIntegerField(default=1, verbose_name='versión')),
                        ('capacity', models.CharField(blank=True, max_length=300, verbose_name='en calidad de')),
                        ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='cargado')),
                        ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='aplicado')),
                        ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='deshecho')),
                        ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.organisation', verbose_name='integrante que presenta los proyectos')),
                        ('uploaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='quién lo cargó')),
                        ('source', models.CharField(blank=True, max_length=500, verbose_name='dirección de la que se leyó')),
                    ],
                    options={
                        'ordering': ['-uploaded_at', '-pk'],
                        'verbose_name': 'importación de proyectos',
                        'verbose_name_plural': 'importaciones de proyectos',
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_projectimportevent" ("applied_at", "capacity", "done", "failure", "file_id", "filename", "format", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "source", "state", "total", "undone_at", "uploaded_at", "uploaded_by_id", "version") VALUES (NEW."applied_at", NEW."capacity", NEW."done", NEW."failure", NEW."file_id", NEW."filename", NEW."format", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sha256", NEW."source", NEW."state", NEW."total", NEW."undone_at", NEW."uploaded_at", NEW."uploaded_by_id", NEW."version"); RETURN NULL;', hash='b29638c923e8fe017747ceb716bad625c9b26208', operation='INSERT', pgid='pgtrigger_insert_insert_3cf39', table='projects_projectimport', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."applied_at" IS DISTINCT FROM (NEW."applied_at") OR OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."done" IS DISTINCT FROM (NEW."done") OR OLD."failure" IS DISTINCT FROM (NEW."failure") OR OLD."file_id" IS DISTINCT FROM (NEW."file_id") OR OLD."filename" IS DISTINCT FROM (NEW."filename") OR OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."total" IS DISTINCT FROM (NEW."total") OR OLD."undone_at" IS DISTINCT FROM (NEW."undone_at") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "projects_projectimportevent" ("applied_at", "capacity", "done", "failure", "file_id", "filename", "format", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "source", "state", "total", "undone_at", "uploaded_at", "uploaded_by_id", "version") VALUES (NEW."applied_at", NEW."capacity", NEW."done", NEW."failure", NEW."file_id", NEW."filename", NEW."format", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sha256", NEW."source", NEW."state", NEW."total", NEW."undone_at", NEW."uploaded_at", NEW."uploaded_by_id", NEW."version"); RETURN NULL;', hash='1cde955b0179013d4509d08a14ecf2525b68b32a', operation='UPDATE', pgid='pgtrigger_update_update_5de4b', table='projects_projectimport', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_projectimportevent" ("applied_at", "capacity", "done", "failure", "file_id", "filename", "format", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "source", "state", "total", "undone_at", "uploaded_at", "uploaded_by_id", "version") VALUES (OLD."applied_at", OLD."capacity", OLD."done", OLD."failure", OLD."file_id", OLD."filename", OLD."format", OLD."id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sha256", OLD."source", OLD."state", OLD."total", OLD."undone_at", OLD."uploaded_at", OLD."uploaded_by_id", OLD."version"); RETURN NULL;', hash='cb6b53df9b63d57308f84aaafe5a541341b6e4ec', operation='DELETE', pgid='pgtrigger_delete_delete_b19e9', table='projects_projectimport', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='ImportEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveIntegerField()),
                        ('title', models.TextField(blank=True, verbose_name='título')),
                        ('data', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                        ('likely', models.JSONField(blank=True, default=list)),
                        ('is_decided', models.BooleanField(default=False, verbose_name='decidido')),
                        ('is_left_out', models.BooleanField(default=False, verbose_name='se deja fuera')),
                        ('fields', models.JSONField(blank=True, null=True, verbose_name='campos elegidos')),
                        ('state', models.CharField(choices=[('new', 'proyecto nuevo'), ('changed', 'con cambios'), ('same', 'igual'), ('undecided', 'por decidir')], max_length=9, verbose_name='estado')),
                        ('seen', models.PositiveIntegerField(default=0, verbose_name='versión vista del proyecto')),
                        ('doubts', models.PositiveSmallIntegerField(default=0, verbose_name='datos dudosos o ilegibles')),
                        ('outcome', models.CharField(blank=True, choices=[('applied', 'aplicado'), ('refused', 'no se aplicó'), ('undone', 'deshecho'), ('kept', 'no se deshizo')], max_length=7, verbose_name='resultado')),
                        ('reason', models.TextField(blank=True, verbose_name='motivo')),
                        ('undo', models.JSONField(blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                        ('version', models.PositiveIntegerField(default=1, verbose_name='versión')),
                        ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.project', verbose_name='proyecto')),
                        ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='projects.projectimport')),
                        ('digest', models.CharField(blank=True, max_length=64)),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.organisation')),
                    ],
                    options={
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(fields=('batch', 'position'), name='import_entry_position_unique'), models.CheckConstraint(condition=models.Q(('project__isnull', True), ('is_decided', True), _connector='OR'), name='import_entry_project_is_decided')],
                    },
                ),
                migrations.CreateModel(
                    name='ProjectImportEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('format', models.CharField(choices=[('text', 'texto del formulario'), ('word', 'formulario en Word'), ('pdf', 'PDF de la ficha'), ('matrix', 'matriz de proyectos (Excel o CSV)'), ('iati', 'actividades IATI 2.03 (XML)')], max_length=6, verbose_name='formato')),
                        ('state', models.CharField(choices=[('columns', 'faltan las columnas'), ('reading', 'en lectura'), ('ready', 'por revisar'), ('failed', 'no se pudo leer'), ('applying', 'en aplicación'), ('applied', 'aplicada'), ('undone', 'deshecha'), ('stopped', 'detenida')], default='reading', max_length=8, verbose_name='estado')),
                        ('filename', models.CharField(max_length=200, verbose_name='archivo')),
                        ('sha256', models.CharField(max_length=64, verbose_name='huella SHA-256')),
                        ('failure', models.TextField(blank=True, verbose_name='por qué no se pudo leer')),
                        ('done', models.PositiveIntegerField(default=0, verbose_name='avance')),
                        ('total', models.PositiveIntegerField(default=0, verbose_name='de')),
                        ('version', models.PositiveIntegerField(default=1, verbose_name='versión')),
                        ('capacity', models.CharField(blank=True, max_length=300, verbose_name='en calidad de')),
                        ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='cargado')),
                        ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='aplicado')),
                        ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='deshecho')),
                        ('file', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.storedfile')),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.organisation', verbose_name='integrante que presenta los proyectos')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.projectimport')),
                        ('uploaded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='quién lo cargó')),
                        ('source', models.CharField(blank=True, max_length=500, verbose_name='dirección de la que se leyó')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='89376cbf0b625d7fbd8c73bf83dd38a99be9e2ba', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c9184', table='projects_projectimportevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='ProjectDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=200, verbose_name='título')),
                        ('level', models.CharField(choices=[('owner', 'solo quien presenta el proyecto, la presidencia y la secretaría técnica'), ('members', 'integrantes'), ('public', 'público')], default='members', max_length=7, verbose_name='quién lo lee')),
                        ('alternative', models.CharField(blank=True, max_length=500, verbose_name='texto alternativo')),
                        ('credit', models.CharField(blank=True, max_length=200, verbose_name='crédito de la fotografía')),
                        ('removed_at', models.DateTimeField(blank=True, null=True, verbose_name='retirado')),
                        ('version', models.PositiveIntegerField(default=1, verbose_name='versión')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='projects.project', verbose_name='proyecto')),
                        ('small', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='fotografía reducida')),
                        ('stored', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='archivo')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'verbose_name': 'documento del proyecto',
                        'verbose_name_plural': 'documentos del proyecto',
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('alternative', ''), ('credit', ''), ('small__isnull', True)), models.Q(('small__isnull', False), models.Q(('alternative', ''), _negated=True), models.Q(('credit', ''), _negated=True)), _connector='OR'), name='photograph_described')],
                        'indexes': [django.contrib.postgres.indexes.GinIndex(models.Func(mcig.search.text.Joined(models.F('title'), models.F('alternative')), function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='project_document_words')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_projectdocumentevent" ("alternative", "credit", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "removed_at", "small_id", "stored_id", "title", "version") VALUES (NEW."alternative", NEW."credit", NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."removed_at", NEW."small_id", NEW."stored_id", NEW."title", NEW."version"); RETURN NULL;', hash='63c2ce97e833856e25019bdf8a7fed047ec8e7e1', operation='INSERT', pgid='pgtrigger_insert_insert_693d1', table='projects_projectdocument', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_projectdocumentevent" ("alternative", "credit", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "removed_at", "small_id", "stored_id", "title", "version") VALUES (NEW."alternative", NEW."credit", NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."removed_at", NEW."small_id", NEW."stored_id", NEW."title", NEW."version"); RETURN NULL;', hash='719e563306b43ea66f290f6c3e8f5c6437f08fe9', operation='UPDATE', pgid='pgtrigger_update_update_3f849', table='projects_projectdocument', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_projectdocumentevent" ("alternative", "credit", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "removed_at", "small_id", "stored_id", "title", "version") VALUES (OLD."alternative", OLD."credit", OLD."id", OLD."level", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id", OLD."removed_at", OLD."small_id", OLD."stored_id", OLD."title", OLD."version"); RETURN NULL;', hash='3cc78ea8422045e47de33415e480fcf8868cf039', operation='DELETE', pgid='pgtrigger_delete_delete_7731d', table='projects_projectdocument', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='ProjectDocumentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('title', models.CharField(max_length=200, verbose_name='título')),
                        ('level', models.CharField(choices=[('owner', 'solo quien presenta el proyecto, la presidencia y la secretaría técnica'), ('members', 'integrantes'), ('public', 'público')], default='members', max_length=7, verbose_name='quién lo lee')),
                        ('alternative', models.CharField(blank=True, max_length=500, verbose_name='texto alternativo')),
                        ('credit', models.CharField(blank=True, max_length=200, verbose_name='crédito de la fotografía')),
                        ('removed_at', models.DateTimeField(blank=True, null=True, verbose_name='retirado')),
                        ('version', models.PositiveIntegerField(default=1, verbose_name='versión')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.projectdocument')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project', verbose_name='proyecto')),
                        ('small', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.storedfile', verbose_name='fotografía reducida')),
                        ('stored', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.storedfile', verbose_name='archivo')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3a2ee1244ac1b7990e937107c681bfcb65cc124b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d4f52', table='projects_projectdocumentevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RegisterTotal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('newest', models.BooleanField()),
                        ('part', models.CharField(max_length=5)),
                        ('value', models.TextField()),
                        ('number', models.IntegerField()),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.organisation')),
                    ],
                    options={
                        'verbose_name': 'total del registro',
                        'verbose_name_plural': 'totales del registro',
                    },
                ),
            ],
        ),
        migrations.RunSQL(FUNCTIONS, WITHOUT_FUNCTIONS),
        migrations.RunSQL(LETTERS, WITHOUT_LETTERS),
    ]
