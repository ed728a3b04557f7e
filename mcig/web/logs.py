"""Log lines as JSON, one object a line, without personal data and without what opens a personal link."""

from __future__ import annotations

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

# The id of the request that this thread is answering.
request_id: ContextVar[str] = ContextVar("request_id", default="")

ADDRESS = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
# Secrets in addresses: personal links, invitations, calendars, and answers to them.
SECRET = re.compile(r"(/enlace/|/cuenta/invitacion/|/reuniones/calendarios/)[^/\s\"'.]+")
# PostgreSQL tells the row that it refused, with all that somebody wrote.
ROW = re.compile(r"(DETAIL|CONTEXT|STATEMENT|QUERY): .*?(?=\n(?:[A-Z]+: )|\n\n|$)", re.DOTALL)


def without_personal_data(text: str) -> str:
    """The text with e-mail addresses, secrets of links and rows of the database blotted out."""
    text = ROW.sub(r"\1: •••", text)
    return SECRET.sub(r"\1•••", ADDRESS.sub("•••@•••", text))


def logging_at(level: str) -> dict[str, Any]:
    """The configuration of logging: lines to the standard error from `level` on, libraries quieter."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonFormatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "weasyprint": {"level": "ERROR"},
            "pypdf": {"level": "CRITICAL"},
            "fontTools": {"level": "ERROR"},
            "procrastinate": {"level": "WARNING"},
            "django.server": {"handlers": ["stderr"], "propagate": False},
        },
    }


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_personal_data(record.getMessage()),
            "request_id": request_id.get() or None,
            "status": getattr(record, "status_code", None),
        }
        if record.exc_info:
            line["exception"] = without_personal_data(self.formatException(record.exc_info))
        return json.dumps(
            {key: value for key, value in line.items() if value is not None}, ensure_ascii=False
        )
