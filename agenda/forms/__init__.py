"""Input of the pages of the agenda; each part has a file of its own."""
