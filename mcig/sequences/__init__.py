"""Numbers that follow one another without gaps: documents, consultations, codes of projects."""
