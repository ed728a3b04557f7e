"""The numbers of docs/limits.md that stand in a setting, or in a library's default, do hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from allauth.account import app_settings as account
from django.conf import settings

from mcig.accounts.actions import INVITATION_LIFE
from mcig.files.kinds import MEGABYTE
from mcig.history.middleware import RECORDED_PER_MINUTE

LIMITS = Path(settings.ROOT) / "docs" / "limits.md"
MINUTE, HOUR = 60, 60 * 60


def row(beginning: str) -> str:
    found = [line for line in LIMITS.read_text(encoding="utf-8").splitlines() if f"| {beginning}" in line]
    assert len(found) == 1, beginning
    return found[0]


def per_minute(action: str) -> dict[str, str]:
    """How often, by whom it is counted: `{"ip": "20/m", "key": "3/m"}`."""
    return {
        limit.rsplit("/", 1)[1]: limit.rsplit("/", 1)[0] for limit in account.RATE_LIMITS[action].split(",")
    }


def test_what_one_form_carries() -> None:
    text, fields = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    expected = (
        f"{text} MB of text, {fields // 1000} 000 fields, {settings.DATA_UPLOAD_MAX_NUMBER_FILES} files;"
    )
    assert expected in row("a posted form")


def test_how_long_one_stays_signed_in() -> None:
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
    assert row("session |").endswith(
        f"| {settings.SESSION_COOKIE_AGE // HOUR} hours, ends with the browser | `mcig/settings.py` |"
    )


@pytest.mark.parametrize(
    ("life", "tries"),
    [
        (account.LOGIN_BY_CODE_TIMEOUT, account.LOGIN_BY_CODE_MAX_ATTEMPTS),
        (account.PASSWORD_RESET_BY_CODE_TIMEOUT, account.PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS),
        (account.EMAIL_VERIFICATION_BY_CODE_TIMEOUT, account.EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS),
    ],
    ids=["to enter", "to recover", "of an address"],
)
def test_codes_by_mail(life: int, tries: int) -> None:
    digits = settings.ALLAUTH_USER_CODE_FORMAT["length"]
    assert f"| {digits} digits, {life // MINUTE} minutes, {tries} tries, once |" in row("code by mail")


def test_the_pages_and_mails_of_a_code_say_how_long_it_lasts() -> None:
    words = {600: "diez minutos"}[account.LOGIN_BY_CODE_TIMEOUT]
    shared = '{% extends "account/confirm_code.html" %}'
    said = [
        path.name
        for path in (Path(settings.ROOT) / "templates" / "account").rglob("*code*")
        if words in (text := path.read_text(encoding="utf-8")) or shared in text
    ]
    assert sorted(said) == [
        "confirm_code.html",
        "confirm_email_verification_code.html",
        "confirm_login_code.html",
        "confirm_password_reset_code.html",
        "login_code_message.txt",
        "password_reset_code_message.txt",
        "request_login_code.html",
    ]


def test_invitations() -> None:
    assert f"| {INVITATION_LIFE.days} days, once |" in row("invitation |")


def test_throttles() -> None:
    asked, reset = per_minute("request_login_code"), per_minute("reset_password")
    tried, failed = per_minute("login"), per_minute("login_failed")
    assert (asked, reset) == ({"ip": "20/m", "key": "3/m"}, {"ip": "20/m", "key": "5/m"})
    assert (tried, failed) == ({"ip": "120/m"}, {"ip": "10/m", "key": "5/300s"})
    sent = "3 a minute to an address, 20 a minute from a network address; to recover a password 5 and 20 |"
    assert sent in row("codes that are sent")
    stopped = "; failed ones 10 a minute, and 5 in 5 minutes for an account"
    assert "120 a minute from a network address" in row("log-ins")
    assert stopped in row("log-ins")
    assert f"| {RECORDED_PER_MINUTE} a minute of one account;" in row("refusals that are recorded")
    assert f"| {account.REAUTHENTICATION_TIMEOUT // MINUTE} minutes" in row("identity asked again")
    kept = settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"]  # type: ignore[index]
    assert f"| {kept // 1000} 000 |" in row("counts of these limits")


def test_copies_that_are_kept() -> None:
    assert f"the newest {settings.BACKUP_KEEP} stay" in row("copies that the worker makes")


def test_no_row_stands_twice() -> None:
    rows = re.findall(r"^\| (.+?) \|", LIMITS.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(set(rows))
