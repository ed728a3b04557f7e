"""What the agenda prints; each document has a file of its own."""
