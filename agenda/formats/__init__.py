"""Calendar entries: written for invitations and feeds, read from replies. Plain values; no database."""
