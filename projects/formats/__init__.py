"""Formats in which a ficha comes and goes."""
