from django.db import migrations

CARRY = """
    INSERT INTO sequences_sequence (key, last)
    SELECT 'documents:' || counter.year, counter.last FROM documents_documentcounter AS counter WHERE counter.last > 0
"""
RETURN = """
    INSERT INTO documents_documentcounter (year, last)
    SELECT split_part(sequence.key, ':', 2)::smallint, sequence.last FROM sequences_sequence AS sequence WHERE key LIKE 'documents:%';
    DELETE FROM sequences_sequence WHERE key LIKE 'documents:%'
"""


class Migration(migrations.Migration):
    """The numbers drawn so far go over to the sequences, and come back when this is undone."""

    dependencies = [
        ('documents', '0001_initial'),
        ('sequences', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(CARRY, RETURN),
        migrations.DeleteModel(name='DocumentCounter'),
    ]
