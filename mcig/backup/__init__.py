"""Copies of the whole install, database and private files together, that can be proved and brought back.

A copy is a tar archive (gzip, optionally encrypted for an age recipient) with one entry for each table in
PostgreSQL's own text format, one for each private file, and last a manifest with their checksums. It needs
no program of PostgreSQL and fits any version of it.
"""
