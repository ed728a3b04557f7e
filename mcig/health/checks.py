"""What must be right for the service to work: each check says what it found and what to do about it."""

from __future__ import annotations

import importlib
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.checks import ERROR, Tags, run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob, ProcrastinateWorker

from mcig.backup import schedule
from mcig.jobs import ATTEMPTS
from mcig.notices.models import Message

logger = logging.getLogger(__name__)
MAIL_MAY_WAIT = timedelta(minutes=15)
HEART_MAY_REST = timedelta(minutes=2)
GIVEN_UP_SHOWN = timedelta(days=7)
LEAST_FREE_BYTES = 1024**3


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. `remedy` says what to do, and is empty when all is well."""

    passed: bool
    words: str
    remedy: str = ""


def _well(words: str) -> Finding:
    return Finding(passed=True, words=words)


def _wrong(words: str, remedy: str) -> Finding:
    return Finding(passed=False, words=words, remedy=remedy)


def settings_are_safe() -> Finding:
    found = [each for each in run_checks(tags=[Tags.security, Tags.urls]) if each.level >= ERROR]
    if found:
        return _wrong(" ".join(str(each.msg) for each in found), " ".join(each.hint or "" for each in found))
    return _well(_("La configuración es segura."))


def database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version'), getdatabaseencoding()")
            version, encoding = cursor.fetchone()
    except DatabaseError:
        return _wrong(
            _("La base de datos no responde."),
            _("Compruebe que PostgreSQL esté en marcha y que DATABASE_URL sea correcta."),
        )
    if encoding != "UTF8":
        return _wrong(
            _("La base de datos no guarda UTF-8 (%(encoding)s).") % {"encoding": encoding},
            _("Créela con «createdb --template=template0 --encoding=UTF8» y traiga a ella una copia."),
        )
    return _well(_("PostgreSQL %(version)s responde.") % {"version": version.partition(" ")[0]})


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        return _wrong(
            _("La base de datos no está al día: faltan %(count)d cambios de estructura.")
            % {"count": len(plan)},
            _("Ejecute «manage.py migrate»."),
        )
    return _well(_("La estructura de la base de datos está al día."))


def storage() -> Finding:
    return bucket() if settings.FILES_BUCKET else folder()


def bucket() -> Finding:
    """Whether the object storage lets a small object be written and taken away."""
    try:
        name = default_storage.save("doctor/check.txt", ContentFile(b"doctor"))
        default_storage.delete(name)
    except Exception as failure:
        logger.warning("the object storage refused: %s", type(failure).__name__)
        return _wrong(
            _("El almacén de objetos no acepta archivos."),
            _(
                "Compruebe FILES_BUCKET, FILES_ENDPOINT y las claves del almacén (AWS_ACCESS_KEY_ID y "
                "AWS_SECRET_ACCESS_KEY)."
            ),
        )
    return _well(_("El almacén de objetos acepta archivos."))


def folder() -> Finding:
    place = settings.MEDIA_ROOT
    if not os.access(place, os.W_OK):
        return _wrong(
            _("No se puede escribir en la carpeta de archivos privados."),
            _("Compruebe FILES_ROOT: la carpeta existe y la cuenta del servicio escribe en ella."),
        )
    free = shutil.disk_usage(place).free
    words = _("Quedan %(free)d GB para archivos privados.") % {"free": free // 1024**3}
    if free < LEAST_FREE_BYTES:
        return _wrong(words, _("Libere espacio en el disco de FILES_ROOT o lleve la carpeta a otro mayor."))
    return _well(words)


def mail() -> Finding:
    waiting = Message.objects.waiting_since(timezone.now() - MAIL_MAY_WAIT).count()
    if waiting:
        return _wrong(
            _("Hay %(count)d mensajes que esperan desde hace más de quince minutos.") % {"count": waiting},
            _("Compruebe que el proceso de tareas esté en marcha y que EMAIL_URL sea correcta."),
        )
    return _well(_("El correo sale."))


def mail_server() -> Finding:
    """Where mail goes: a demonstration keeps it, anybody else needs a server."""
    backend = str(settings.MAIL_TRANSPORT["EMAIL_BACKEND"])
    if backend.endswith("console.EmailBackend") and not settings.DEMONSTRATION:
        return _wrong(
            _("El correo no llega a nadie: se escribe en la terminal del proceso de tareas."),
            _("Defina EMAIL_URL con su servidor, por ejemplo smtp+tls://cuenta:clave@servidor:587."),
        )
    return _well(_("Hay un servidor de correo configurado."))


def press() -> Finding:
    """Whether the libraries that print and a place to work are there; they are used at the first document."""
    try:
        tempfile.gettempdir()
    except OSError:
        return _wrong(
            _("No se pueden preparar documentos PDF: no hay carpeta temporal en la que se pueda escribir."),
            _("Permita a la cuenta del servicio escribir en /tmp."),
        )
    try:
        importlib.import_module("weasyprint")
    except (ImportError, OSError):
        return _wrong(
            _("No se pueden preparar documentos PDF: faltan bibliotecas del sistema."),
            _("Instale los paquetes libpango-1.0-0, libpangoft2-1.0-0 y libharfbuzz-subset0."),
        )
    return _well(_("Los documentos PDF se pueden preparar."))


def static_files() -> Finding:
    """Whether what browsers load was collected; a demonstration serves it from where it lies."""
    collected = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not settings.WHITENOISE_USE_FINDERS and not collected.exists():
        return _wrong(
            _("Faltan los archivos que el navegador carga: las páginas se verían sin diseño."),
            _("Ejecute «manage.py collectstatic --noinput»."),
        )
    return _well(_("Los archivos que el navegador carga están en su lugar."))


def worker() -> Finding:
    last = ProcrastinateWorker.objects.aggregate(last=Max("last_heartbeat"))["last"]
    if last is None or last < timezone.now() - HEART_MAY_REST:
        return _wrong(
            _("Ningún proceso de tareas está en marcha: no sale correo ni vencen plazos."),
            _("Inicie «manage.py work»; el servicio del sistema lo mantiene en marcha."),
        )
    return _well(_("El proceso de tareas está en marcha."))


def finished() -> Finding:
    """Whether jobs were given up lately: each of them was asked for by somebody or is due by the clock."""
    ended = ProcrastinateEvent.objects.filter(type="failed", at__gt=timezone.now() - GIVEN_UP_SHOWN)
    # Of what the clock begins anew by itself the next run tells more.
    lost = ProcrastinateJob.objects.filter(status="failed", attempts__gte=ATTEMPTS)
    lost = lost.filter(pk__in=ended.values("job_id"))
    if names := list(lost.order_by("task_name").values_list("task_name", flat=True).distinct()):
        return _wrong(
            _("Tareas que no terminaron en los últimos siete días: %(count)d (%(names)s).")
            % {"count": lost.count(), "names": ", ".join(names)},
            _("Busque la causa en el registro del proceso de tareas; si le faltó memoria, dele más."),
        )
    return _well(_("Las tareas terminan."))


def backups() -> Finding:
    if not settings.BACKUP_FOLDER:
        return _wrong(
            _("No se hacen copias de seguridad."),
            _("Defina BACKUP_FOLDER con una carpeta de otro equipo; el proceso de tareas copia cada día."),
        )
    made = schedule.made(Path(settings.BACKUP_FOLDER))
    if not made:
        return _wrong(
            _("Todavía no hay ninguna copia de seguridad."),
            _("Ejecute «manage.py backup»: hace la primera; después el proceso de tareas copia cada día."),
        )
    moment = date_format(timezone.localtime(made[0][0]), "DATETIME_FORMAT")
    words = _("Última copia de seguridad: %(moment)s.") % {"moment": moment}
    if timezone.now() - made[0][0] > 2 * schedule.EVERY:
        return _wrong(words, _("Compruebe que el proceso de tareas pueda escribir en BACKUP_FOLDER."))
    return _well(words)


# What a web process needs to answer; then what the whole install needs besides.
NEEDED: dict[str, Callable[[], Finding]] = {
    "base de datos": database,
    "migraciones": migrations,
    "almacenamiento": storage,
    "correo": mail,
}
ALL: dict[str, Callable[[], Finding]] = {
    "configuración": settings_are_safe,
    **NEEDED,
    "tareas": worker,
    "terminadas": finished,
    "envío": mail_server,
    "documentos": press,
    "diseño": static_files,
    "copias": backups,
}
AT_THE_DATABASE = (migrations, mail, worker, finished)


def ask(checks: Mapping[str, Callable[[], Finding]]) -> dict[str, Finding]:
    """What each check finds, in their order. A database that is away is waited for once, not by each."""
    found: dict[str, Finding] = {}
    away = False
    for name, check in checks.items():
        try:
            found[name] = _unasked() if away and check in AT_THE_DATABASE else check()
        except DatabaseError:
            found[name] = _unasked()
        away = away or (check is database and not found[name].passed)
    return found


def _unasked() -> Finding:
    return _wrong(_("No se pudo comprobar."), _("Primero debe responder la base de datos."))
