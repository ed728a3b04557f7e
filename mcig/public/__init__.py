"""The public face: what the mesa shows to everybody, while its secretariat has it switched on.

Each app says in its `public.py` what of it is public; the pages, the feed and the open data are made here.
"""
