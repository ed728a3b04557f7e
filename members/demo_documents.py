"""The documents of the demonstration: terms of reference in two versions, a statement to sign, a draft."""

from __future__ import annotations

from datetime import timedelta

from mcig.access import Actor
from members.actions import mesa_documents as actions
from members.actions import signatures
from members.actions.mesa_documents import Words
from members.demo_consultations import closing_hour, secretariat
from members.demo_texts import PLAN_DRAFT, SIGN, STATEMENT_TEXT, TERMS_CHANGE, TERMS_TEXTS
from members.models import MesaDocument
from members.queries.consultations import first_speakers

TO_SIGN = timedelta(days=12)


def load() -> int:
    """Make what is missing; gives how many documents were made."""
    return sum(not _is_there(kind) and make() for kind, make in MAKERS.items())


def _is_there(kind: str) -> bool:
    return MesaDocument.objects.filter(kind=kind, title__startswith="(ejemplo)").exists()


def _created(actor: Actor, kind: str, title: str, text: str) -> MesaDocument:
    return actions.create_document(actor=actor, kind=kind, title=title, words=Words(text, "members"))


def _terms() -> int:
    actor, (first, second) = secretariat(), TERMS_TEXTS
    made = _created(actor, "terms", "(ejemplo) Términos de referencia de la mesa", first)
    actions.publish(actor=actor, document=made, version=1)
    words = Words(second, "members", note=TERMS_CHANGE)
    actions.save_draft(actor=actor, document=made, version=2, words=words)
    actions.publish(actor=actor, document=made, version=3)
    return 1


def _statement() -> int:
    actor = secretariat()
    made = _created(actor, "statement", "(ejemplo) Comunicado conjunto sobre los cuidados", STATEMENT_TEXT)
    actions.publish(actor=actor, document=made, version=1)
    opened = signatures.open_signing(actor=actor, document=made, version=2, deadline=closing_hour(TO_SIGN))
    asked = {
        each.seat.organisation.code: each for each in opened.signatures.select_related("seat__organisation")
    }
    people = first_speakers([each.seat.organisation_id for each in asked.values()], actor.on)
    for code, answer in SIGN.items():
        person = people[asked[code].seat.organisation_id]
        signatures.sign_by_link(signature=asked[code], person=person, answer=answer, signatory=person.name)
    return 1


def _plan() -> int:
    _created(secretariat(), "plan", "(ejemplo) Plan de comunicación", PLAN_DRAFT)
    return 1


MAKERS = {"terms": _terms, "statement": _statement, "plan": _plan}
