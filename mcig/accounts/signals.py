"""What accounts tells the layers above it."""

from __future__ import annotations

from django.dispatch import Signal

# Sent inside the transaction that opens an account. Argument: user, the new account.
account_created = Signal()
