"""References from what an audience sees to what it must not see: each is a finding with both places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.audience.model import Decision, Verdict, View
from communique.codes import Code
from communique.content.check import source_key, targets
from communique.content.fields import Located
from communique.content.model import Brief
from communique.content.prose import parse_prose
from communique.content.spans import Citation, Reference, Span, TermUse
from communique.content.walk import items, texts
from communique.findings import Finding, Origin, in_order


def _named(span: Span) -> Iterator[tuple[str, Origin]]:
    match span:
        case TermUse(term, origin):
            yield f"terms/{term}", origin
        case Citation(cited, origin):
            yield from ((f"sources/{source.key}", origin) for source in cited)
        case _:
            return


def check_references(view: View, whole: Brief, decisions: Mapping[str, Decision]) -> tuple[Finding, ...]:
    """Kept words that point to withheld items, terms or sources. Names that exist nowhere are `content.check`'s."""
    paths = {name: item.path for name, item in targets(whole).items()}
    found: list[Finding] = []
    located: tuple[Located, ...] = (view.brief, *view.terms.values())
    # Titles of omitted items are shown by references to them, and can hold names themselves.
    shown = dict.fromkeys((*(text for value in located for text in texts(value)), *view.titles.values()))
    for text in shown:
        for span in parse_prose(text).all_spans():
            if isinstance(span, Reference):
                found += _broken(span.target, paths.get(span.target, ""), span.origin, view, decisions)
            for name, origin in _named(span):
                found += _broken(name, name, origin, view, decisions)
    for item, _ in items(view.brief):
        for source in item.sources:
            found += _broken(source, f"sources/{source_key(source)}", item.origin, view, decisions)
    return in_order(found)


def _broken(
    name: str, path: str, origin: Origin, view: View, decisions: Mapping[str, Decision]
) -> Iterator[Finding]:
    decision = decisions.get(path) if path else None
    if decision is None or decision.verdict is not Verdict.WITHHELD:
        return
    message = f"this refers to '{name}', which is withheld from the audience '{view.reader.id}'"
    hint = f"mark this item in the same way, or remove the reference ({decision.decided_at} withholds it)"
    yield Finding(Code.REFERENCE_TO_WITHHELD, origin, message, hint, (decision.decided_at,))
