"""Whether the process lives, whether it can do its work, and its measures for a monitor."""

from __future__ import annotations

from hmac import compare_digest

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from mcig.access import ActorRequest
from mcig.health.checks import NEEDED, ask, worker
from mcig.health.measures import registry
from mcig.web.errors import RETRY_AFTER_SECONDS


def alive(request: ActorRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"estado": "en servicio"})


def ready(request: ActorRequest) -> JsonResponse:
    """What this process needs, each with its state; 503 when one fails.

    Whether a worker lives is told beside it: a web process answers without, so no balancer should drop it.
    """
    found = ask(NEEDED | {"tareas": worker})
    healthy = all(found[name].passed for name in NEEDED)
    response = JsonResponse(
        {
            "estado": "listo" if healthy else "no disponible",
            "revisiones": {name: "correcto" if each.passed else "falla" for name, each in found.items()},
        },
        status=200 if healthy else 503,
    )
    if not healthy:
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def measures(request: ActorRequest) -> HttpResponse:
    """The measures in Prometheus text format, for whoever shows `METRICS_TOKEN`; otherwise no such page."""
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not compare_digest(shown.encode(), settings.METRICS_TOKEN.encode()):
        raise Http404
    return HttpResponse(generate_latest(registry()), content_type=CONTENT_TYPE_LATEST)
