"""The form of a finished PDF against the tree: the fields that it should have, empty, in reading order, and no others."""

from __future__ import annotations

from collections.abc import Iterator

from communique.codes import Code
from communique.compose.model import Document
from communique.compose.rewrite import all_spans
from communique.content.spans import Fill, Tick, walk
from communique.findings import Finding, Origin
from communique.verify.conform.common import BUG, tell_unasked
from communique.verify.extract.model import Field, PdfText
from communique.verify.words import cut

# The kinds of places to fill in, by the fields that a PDF has for them.
_KINDS = {"choice": "choice", "date": "words", "words": "words", "notes": "notes"}


def check_forms(document: Document, text: PdfText, origin: Origin) -> Iterator[Finding]:
    """The form fields are those of the tree, each once, described, in reading order; no fields where none are asked for.

    Each is of its kind, has its choices, and holds nothing but the ticks of the tree. Whether a field draws itself is
    asked by PDF/A-3a.
    """
    if not document.fillable:
        if text.field_count:
            yield from tell_unasked([f"{text.field_count} form fields"], origin)
        return
    wanted, found = tuple(_expected(document)), {field.name: field for field in text.fields}
    names = [field.name for field in wanted]
    for lacking in [name for name in names if name not in found]:
        message = f"the field '{lacking}' is not in the form, or screen readers do not come to it"
        yield Finding(Code.NOT_ACCESSIBLE, origin, message, BUG)
    for twice in sorted({name for name in names if names.count(name) > 1}):
        message = f"two fields have the name '{twice}', so that what is entered in one stands in both"
        hint = "a template gives each <input> a name of its own"
        yield Finding(Code.NOT_ACCESSIBLE, origin, message, hint)
    order = [field.name for field in text.fields]
    if sorted(names) == sorted(order) and names != order:
        message = "the fields of the form come in another order than in the text"
        yield Finding(Code.NOT_ACCESSIBLE, origin, message, BUG)
    for field in wanted:
        for fault in _faults(field, found.get(field.name, field)):
            yield Finding(Code.NOT_ACCESSIBLE, origin, f"the field '{field.name}' {fault}", BUG)
    if len(wanted) != text.field_count:
        yield from tell_unasked([f"{text.field_count} form fields in place of {len(wanted)}"], origin)


def _expected(document: Document) -> Iterator[Field]:
    """The fields of the tree; what stands in a place already is words, and its field is as empty as all others."""
    for run in all_spans(document.blocks):
        for span in walk(run):
            match span:
                case Tick(name, label, checked):
                    yield Field(name, label, "tick", value="ticked" if checked else "")
                case Fill(kind, name, label, _, options):
                    choices = ("", *(shown for _, shown in options)) if options else ()
                    yield Field(name, label, _KINDS[kind], choices)
                case _:
                    pass  # words, which `agree` compares


def _faults(wanted: Field, found: Field) -> Iterator[str]:
    if wanted.label not in found.label:
        yield f"is not described as “{cut(wanted.label)}”"
    if wanted.kind != found.kind:
        yield f"is of the kind '{found.kind}' and not '{wanted.kind}'"
    if wanted.choices != found.choices:
        yield f"lets choose from {', '.join(found.choices)} and not from {', '.join(wanted.choices)}"
    if wanted.value != found.value:
        yield f"holds “{cut(found.value)}” and not “{cut(wanted.value)}”"
