"""Input of an item of an agenda."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agenda.models import Item, ItemPurpose
from agenda.queries.presenters import label_of
from agenda.rules.items import DURATION, MAX_PRESENTERS, NAME_LENGTH
from agenda.rules.meeting import MAX_MINUTES, TEXT_LENGTH, TITLE_LENGTH
from mcig.web.fields import text_field

EMPTY_LINES = 2
PURPOSES = (ItemPurpose.INFORMATION, ItemPurpose.DISCUSSION, ItemPurpose.DECISION)


def names_id(key: int) -> str:
    """The id of the list of known names that the form of an item (its key) carries."""
    return f"nombres-{key}"


class LinesWidget(forms.Widget):
    """Several short lines of one name, each with the names that are known; two more are always empty."""

    template_name = "agenda/desk/lines.html"
    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        found = data.getlist(name) if isinstance(data, QueryDict) else data.get(name, [])
        return [line.strip() for line in found if line.strip()]

    def format_value(self, value: Any) -> list[str]:
        return list(value or [])

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        lines = self.format_value(value)
        spare = [""] * max(0, min(EMPTY_LINES, MAX_PRESENTERS - len(lines)))
        context["widget"] |= {"lines": [*lines, *spare], "length": NAME_LENGTH}
        return context


class LinesField(forms.Field):
    """A list of names, in order."""

    widget = LinesWidget

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(value or []))


class SectionForm(forms.Form):
    """The heading of a section."""

    title = text_field(_("Título del apartado"), TITLE_LENGTH, required=True)
    internal_notes = text_field(
        _("Notas internas"),
        TEXT_LENGTH,
        rows=3,
        help_text=_("Solo las leen la secretaría técnica y la presidencia, en el guion de conducción."),
    )
    hide_optional = True

    def __init__(self, *args: Any, key: int, **kwargs: Any) -> None:
        kwargs["auto_id"] = f"punto-{key}-%s"
        super().__init__(*args, **kwargs)


class ItemForm(forms.Form):
    """What is said of an item."""

    title = text_field(_("Título"), TITLE_LENGTH, required=True)
    minutes = forms.IntegerField(
        label=_("Duración, en minutos"),
        min_value=0,
        max_value=MAX_MINUTES,
        error_messages=dict.fromkeys(("min_value", "max_value"), DURATION),
    )
    purpose = forms.ChoiceField(label=_("Propósito"))
    theme = forms.TypedChoiceField(label=_("Tema"), coerce=int, empty_value=None, required=False)
    presenters = LinesField(
        label=_("Quién presenta"),
        required=False,
        help_text=_("Una organización, una persona de la mesa o el nombre de quien se invita."),
    )
    description = text_field(
        _("Descripción"), TEXT_LENGTH, rows=3, help_text=_("La leen los integrantes al publicar.")
    )
    internal_notes = text_field(
        _("Notas internas"),
        TEXT_LENGTH,
        rows=3,
        help_text=_("Solo las leen la secretaría técnica y la presidencia, en el guion de conducción."),
    )
    hide_optional = True

    def __init__(self, *args: Any, key: int, themes: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        """`key` of the item keeps the ids of several open forms apart."""
        kwargs["auto_id"] = f"punto-{key}-%s"
        super().__init__(*args, **kwargs)
        self.fields["presenters"].widget.attrs["list"] = names_id(key)
        theme = self.fields["theme"]
        assert isinstance(theme, forms.ChoiceField)
        theme.choices = [("", "—"), *themes]
        purpose = self.fields["purpose"]
        assert isinstance(purpose, forms.ChoiceField)
        purpose.choices = [(each.value, capfirst(each.label)) for each in PURPOSES]


def stored_item(item: Item) -> dict[str, Any]:
    """What an item (with its named presenters) says, as its form shows it."""
    names = ("title", "minutes", "purpose", "description", "internal_notes")
    return {name: getattr(item, name) for name in names} | {
        "theme": item.theme_id,
        "presenters": lines_of(item.presenters.all()),
    }


def lines_of(presenters: Iterable[Any]) -> list[str]:
    return [label_of(each) for each in presenters]
