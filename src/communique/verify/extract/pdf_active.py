"""What a PDF could do when it is opened or clicked, and what it carries beside its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# All actions but a jump, a named page and a link, which only move the reader (ISO 32000-1, table 198).
ACTIONS = frozenset(
    {
        *("/GoToR", "/GoToE", "/GoToDp", "/Launch", "/Thread", "/Sound", "/Movie", "/Hide", "/SubmitForm"),
        *("/ResetForm", "/ImportData", "/JavaScript", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView"),
        "/RichMediaExecute",
    }
)
SCHEMES = ("http://", "https://", "mailto:")
CARRIERS = {
    "/EmbeddedFile": "an attached file",
    "/FileAttachment": "an attached file",
    "/RichMedia": "rich media",
    "/Movie": "a film",
    "/Sound": "a sound",
    "/3D": "a 3D model",
    "/Screen": "a screen annotation",
}


def find_active(pdf: Any) -> tuple[str, ...]:
    """Actions, scripts and attachments anywhere in the file, in words, each once.

    Looks at every object, so that it does not matter where one hangs, or whether anything points to it.
    """
    found: dict[str, None] = {}
    for item in pdf.objects:
        for dictionary in _dictionaries(item):
            found |= dict.fromkeys(_told(dictionary))
    if "/AcroForm" in pdf.Root and "/XFA" in pdf.Root.AcroForm:
        found["an XFA form"] = None
    return tuple(found)


def _dictionaries(item: Any, depth: int = 0) -> Iterator[Any]:
    """An object's dictionary and all dictionaries written inside it; objects of their own come by themselves."""
    import pikepdf

    if (depth and item.is_indirect) or depth > 50:
        return
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        yield item
        values = item.values() if isinstance(item, pikepdf.Dictionary) else item.stream_dict.values()
    elif isinstance(item, pikepdf.Array):
        values = item
    else:
        return
    for value in values:
        if isinstance(value, pikepdf.Dictionary | pikepdf.Array):
            yield from _dictionaries(value, depth + 1)


def _told(dictionary: Any) -> Iterator[str]:
    kind, subtype, action = (str(dictionary.get(key, "")) for key in ("/Type", "/Subtype", "/S"))
    if "/JS" in dictionary:
        yield "JavaScript"
    if action in ACTIONS:
        yield f"an action of the kind {action.removeprefix('/')}"
    if "/URI" in dictionary and not str(dictionary.URI).lower().startswith(SCHEMES):
        yield "a link that is neither http, https nor mailto"
    if "/AA" in dictionary:
        yield "an action that an event sets off"
    for name in (kind, subtype):
        if name in CARRIERS:
            yield CARRIERS[name]
