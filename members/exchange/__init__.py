"""Formats in which members and their people come in and go out."""
