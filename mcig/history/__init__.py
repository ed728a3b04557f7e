"""Row history, written by database triggers with the acting person, capacity and action; append-only."""
