from django.db import migrations

CARRY = """
    INSERT INTO sequences_sequence (key, last)
    SELECT 'projects:' || organisation.code || ':' || counter.year, counter.last FROM projects_codecounter AS counter
    JOIN members_organisation AS organisation ON organisation.id = counter.organisation_id WHERE counter.last > 0
"""
RETURN = """
    INSERT INTO projects_codecounter (organisation_id, year, last)
    SELECT organisation.id, split_part(sequence.key, ':', 3)::smallint, sequence.last FROM sequences_sequence AS sequence
    JOIN members_organisation AS organisation ON organisation.code = split_part(sequence.key, ':', 2)
    WHERE sequence.key LIKE 'projects:%';
    DELETE FROM sequences_sequence WHERE key LIKE 'projects:%'
"""


class Migration(migrations.Migration):
    """The numbers drawn so far go over to the sequences, and come back when this is undone."""

    dependencies = [
        ('projects', '0001_initial'),
        ('sequences', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(CARRY, RETURN),
        migrations.DeleteModel(name='CodeCounter'),
    ]
