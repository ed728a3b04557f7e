"""What the agenda says to people; each part has a file of its own."""
