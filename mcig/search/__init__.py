"""Search over everything that a person may see: each app registers its sources from its `search.py`."""
