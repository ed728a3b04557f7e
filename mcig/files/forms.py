"""The field through which people send files."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mcig.files.actions import Checked, check
from mcig.files.kinds import DESCRIPTIONS, GENERAL, MAX_FILE_BYTES, MAX_FILES, MEGABYTE, Kind, named
from mcig.rules import Broken


class FilesInput(forms.FileInput):
    """A file control; several files when its field says so."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[File[bytes]]:
        """Every file that was sent under the name."""
        return files.getlist(name) if isinstance(files, MultiValueDict) else []

    def use_required_attribute(self, initial: Any) -> bool:
        """As other controls: what is missing is said in words."""
        return False


class ChosenAgain(BoundField):
    """Says, when a form comes back, that the browser did not keep the files that were chosen."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        chosen = [str(each.name) for each in self.data or ()] if form.is_bound else []
        if chosen:
            self.help_text = format_html(
                "<strong>{}</strong> {}",
                gettext("El navegador no conserva los archivos elegidos; vuelva a elegir: %(names)s.")
                % {"names": ", ".join(chosen)},
                self.help_text,
            )


class UploadField(forms.FileField):
    """One file, or with `multiple` up to `MAX_FILES`, of the `kinds`; each is looked at before it is taken.

    Its cleaned value is a list of `Checked` for `accept`, empty when nothing was chosen and nothing required.
    `hint` precedes the sentence that names kinds and size.
    """

    bound_field_class = ChosenAgain

    def __init__(
        self, *, multiple: bool = False, kinds: Collection[Kind] = GENERAL, hint: Any = "", **kwargs: Any
    ) -> None:
        self.kinds, self.multiple = tuple(kinds), multiple
        expected = self._expected()
        kwargs.setdefault("help_text", format_lazy("{} {}", hint, expected) if hint else expected)
        super().__init__(widget=FilesInput(attrs=self._attributes()), **kwargs)
        self.error_messages["required"] = _("Elija el archivo que desea cargar.")

    def _expected(self) -> Any:
        kinds = lazy(named, str)(self.kinds)
        most = MAX_FILE_BYTES // MEGABYTE
        if self.multiple:
            sentence = _("Hasta {count} archivos a la vez, de hasta {most} MB cada uno: {kinds}.")
        else:
            sentence = _("Hasta {most} MB: {kinds}.")
        return format_lazy(sentence, count=MAX_FILES, most=most, kinds=kinds)

    def _attributes(self) -> dict[str, Any]:
        suffixes = [f".{each}" for kind in self.kinds for each in DESCRIPTIONS[kind].suffixes]
        return {
            "accept": ",".join(suffixes),
            "multiple": self.multiple,
            "data-most-bytes": MAX_FILE_BYTES,
            "data-too-large": format_lazy(
                _("Un archivo pesa más de {most} MB. Redúzcalo o divídalo, y vuelva a elegirlo."),
                most=MAX_FILE_BYTES // MEGABYTE,
            ),
        }

    def clean(self, data: Any, initial: Any = None) -> list[Checked]:
        """The files, each looked at; a sentence for each that is refused, with its name."""
        files = list(data or ())
        if not files:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        if len(files) > 1 and not self.multiple:
            raise ValidationError(_("Elija un solo archivo."))
        if len(files) > MAX_FILES:
            raise ValidationError(gettext("Elija hasta %(most)d archivos a la vez.") % {"most": MAX_FILES})
        checked, refusals = [], []
        for each in files:
            try:
                checked.append(check(each, admitted=self.kinds))
            except Broken as refusal:
                refusals.append(f"«{each.name}»: {refusal}" if self.multiple else str(refusal))
        if refusals:
            raise ValidationError(refusals)
        return checked
