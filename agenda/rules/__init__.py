"""What the agenda decides, in plain values and functions."""
