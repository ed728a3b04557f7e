from django.db import migrations

CARRY = """
    INSERT INTO sequences_sequence (key, last)
    SELECT 'consultations:' || counter.year, counter.last FROM members_consultationcounter AS counter WHERE counter.last > 0
"""
RETURN = """
    INSERT INTO members_consultationcounter (year, last)
    SELECT split_part(sequence.key, ':', 2)::smallint, sequence.last FROM sequences_sequence AS sequence WHERE key LIKE 'consultations:%';
    DELETE FROM sequences_sequence WHERE key LIKE 'consultations:%'
"""


class Migration(migrations.Migration):
    """The numbers drawn so far go over to the sequences, and come back when this is undone."""

    dependencies = [
        ('members', '0006_candidacies_handover'),
        ('sequences', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(CARRY, RETURN),
        migrations.DeleteModel(name='ConsultationCounter'),
    ]
