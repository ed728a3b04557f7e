"""News of a review: whoever must act next is told, as soon and as often as they chose."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from mcig.notices import Addressee, Kind, Timing, register_kind, tell
from members.models import Person
from members.queries.consultations import secretariat_on, speakers_on
from projects.models import Project, Remark, Revision
from projects.rules import Event
from projects.rules.remarks import Outcome

TO_REVIEW = register_kind(
    "ficha-to-review",
    gettext_lazy("fichas por revisar"),
    why=gettext_lazy("Lo recibe porque es de la secretaría técnica, que revisa las fichas."),
    automatic=True,
    timing=Timing.NOW,
)
REVIEWED = register_kind(
    "ficha-reviewed",
    gettext_lazy("revisión de sus fichas"),
    why=gettext_lazy("Lo recibe porque representa a quien presenta el proyecto."),
    automatic=True,
    timing=Timing.NOW,
)
SUGGESTED = register_kind(
    "ficha-suggestion",
    gettext_lazy("sus observaciones y sugerencias"),
    why=gettext_lazy("Lo recibe porque observó una ficha o sugirió un cambio en ella."),
    automatic=True,
    timing=Timing.NOW,
)
MOVED = {
    Event.SUBMIT: gettext_lazy("La ficha %(code)s, «%(name)s», espera su revisión."),
    Event.GIVE_BACK: gettext_lazy(
        "La ficha %(code)s, «%(name)s», fue devuelta con observaciones: le toca a usted corregirla."
    ),
    Event.VALIDATE: gettext_lazy(
        "La ficha %(code)s, «%(name)s», quedó validada: le toca a usted publicarla."
    ),
}


def moved(draft: Revision, event: Event) -> None:
    """Tell the secretariat of a draft to review, its owner of one that was given back or validated."""
    if event not in MOVED:
        return
    address = f"{reverse('project-detail', args=[draft.project.code])}?estado=borrador"
    line = _line(MOVED[event], draft.project, draft.name)
    if event is Event.SUBMIT:
        _tell(TO_REVIEW, secretariat_on(timezone.localdate()), line, address)
    else:
        _tell(REVIEWED, speakers_of(draft.project), line, address)


def remarked(remark: Remark, name: str) -> None:
    """Tell the owner of a remark on its ficha, or of a change that somebody proposes."""
    words = (
        gettext_lazy("Le proponen un cambio en la ficha %(code)s, «%(name)s»: acéptelo o no.")
        if remark.proposed
        else gettext_lazy("Hay una observación por responder en la ficha %(code)s, «%(name)s».")
    )
    _tell(
        REVIEWED,
        [each for each in speakers_of(remark.project) if each.user_id != remark.author_id],
        _line(words, remark.project, name),
        _address_of(remark),
    )


def answered(remark: Remark, name: str) -> None:
    """Tell whoever made a remark that it has an answer, or what became of what they proposed."""
    words = {
        Outcome.ACCEPTED.value: gettext_lazy(
            "El cambio que propuso en la ficha %(code)s, «%(name)s», fue aceptado y está en su borrador."
        ),
        Outcome.DECLINED.value: gettext_lazy(
            "El cambio que propuso en la ficha %(code)s, «%(name)s», no fue aceptado; lea la respuesta."
        ),
    }.get(remark.outcome, gettext_lazy("Respondieron a su observación en la ficha %(code)s, «%(name)s»."))
    _tell(
        SUGGESTED,
        list(Person.objects.filter(user=remark.author_id).exclude(email="")),
        _line(words, remark.project, name),
        _address_of(remark),
    )


def speakers_of(project: Project) -> list[Person]:
    """Who speaks for the owner today and can be written to: the titular first."""
    postings = speakers_on(timezone.localdate()).filter(seat__organisation=project.owner_id)
    return [posting.person for posting in postings.exclude(person__email="").order_by("-seat__kind", "pk")]


def _address_of(remark: Remark) -> str:
    return f"{reverse('project-remarks', args=[remark.project.code])}#observacion-{remark.pk}"


def _line(words: object, project: Project, name: str) -> Callable[[], str]:
    return lambda: str(words) % {"code": project.code, "name": name or _("sin nombre")}


def _tell(kind: Kind, people: Iterable[Person], line: Callable[[], str], address: str) -> None:
    for person in people:
        with override(person.language):
            words = line()
        to = Addressee(person.email, person.name, person.language)
        tell(kind=kind, to=to, line=words, address=address)
