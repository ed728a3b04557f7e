"""Pages of the own account, of invitations, and the doors that stay closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from allauth.account.utils import perform_login
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import remove_webauthn
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.accounts import actions, queries
from mcig.accounts.adapters import has_second_factor
from mcig.accounts.doors import doors_for
from mcig.accounts.forms import AcceptanceForm, InvitationForm, LanguageForm
from mcig.accounts.models import Invitation, InvitationState, User
from mcig.accounts.receivers import remember_language
from mcig.rules import Broken
from mcig.web import once

INVITATIONS_PER_PAGE = 25


def account_home(request: ActorRequest) -> HttpResponse:
    """What the person is here today, and the doors to everything they set for themselves."""
    user = cast("User", request.user)
    form = LanguageForm(request.POST or None, initial={"language": user.language})
    if request.method == "POST" and form.is_valid():
        actions.set_language(actor=request.actor, user=user, language=form.cleaned_data["language"])
        response = HttpResponseRedirect(reverse("account-home"), status=303)
        remember_language(response, user.language)
        return response
    context = {
        "form": form,
        "has_second_factor": has_second_factor(user),
        "doors": doors_for(request),
    }
    return render(request, "accounts/home.html", context, status=422 if form.is_bound else 200)


def sign_up_closed(request: ActorRequest) -> HttpResponse:
    """Where other systems have a sign-up form: how one gets an account here."""
    return render(request, "accounts/sign-up-closed.html", status=403)


# ---- Invitations ----


def invitations(request: ActorRequest) -> HttpResponse:
    """Invite somebody, and see what became of earlier invitations."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            address = once.create_once(
                actor=request.actor,
                key=request.POST.get(once.FIELD, ""),
                create=lambda: _invite(request, form),
            )
        except Broken as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            return HttpResponseRedirect(address, status=303)
    page = Paginator(queries.invitations(), INVITATIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "once": once.new_key(), "states": InvitationState}
    return render(request, "accounts/invitations.html", context, status=422 if form.is_bound else 200)


def _invite(request: ActorRequest, form: InvitationForm) -> str:
    invitation = actions.invite(actor=request.actor, **form.cleaned_data)
    messages.success(request, _("La invitación para %(email)s está en camino.") % {"email": invitation.email})
    return reverse("invitations")


def revoke_invitation(request: ActorRequest, pk: int) -> HttpResponse:
    actions.revoke(actor=request.actor, invitation=get_object_or_404(Invitation, pk=pk))
    messages.success(request, _("La invitación quedó anulada."))
    return HttpResponseRedirect(reverse("invitations"), status=303)


def accept_invitation(request: ActorRequest, key: str) -> HttpResponseBase:
    """The page behind the link of an invitation: opening it changes nothing, its button opens the account."""
    invitation = queries.invitation_with(key)
    if invitation is None:
        return render(request, "accounts/invitation-unknown.html", status=404)
    if request.user.is_authenticated or invitation.state is not InvitationState.OPEN:
        return _no_longer_open(request, invitation)
    form = AcceptanceForm(request.POST or None, email=invitation.email, name=invitation.name)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.accept(invitation=invitation, password=form.cleaned_data["password"] or None)
        except Broken:
            invitation.refresh_from_db()
            return _no_longer_open(request, invitation)
        messages.success(
            request, _("Su cuenta está abierta. Contraseña, avisos e idioma se cambian en «Su cuenta».")
        )
        return cast("HttpResponseBase", perform_login(request, user, redirect_url=reverse("home")))
    context = {"invitation": invitation, "form": form}
    return render(request, "accounts/invitation-accept.html", context, status=422 if form.is_bound else 200)


def _no_longer_open(request: ActorRequest, invitation: Invitation) -> HttpResponse:
    status = 200 if invitation.state is InvitationState.OPEN else 410
    context = {"invitation": invitation, "states": InvitationState}
    return render(request, "accounts/invitation-over.html", context, status=status)


# ---- Around allauth's views ----


def unprocessable(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """An allauth view that answers 422, not 200, when what was sent is not valid."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == HTTPStatus.OK:
            context = getattr(response, "context_data", None) or {}
            if any(getattr(context.get(name), "errors", None) for name in ("form", "webauthn_form")):
                response.status_code = 422
        return response

    return answered


def remove_passkey(request: HttpRequest, pk: int) -> HttpResponseBase:
    """allauth's page, unless this is the last second factor of somebody who must have one."""
    passkey = get_object_or_404(
        Authenticator, pk=pk, user_id=request.user.pk, type=Authenticator.Type.WEBAUTHN
    )
    adapter = get_mfa_adapter()
    if not adapter.can_delete_authenticator(passkey):
        messages.error(request, adapter.error_messages["cannot_delete_authenticator"])
        return HttpResponseRedirect(reverse("mfa_list_webauthn"))
    return cast("HttpResponseBase", remove_webauthn(request, pk=pk))
