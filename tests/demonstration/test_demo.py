"""The demonstration: the same for everybody, loaded once, and never outside its mode."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import LazySettings
from django.core.management import call_command
from django.utils import timezone

from mcig.access import Role, actor_for
from mcig.accounts.models import User
from mcig.mesa.models import Mesa
from mcig.notices.models import Message
from mcig.web.terminal import Error
from members.actions.consultations import close_due
from members.models import Candidacy, Consultation, Mandate, Membership, Organisation, Posting
from projects import content
from projects.demo import COUNTS, samples
from projects.models import Project, Revision
from projects.rules import check, missing_for_publication
from projects.rules.limits import LIMITS
from tests.support.browser import code_now

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 2, 3, 18, tzinfo=UTC)


@pytest.fixture(autouse=True)
def demonstration(settings: LazySettings) -> None:
    settings.DEMONSTRATION = True


def demo(*options: str) -> str:
    out = StringIO()
    call_command("demo", *options, stdout=out)
    return out.getvalue()


def test_demonstration_is_refused_outside_its_mode(settings: LazySettings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(Error) as refused:
        demo()
    assert str(refused.value) == (
        "Esta instalación no es de demostración: los datos de demostración no se cargan. "
        "Para una instalación de prueba, defina DEMONSTRATION=1."
    )
    assert not Mesa.objects.exists()
    assert not User.objects.exists()


@time_machine.travel(TODAY)
def test_every_role_has_an_account_that_enters(settings: LazySettings) -> None:
    accounts = json.loads(demo("--json", "--accounts-only"))
    assert {
        (each["address"].partition("@")[0], each["role"], bool(each["totp_secret"])) for each in accounts
    } == {
        ("admin", "administrator", True),
        ("secretaria", "secretariat", True),
        ("chile", "presidency", True),
        ("alemania", "presidency", True),
        ("francia", "member", False),
        ("canada", "member", False),
        ("suplente.francia", "alternate", False),
        ("saliente", "former", False),
    }
    assert {tuple(each) for each in accounts} == {
        ("address", "role", "organisation", "password", "totp_secret")
    }
    for each in accounts:
        user = User.objects.get(email=each["address"])
        assert user.check_password(each["password"])
        assert EmailAddress.objects.filter(user=user, verified=True, primary=True).count() == 1
        assert Authenticator.objects.filter(user=user).exists() == bool(each["totp_secret"])
        if each["totp_secret"]:
            stored = Authenticator.objects.get(user=user)
            assert each["totp_secret"] not in str(stored.data)
            assert TOTP(stored).validate_code(code_now(each["totp_secret"]))


@time_machine.travel(TODAY)
def test_accounts_hold_the_roles_that_they_are_printed_with() -> None:
    demo("--accounts-only")

    def roles(mailbox: str, on: date | None = None) -> frozenset[Role]:
        user = User.objects.get(email=f"{mailbox}@mcig.example")
        return actor_for(user, on or timezone.localdate()).roles - {Role.ANYONE, Role.SIGNED_IN}

    assert roles("admin") == {Role.ADMINISTRATOR}
    assert roles("secretaria") == {Role.SECRETARIAT}
    assert roles("chile") == roles("alemania") == {Role.MEMBER, Role.PRESIDENCY}
    assert roles("francia") == roles("canada") == roles("suplente.francia") == {Role.MEMBER}
    assert roles("saliente") == frozenset()
    assert roles("saliente", date(2025, 6, 30)) == {Role.MEMBER}
    assert roles("canada", date(2025, 6, 30)) == frozenset()


@time_machine.travel(TODAY)
def test_register_keeps_what_is_evidenced_apart_from_examples() -> None:
    demo("--accounts-only")
    on = timezone.localdate()
    members = Organisation.objects.members_on(on).named(on)
    assert members.count() == 24
    assert sum("(ejemplo)" in (member.name_on or "") for member in members) == 7
    assert Membership.objects.filter(basis="(ejemplo)").count() == 7
    assert [
        str(mandate.validity) for mandate in Mandate.objects.filter(role="presidency").order_by("planned")
    ] == [
        "[2023-01-01, 2025-01-01)",
        "[2025-01-01, 2027-01-01)",
    ]
    assert (
        Mandate.objects.get(planned__startswith=date(2025, 1, 1)).basis
        == "(ejemplo) Prórroga para la demostración."
    )
    institute = Organisation.objects.get(code="INMUJERES")
    assert institute.successor is not None
    assert institute.successor.names.get().name == "Secretaría de las Mujeres"


@time_machine.travel(TODAY)
def test_second_load_changes_nothing_and_a_canary_goes_into_drafts_only() -> None:
    demo()
    before = list(Revision.objects.order_by("pk").values_list("pk", "saved_at"))
    assert Project.objects.count() == 41
    assert demo().splitlines()[0] == "Sin cambios."
    assert list(Revision.objects.order_by("pk").values_list("pk", "saved_at")) == before
    chile = Project.objects.get(code="CL-2025-001")
    assert chile.current is not None
    assert chile.current.number == 1
    assert chile.current.name.startswith("Copresidencia de la mesa de cooperación")
    assert chile.revisions.count() == 1
    states = {
        (each.current_id is not None, each.revisions.drafts().exists()) for each in Project.objects.all()
    }
    assert states == {(True, False), (True, True), (False, True)}
    demo("--canary", "CANARIO")
    drafts = Revision.objects.drafts().select_related("project__owner")
    assert len({draft.project.owner_id for draft in drafts}) == 24
    assert all(f"CANARIO-{draft.project.owner.code}" in draft.description for draft in drafts)
    assert not any("CANARIO" in str(content.read(each)) for each in Revision.objects.published())
    assert demo("--canary", "CANARIO").splitlines()[0] == "Sin cambios."


@time_machine.travel(TODAY)
def test_people_have_titles_in_their_own_form_and_accounts_alone_load_no_decision() -> None:
    demo("--accounts-only")
    assert not Posting.objects.filter(catalogued=None).exists()
    titles = {
        (posting.person.name, posting.title)
        for posting in Posting.objects.filter(seat__organisation__code__in=["AT", "DE", "ONUMUJERES"])
    }
    assert titles == {
        ("Lukas Hollenstein", "Encargado de negocios a. i."),
        ("Annika Sommerfeld", "Primera secretaria"),
        ("Jonas Brandauer", "Enlace de cooperación"),
        ("Itzel Covarrubias Mendieta", "Coordinadora"),
    }
    assert not Consultation.objects.exists()
    assert not Candidacy.objects.exists()


@time_machine.travel(TODAY)
def test_something_is_being_decided() -> None:
    demo()
    adopted, still_open = Consultation.objects.filter(purpose="").order_by("deadline")
    assert (adopted.subject, adopted.state) == ("(ejemplo) Calendario de reuniones ordinarias", "adopted")
    assert [str(timezone.localtime(each.deadline)) for each in (adopted, still_open) if each.deadline] == [
        "2026-01-08 18:00:00-06:00",
        "2026-02-12 18:00:00-06:00",
    ]
    assert set(adopted.certificates.values_list("language", flat=True)) == {"es", "en"}
    assert still_open.seats.filter(answered_at=None).count() == 20
    assert [
        Message.objects.filter(subject__startswith=f"MCIG · {word} {still_open.number}").count()
        for word in ("Consulta", "Consultation")
    ] == [20, 4]
    candidacy = Candidacy.objects.get()
    assert str(candidacy.term) == "[2027-01-01, 2029-01-01)"
    assert list(candidacy.parties.values_list("organisation__code", "state")) == [
        ("ES", "proposer"),
        ("SE", "asked"),
    ]


def test_something_is_being_decided_also_after_months() -> None:
    with time_machine.travel(TODAY) as clock:
        demo()
        clock.shift(timedelta(days=60))
        assert close_due() == 1
        assert demo().splitlines()[0] != "Sin cambios."
        assert demo().splitlines()[0] == "Sin cambios."
        last = Consultation.objects.order_by("deadline").last()
        assert last is not None
        assert last.takes_answers
        assert Consultation.objects.filter(purpose="").count() == 3
        assert Candidacy.objects.count() == 1


@time_machine.travel(TODAY)
def test_projects_are_valid_and_of_very_different_length() -> None:
    demo("--accounts-only")
    fichas = [sample.ficha for sample in samples(COUNTS["full"])]
    assert len(fichas) == 200
    for ficha in fichas:
        check(ficha)
        assert missing_for_publication(ficha) == ()
    names = [ficha.name for ficha in fichas]
    assert len(set(names)) == 200
    small = fichas[:41]
    assert min(len(ficha.name) for ficha in small) == 4
    assert max(len(ficha.name) for ficha in small) > 200
    assert 9_800 < max(len(ficha.description) for ficha in small) <= LIMITS["description"]
    assert {len({each.group for each in ficha.institutions}) for ficha in small} >= {1, 2, 18}
    assert len({ficha.status for ficha in small}) == 7
    assert fichas == [sample.ficha for sample in samples(COUNTS["full"])]
    assert all("inventado" in ficha.description for ficha in fichas[1:])
