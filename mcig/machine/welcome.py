"""What the person at the terminal reads when all is up."""

from __future__ import annotations

from mcig.machine.memory import Accounts

COLUMNS = {"address": "Cuenta", "role": "Papel", "organisation": "Organización", "password": "Contraseña"}


def welcome(address: str, accounts: Accounts) -> str:
    """The address and the accounts as a table; under it, the secrets of the second factor."""
    rows = [COLUMNS, *accounts]
    widths = {key: max(len(str(row.get(key, ""))) for row in rows) for key in COLUMNS}
    table = ["  ".join(str(row.get(key, "")).ljust(widths[key]) for key in COLUMNS).rstrip() for row in rows]
    table.insert(1, "  ".join("─" * width for width in widths.values()))
    return "\n".join(["", *table, *_second_factors(accounts), "", f"Listo: {address}  (Ctrl-C detiene todo)"])


def _second_factors(accounts: Accounts) -> list[str]:
    names: dict[str, list[str]] = {}
    for account in accounts:
        if account.get("totp_secret"):
            names.setdefault(account["totp_secret"], []).append(account["address"].partition("@")[0])
    if not names:
        return []
    explained = "Piden además un código, que la página dice; o registre este secreto en su aplicación."
    return ["", explained, *(f"  {secret}  {', '.join(holders)}" for secret, holders in names.items())]
