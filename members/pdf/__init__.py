"""What the mesa prints; each document has a file of its own."""
