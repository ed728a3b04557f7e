"""What lies under `reuniones/` too: convocation, answers, date polls, calendars."""

from __future__ import annotations

from agenda.models.meetings import WRITES
from agenda.views import answers, calendars, convocation, poll_answers, polls
from mcig.access import PARTICIPANTS, Role, action, form, page, probe

SECRETARIAT = frozenset({Role.SECRETARIAT})
VISIBLE = "Meeting.visible_to"
POLLS = "DatePoll.visible_to"
OWN = "MeetingSeat of an own organisation"

convening = [
    form(
        "<int:pk>/convocar/",
        convocation.meeting_convene,
        name="meeting-convene",
        allow=WRITES,
        objects=VISIBLE,
    ),
    action(
        "<int:pk>/convocar/nuevas/",
        convocation.meeting_convene_newcomers,
        name="meeting-convene-newcomers",
        allow=WRITES,
        objects=VISIBLE,
    ),
    form(
        "<int:pk>/avisar/",
        convocation.meeting_tell_changes,
        name="meeting-tell-changes",
        allow=WRITES,
        objects=VISIBLE,
    ),
    form(
        "<int:pk>/recordar/", convocation.meeting_remind, name="meeting-remind", allow=WRITES, objects=VISIBLE
    ),
    form(
        "<int:pk>/aplazar/",
        convocation.meeting_postpone,
        name="meeting-postpone",
        allow=WRITES,
        objects=VISIBLE,
    ),
    form(
        "<int:pk>/cancelar/", convocation.meeting_cancel, name="meeting-cancel", allow=WRITES, objects=VISIBLE
    ),
    form(
        "<int:pk>/invitados/",
        convocation.meeting_guests,
        name="meeting-guests",
        allow=WRITES,
        objects=VISIBLE,
    ),
    action(
        "<int:pk>/invitados/<int:guest>/quitar/",
        convocation.meeting_guest_remove,
        name="meeting-guest-remove",
        allow=WRITES,
        objects=VISIBLE,
    ),
]

answering = [
    form(
        "<int:pk>/responder/", answers.meeting_answer, name="meeting-answer", allow={Role.MEMBER}, objects=OWN
    ),
    page(
        "<int:pk>/respuestas/", answers.meeting_answers, name="meeting-answers", allow=WRITES, objects=VISIBLE
    ),
    page(
        "<int:pk>/respuestas/historial/",
        answers.meeting_answers_history,
        name="meeting-answers-history",
        allow=WRITES,
        objects=VISIBLE,
    ),
    form(
        "<int:pk>/respuestas/<int:seat>/telefono/",
        answers.meeting_answer_phone,
        name="meeting-answer-phone",
        allow=SECRETARIAT,
        objects=VISIBLE,
    ),
    page(
        "respuestas-sin-atribuir/",
        answers.replies_unattributed,
        name="replies-unattributed",
        allow=SECRETARIAT,
    ),
    action(
        "respuestas-sin-atribuir/<int:pk>/atendida/",
        answers.reply_handle,
        name="reply-handle",
        allow=SECRETARIAT,
    ),
]

calendar = [
    page(
        "<int:pk>/calendario.ics",
        calendars.meeting_calendar,
        name="meeting-calendar",
        allow=PARTICIPANTS,
        objects=VISIBLE,
    ),
    form("calendarios/", calendars.calendar_feeds, name="calendar-feeds", allow=PARTICIPANTS),
    action(
        "calendarios/<int:pk>/anular/",
        calendars.calendar_feed_revoke,
        name="calendar-feed-revoke",
        allow=PARTICIPANTS,
        objects="CalendarFeed of the own account",
    ),
    # Counts who asks before it reads, read-only.
    probe("calendarios/<str:token>.ics", calendars.calendar_feed, name="calendar-feed"),
]

polling = [
    page("fechas/", polls.poll_list, name="poll-list", allow=PARTICIPANTS, objects=POLLS),
    form("fechas/nueva/", polls.poll_create, name="poll-create", allow=WRITES),
    page("fechas/<int:pk>/", polls.poll_detail, name="poll-detail", allow=PARTICIPANTS, objects=POLLS),
    form("fechas/<int:pk>/editar/", polls.poll_edit, name="poll-edit", allow=WRITES, objects=POLLS),
    form("fechas/<int:pk>/abrir/", polls.poll_open, name="poll-open", allow=WRITES, objects=POLLS),
    action("fechas/<int:pk>/recordar/", polls.poll_remind, name="poll-remind", allow=WRITES, objects=POLLS),
    action("fechas/<int:pk>/elegir/", polls.poll_choose, name="poll-choose", allow=WRITES, objects=POLLS),
    action(
        "fechas/<int:pk>/retirar/", polls.poll_withdraw, name="poll-withdraw", allow=WRITES, objects=POLLS
    ),
    form(
        "fechas/<int:pk>/responder/",
        poll_answers.poll_answer,
        name="poll-answer",
        allow={Role.MEMBER},
        objects="PollSeat of an own organisation",
    ),
    form(
        "fechas/<int:pk>/lugares/<int:seat>/telefono/",
        poll_answers.poll_answer_phone,
        name="poll-answer-phone",
        allow=SECRETARIAT,
        objects=POLLS,
    ),
    page(
        "fechas/<int:pk>/historial/",
        poll_answers.poll_history,
        name="poll-history",
        allow=WRITES,
        objects=POLLS,
    ),
]

urlpatterns = [*convening, *answering, *calendar, *polling]
