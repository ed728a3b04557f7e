"""`manage.py import_ficha`: read a ficha from the form's text or from our own PDF, show it, and apply it."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import fields
from pathlib import Path
from typing import Any

import pghistory
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import Actor, Role, actor_for
from mcig.accounts.models import User
from mcig.mesa.middleware import current_mesa
from mcig.pdf import read_attachment
from mcig.rules import Broken
from mcig.web.terminal import Error
from mcig.web.versions import Stale
from mcig.words import fold
from members.models import MandateRole, Organisation, OrganisationName
from projects import actions, content
from projects.formats import ficha_json
from projects.formats.form_text import Reading, read_form
from projects.models import Project, Revision
from projects.pdf import DATA_NAME
from projects.rules import LABELS, Difference, Ficha, check, differences, field_texts

MAX_BYTES = 20 * 1024 * 1024


class Command(BaseCommand):
    help = (
        "Lee una ficha resumen (el texto del formulario o un PDF emitido aquí) y dice, campo por campo, "
        "qué leyó y qué no pudo colocar. Sin --apply no cambia nada."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, metavar="ARCHIVO", help="El texto del formulario (UTF-8) o el PDF."
        )
        parser.add_argument("--apply", action="store_true", help="Guarda lo leído como borrador.")
        parser.add_argument("--project", default="", metavar="CÓDIGO", help="Proyecto que se actualiza.")
        parser.add_argument(
            "--owner", default="", metavar="CLAVE", help="Integrante que presenta un proyecto nuevo."
        )
        parser.add_argument(
            "--user",
            default="",
            metavar="CORREO",
            help="Cuenta que actúa; si no se indica, la única de la secretaría técnica.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        current_mesa()
        try:
            reading = _read(options["file"])
            self._report(options["file"], reading)
            with transaction.atomic():
                self._place(reading.ficha, options)
        except Broken as refusal:
            raise Error(refusal) from None
        except Stale:
            raise Error(_("Otra persona guardó el proyecto mientras tanto; vuelva a intentarlo.")) from None
        except PermissionDenied:
            raise Error(_("La cuenta indicada no puede cambiar ese proyecto.")) from None

    def _report(self, file: Path, reading: Reading) -> None:
        self._write(_("Leído en «%(file)s»:") % {"file": file.name}, _placed(reading.ficha))
        unplaced = [
            _("línea %(line)d: «%(text)s» (%(reason)s)")
            % {"line": each.line, "text": each.text, "reason": each.reason}
            for each in reading.unplaced
        ]
        self._write(_("Sin lugar en la ficha:"), unplaced or [_("nada")])
        if reading.notes:
            self._write(_("Observaciones:"), list(reading.notes))

    def _write(self, heading: str, lines: list[str]) -> None:
        self.stdout.write(heading)
        for line in lines:
            self.stdout.write(f"  {line}")

    def _place(self, ficha: Ficha, options: dict[str, Any]) -> None:
        """Say what would change, and change it with `--apply`."""
        actor = _actor(options["user"])
        if actor is None:
            if options["apply"]:
                raise Broken(_("Indique con --user el correo de la cuenta que actúa."))
            self._nothing_changed()
            return
        owner = _owner(options["owner"])
        project = _project(options["project"], owner, ficha, actor)
        if project is None:
            self._create(ficha, owner, actor, apply=options["apply"])
            return
        changes = differences(_stored(project), ficha)
        if not changes:
            self.stdout.write(_("%(code)s: sin cambios.") % {"code": project.code})
            return
        self._write(_("Cambios en %(code)s:") % {"code": project.code}, [_change(each) for each in changes])
        if not options["apply"]:
            self._nothing_changed()
            return
        with _as(actor):
            actions.save_draft(actor=actor, project=project, ficha=ficha, version=project.version)
        self.stdout.write(_("Se guardó como borrador de %(code)s.") % {"code": project.code})

    def _create(self, ficha: Ficha, owner: Organisation | None, actor: Actor, *, apply: bool) -> None:
        if not apply:
            self.stdout.write(_("Ningún proyecto tiene este nombre: sería un proyecto nuevo."))
            self._nothing_changed()
            return
        if owner is None:
            raise Broken(
                _("Ningún proyecto tiene este nombre; indique con --owner qué integrante presenta el nuevo.")
            )
        with _as(actor):
            project = actions.create_project(actor=actor, owner=owner, ficha=ficha)
        self.stdout.write(
            _("Se registró el proyecto %(code)s; su ficha quedó como borrador.") % {"code": project.code}
        )

    def _nothing_changed(self) -> None:
        self.stdout.write(_("No se cambió nada; con --apply se guarda como borrador."))


def _read(file: Path) -> Reading:
    """What the file says. Raises `Broken` with one sentence for anything else than a ficha."""
    raw = _bytes(file)
    if b"%PDF-" in raw[:1024]:
        ficha = ficha_json.load(read_attachment(raw, DATA_NAME))
        check(ficha)
        return Reading(ficha, placed=(), unplaced=(), notes=())
    return read_form(raw, OrganisationName.objects.values_list("name", flat=True))


def _bytes(file: Path) -> bytes:
    """The file's content; its size is looked at before it is read."""
    place = {"file": file}
    try:
        if file.is_dir():
            raise Broken(_("«%(file)s» es una carpeta; indique un archivo.") % place)
        size = file.stat().st_size
        if not file.is_file():
            raise Broken(_("«%(file)s» no es un archivo corriente.") % place)
        if size > MAX_BYTES:
            raise Broken(
                _("«%(file)s» mide %(size)d MB y el máximo es %(most)d MB.")
                % {**place, "size": size // 2**20, "most": MAX_BYTES // 2**20}
            )
        return file.read_bytes()
    except FileNotFoundError:
        raise Broken(_("No existe el archivo «%(file)s».") % place) from None
    except PermissionError:
        raise Broken(_("Falta permiso para leer «%(file)s».") % place) from None
    except (OSError, ValueError):
        raise Broken(_("No se puede leer «%(file)s».") % place) from None


def _placed(ficha: Ficha) -> list[str]:
    """One line for each value read, in the order of the form."""
    return [
        f"{LABELS[name]}: {_in_one_line(text)}"
        for name in (each.name for each in fields(Ficha))
        for text in field_texts(ficha, name)
    ]


def _change(difference: Difference) -> str:
    before, after = (_in_one_line(text) or _("(sin dato)") for text in (difference.before, difference.after))
    return f"{difference.label}: {before} → {after}"


def _in_one_line(text: str) -> str:
    return " / ".join(text.splitlines())


def _actor(address: str) -> Actor | None:
    """The acting account today; without `address` the only one of the technical secretariat, if any."""
    today = timezone.localdate()
    if address:
        user = User.objects.filter(email=address.strip().lower()).first()
        if user is None:
            raise Broken(_("No hay una cuenta con el correo «%(address)s».") % {"address": address})
        return actor_for(user, today)
    seats = {
        "person__postings__validity__contains": today,
        "person__postings__seat__organisation__mandates__role": MandateRole.SECRETARIAT,
        "person__postings__seat__organisation__mandates__validity__contains": today,
    }
    found = [actor_for(user, today) for user in User.objects.filter(**seats).distinct()[:2]]
    return found[0] if len(found) == 1 and found[0].holds(Role.SECRETARIAT) else None


def _owner(code: str) -> Organisation | None:
    if not code:
        return None
    owner = Organisation.objects.filter(code__iexact=code).first()
    if owner is None:
        raise Broken(_("No hay una organización con la clave «%(code)s».") % {"code": code})
    return owner


def _project(code: str, owner: Organisation | None, ficha: Ficha, actor: Actor) -> Project | None:
    """The project that the ficha is about: the one named by `code`, or the one that bears its name."""
    projects = Project.objects.editable_by(actor).select_related("current")
    if code:
        project = projects.filter(code__iexact=code).first()
        if project is None:
            raise Broken(_("No hay un proyecto «%(code)s» que esta cuenta pueda cambiar.") % {"code": code})
        return project
    if owner is not None:
        projects = projects.filter(owner=owner)
    name = _plain(ficha.name)
    found = [project for project in projects if name and name == _plain(_stored(project).name)]
    if len(found) > 1:
        codes = ", ".join(project.code for project in found)
        raise Broken(
            _("Varios proyectos tienen este nombre (%(codes)s); indique uno con --project.")
            % {"codes": codes}
        )
    return found[0] if found else None


def _stored(project: Project) -> Ficha:
    """What the project says now: its draft, or else what is published."""
    revision = Revision.objects.drafts().filter(project=project).first() or project.current
    return content.read(revision) if revision else Ficha()


def _plain(name: str) -> str:
    return " ".join(fold(name).split())


def _as(actor: Actor) -> Any:
    return pghistory.context(user=actor.user.pk, capacity=actor.capacity, action="import_ficha")
