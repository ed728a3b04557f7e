"""Ratios inside one run: each line compares two things measured side by side on the same machine."""
