"""The form fields of a PDF: what each is, and what a screen reader says of it (ISO 32000-1, 12.7)."""

from __future__ import annotations

from typing import Any

from communique.verify.extract.model import Field

_LINES, _RADIO, _PUSH, _COMBO = 1 << 12, 1 << 15, 1 << 16, 1 << 17  # tables 226, 228 and 230


def read_field(widget: Any) -> Field:
    """A field, from its widget. Our fields are widgets at once (12.5.6.19); one that inherits has no kind."""
    kind, flags = str(widget.get("/FT", "")), int(widget.get("/Ff", 0))
    match kind:
        case "/Btn" if not flags & (_RADIO | _PUSH):
            named, value = "tick", "" if str(widget.get("/AS", "/Off")) == "/Off" else "ticked"
        case "/Ch" if flags & _COMBO:
            named, value = "choice", str(widget.get("/V", ""))
        case "/Tx":
            named, value = "notes" if flags & _LINES else "words", str(widget.get("/V", ""))
        case _:
            named, value = kind, str(widget.get("/V", ""))
    choices = tuple(_shown(choice) for choice in widget.get("/Opt", ()))
    return Field(str(widget.get("/T", "")), str(widget.get("/TU", "")), named, choices, value)


def _shown(choice: Any) -> str:
    """The words of a choice, which may be a pair of what is kept and what is shown (12.7.4.4)."""
    import pikepdf

    return str(choice[1]) if isinstance(choice, pikepdf.Array) else str(choice)
