"""The review of a draft and the remarks on a ficha."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mcig.access import ActorRequest
from mcig.rules import Broken
from mcig.web.once import create_once, new_key
from mcig.web.refusals import refuse
from mcig.web.versions import read_version
from projects import actions, queries
from projects.forms.remarks import AnswerForm, RemarkForm
from projects.models import Project, Remark
from projects.rules import Event
from projects.rules.remarks import Outcome
from projects.views.loading import editable_project, may_edit, may_see_history, visible_project

REPORTS = {
    Event.SUBMIT: gettext_lazy("La ficha está en revisión. Le toca a la secretaría técnica."),
    Event.WITHDRAW: gettext_lazy("La ficha se retiró de la revisión y vuelve a ser un borrador."),
    Event.GIVE_BACK: gettext_lazy("La ficha se devolvió con sus observaciones."),
    Event.VALIDATE: gettext_lazy("La ficha quedó validada y ya se puede publicar."),
}


def project_review(request: ActorRequest, code: str) -> HttpResponse:
    """Submit, withdraw, give back or validate the draft; `event` says which."""
    project = editable_project(request.actor, code)
    version = read_version(request.POST)
    event = next((each for each in REPORTS if each.value == request.POST.get("event")), None)
    if event is None:
        raise Broken(_("El formulario llegó incompleto. Vuelva a abrirlo y envíelo otra vez."))
    try:
        actions.review(actor=request.actor, project=project, event=event, version=version)
    except Broken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(REPORTS[event]))
    return redirect(f"{reverse('project-detail', args=[code])}?estado=borrador")


def project_remarks(request: ActorRequest, code: str) -> HttpResponse:
    """The remarks that the actor sees, and a form for those who may make one."""
    project = visible_project(request.actor, code)
    may_remark = queries.may_remark(request.actor, project)
    if not (may_remark or may_see_history(request.actor, project)):
        raise Http404
    if request.method != "POST":
        form = RemarkForm(initial={"subject": request.GET.get("campo", "")})
        return _remarks(request, project, form if may_remark else None, new_key())
    if not may_remark:
        raise PermissionDenied
    form = RemarkForm(request.POST)
    once = request.POST.get("once", "")
    return _made(request, project, form, once) if form.is_valid() else _remarks(request, project, form, once)


def _made(request: ActorRequest, project: Project, form: RemarkForm, once: str) -> HttpResponse:
    def create() -> str:
        actions.make_remark(actor=request.actor, project=project, **form.cleaned_data)
        return reverse("project-remarks", args=[project.code])

    try:
        address = create_once(actor=request.actor, key=once, create=create)
    except Broken as refusal:
        refuse(form, refusal)
        return _remarks(request, project, form, once)
    messages.success(request, _("La observación quedó registrada."))
    return redirect(address)


def _remarks(
    request: ActorRequest,
    project: Project,
    form: RemarkForm | None,
    once: str,
    answer: AnswerForm | None = None,
) -> HttpResponse:
    found = queries.remarks_on(project, request.actor)
    context = {
        "project": project,
        "form": form,
        "once": once,
        "answer": answer,
        "may_edit": may_edit(request.actor, project),
        "remarks": [(remark, queries.may_resolve(request.actor, remark)) for remark in found],
    }
    wrong = (form and form.is_bound) or answer
    return render(request, "projects/remarks.html", context, status=422 if wrong else 200)


def project_remark_answer(request: ActorRequest, code: str, pk: int) -> HttpResponse:
    project = editable_project(request.actor, code)
    remark = _remark(request, project, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        form.remark_pk = pk
        return _remarks(request, project, None, "", form)
    return _done(
        request, code, lambda: actions.answer_remark(actor=request.actor, remark=remark, **form.cleaned_data)
    )


def project_remark_settle(request: ActorRequest, code: str, pk: int) -> HttpResponse:
    """Accept the text that a remark proposes, or decline it with a reason."""
    project = editable_project(request.actor, code)
    remark = _remark(request, project, pk)
    version, accept = read_version(request.POST), request.POST.get("outcome") == Outcome.ACCEPTED.value
    text = request.POST.get("text", "").replace("\r\n", "\n")
    try:
        actions.settle_suggestion(
            actor=request.actor, remark=remark, accept=accept, version=version, text=text
        )
    except Broken as refusal:
        if refusal.field != "text":
            messages.error(request, str(refusal))
            return redirect("project-remarks", code)
        form = AnswerForm({"text": text})
        form.remark_pk = pk
        form.errors["text"] = form.error_class([str(refusal)])
        return _remarks(request, project, None, "", form)
    done = _("El cambio está en el borrador.") if accept else _("La sugerencia quedó como no aceptada.")
    messages.success(request, done)
    return redirect("project-remarks", code)


def project_remark_resolve(request: ActorRequest, code: str, pk: int) -> HttpResponse:
    project = visible_project(request.actor, code)
    remark = _remark(request, project, pk)
    if not queries.may_resolve(request.actor, remark):
        raise Http404
    return _done(request, code, lambda: actions.resolve_remark(actor=request.actor, remark=remark))


def _remark(request: ActorRequest, project: Project, pk: int) -> Remark:
    visible = Remark.objects.visible_to(request.actor).select_related("project")
    return get_object_or_404(visible, project=project, pk=pk)


def _done(request: ActorRequest, code: str, change: Callable[[], object]) -> HttpResponse:
    try:
        change()
    except Broken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Quedó registrado."))
    return redirect("project-remarks", code)
