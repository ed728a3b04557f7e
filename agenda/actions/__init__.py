"""Every change of the agenda: keyword-only, by an actor, in one transaction."""
