"""Plain rules of membership: no Django, no database."""
