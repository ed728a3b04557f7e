"""Every change of the mesa: keyword-only, by an actor, in one transaction."""
