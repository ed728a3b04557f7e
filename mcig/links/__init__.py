"""Personal links: what somebody may answer without an account, from a message sent to them alone.

A link is signed, bound to one subject, expires, can be revoked, and every use of it is kept. Opening it
changes nothing; the button of its page does. An app registers what a purpose means in its `links.py`.
"""
