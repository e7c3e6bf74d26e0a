"""From a view to the Document tree: template, markup, numbers, names, contents, each a step of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from html import escape
from typing import Any

from markupsafe import Markup as SafeHtml

from communique.audience.model import View
from communique.codes import Code
from communique.compose.citations import Citer, open_style
from communique.compose.drawing.artist import Artist
from communique.compose.drawing.numbers import shown_number
from communique.compose.elements import read_elements
from communique.compose.handling import marks, with_named
from communique.compose.markup import GLOSSARY, read_blocks
from communique.compose.model import (
    Bibliography,
    Block,
    Blocks,
    Definition,
    Definitions,
    Document,
    Heading,
    Metadata,
    Note,
    PageSetup,
    Paragraph,
    Region,
    Source,
    Wording,
)
from communique.compose.model import walk as walk_blocks
from communique.compose.numbering import anchored, numbered, with_contents
from communique.compose.options import Setting, TemplateSpec
from communique.compose.pictures import images
from communique.compose.portions import with_portion_marks
from communique.compose.pseudonyms import with_letters
from communique.compose.reading import CITE_ELEMENT, Reading
from communique.compose.resolve import Resolver
from communique.compose.rewrite import all_spans, map_blocks
from communique.compose.room import check_room
from communique.compose.shown import shown_paths
from communique.compose.templates import Printed, TemplateSet, render
from communique.compose.wording import no_wording, shown_date, wording
from communique.content.check import source_key, targets
from communique.content.fields import Located
from communique.content.model import Brief, Case, Item
from communique.content.prose import parse_prose
from communique.content.spans import Citation, CitedSource, Fill, Span, TermUse, Tick, Words, walk
from communique.content.text import FIGURE_ELEMENT, Text
from communique.content.walk import items, texts
from communique.findings import Finding, Origin, Outcome
from communique.theme import Theme, check_ground


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be composed: the document's name, its template's words about itself, and the options set for it.

    `dated` overrides the brief's date in the files' properties (SOURCE_DATE_EPOCH); readers see the brief's date.
    `fillable` is where the audience asks for a form to fill in.
    """

    document: str
    spec: TemplateSpec
    settings: Mapping[str, Setting]
    dated: datetime | None = None
    fillable: Origin | None = None


def compose(view: View, order: Order, templates: TemplateSet, theme: Theme) -> Outcome[Document]:
    """The finished tree of one document for one reader. Pure; no value when the template has a fault.

    Where persons get letters, the document is composed twice: who is spoken of shows only when it is done.
    """
    told: set[str] = set()
    composed = _compose(view, order, templates, theme, told)
    if not view.pseudonyms or composed.value is None:
        return composed
    participant = (wording(view.reader.language) or Wording()).participant
    return _compose(with_letters(view, told, participant), order, templates, theme, set())


def _compose(
    view: View, order: Order, templates: TemplateSet, theme: Theme, told: set[str]
) -> Outcome[Document]:
    """Composes once; `told` gathers the persons that the document speaks of."""
    words = wording(view.reader.language)
    findings: list[Finding] = []
    if words is None:
        findings.append(no_wording(view.reader.language, view.brief.origin))
    resolver = replace(_resolver(view), told=told)
    printed = _print(view, order, templates, resolver, words or Wording())
    if printed.value is None:
        return Outcome(None, (*findings, *printed.findings))
    name = f"templates/documents/{order.document}.html.j2"
    root, faults = read_elements(printed.value.html, name)
    drawn = images(view.brief, view.pictures, theme)
    artist = Artist(theme, _page(view, theme), view.reader.language, words or Wording(), resolver.plain)
    reading = Reading(
        _texts(view), _items(view), drawn.value or {}, view.handling, artist, list(drawn.findings)
    )
    blocks = read_blocks(root, reading)
    if faults or reading.findings or artist.findings:
        return Outcome(None, (*findings, *faults, *reading.findings, *artist.findings))
    if not blocks:
        empty = Finding(
            Code.EMPTY_DOCUMENT, Origin(name), "the document has no content for this reader", _EMPTY_HINT
        )
        return Outcome(None, (*findings, empty))
    resolved = _resolve(blocks, view, theme, resolver)
    if resolved.value is None:
        return Outcome(None, (*findings, *resolved.findings))
    blocks, notes = resolved.value
    metadata = _metadata(view, order, resolver)
    read = printed.value.read | resolver.used
    shown = marks(view, blocks, read, reading.named(root))
    words = words or Wording()
    document = Document(
        metadata,
        _page(view, theme),
        shown.document,
        blocks,
        notes,
        words,
        shown.pages,
        order.fillable is not None,
        shown.document.label if view.handling.across else view.reader.watermark,
    )
    faint = check_ground(theme.tokens.colours) if document.watermark else ()
    last = (*_nothing_to_fill(blocks, order), *check_room(blocks, document.page), *faint)
    return Outcome(document, (*findings, *resolved.findings, *last))


def _nothing_to_fill(blocks: Blocks, order: Order) -> Iterable[Finding]:
    """Tells of a form that is asked for where the template prints no field."""
    if order.fillable and not any(isinstance(span, Tick | Fill) for span in _names(all_spans(blocks))):
        message = f"the document '{order.document}' has nothing to fill in"
        hint = "remove 'fillable', or print <input> or <fill> elements in the template"
        yield Finding(Code.UNKNOWN_OPTION, order.fillable, message, hint)


_EMPTY_HINT = "let the audience see something that the template shows, or take the document from its list"


def _print(
    view: View, order: Order, templates: TemplateSet, resolver: Resolver, words: Wording
) -> Outcome[Printed]:
    context = {
        "brief": view.brief,
        "audience": view.reader,
        "options": {name: setting.value for name, setting in order.settings.items()},
        "document": {"name": order.document, "title": order.spec.title},
        "words": words,
    }
    return render(templates, f"documents/{order.document}.html.j2", context, _filters(view, resolver))


def _filters(view: View, resolver: Resolver) -> Mapping[str, Callable[..., Any]]:
    shown = view.reader.evidence == "show"

    def cite(item: Item) -> SafeHtml:
        keys = ";".join(item.sources) if shown else ""
        return SafeHtml(  # noqa: S704 -- the keys are escaped
            f'<{CITE_ELEMENT} keys="{escape(keys)}" of="{escape(item.path)}"></{CITE_ELEMENT}>'
            if keys
            else ""
        )

    def evidence(item: Item) -> SafeHtml:
        tag = item.evidence.value if item.evidence and shown else ""
        return SafeHtml(f'<span class="evidence" of="{escape(item.path)}">{tag}</span>' if tag else "")  # noqa: S704 -- a word of an enum

    def timeline(case: Case, caption: str = "") -> SafeHtml:
        told = f'path="{escape(case.path)}" caption="{escape(caption)}"'
        return SafeHtml(f"<{FIGURE_ELEMENT} {told}></{FIGURE_ELEMENT}>")  # noqa: S704 -- both are escaped

    def matrix(brief: Brief, caption: str, key: str) -> SafeHtml:
        told = f'path="{escape(brief.path)}" caption="{escape(caption)}" key="{escape(key)}"'
        return SafeHtml(f"<{FIGURE_ELEMENT} {told}></{FIGURE_ELEMENT}>")  # noqa: S704 -- all are escaped

    return {
        "cite": cite,
        "matrix": matrix,
        "timeline": timeline,
        "number": lambda value: shown_number(float(value), view.reader.language),
        "evidence": evidence,
        "date": lambda day: shown_date(day, view.reader.language) if isinstance(day, date) else str(day),
        "plain": lambda text: resolver.plain(text) if isinstance(text, Text) else str(text),
        "short": lambda item: _variant(item, "short"),
        "one_line": lambda item: _variant(item, "one_line"),
    }


def _variant(item: Item, name: str) -> Text | str:
    """An item's shorter wording, else its main text."""
    variant = getattr(item.variants, name, None) if item.variants else None
    main = (getattr(item, field, None) for field in ("text", "one_line", "why", "action", "title"))
    return variant or next((text for text in main if isinstance(text, Text)), "")


def _resolver(view: View) -> Resolver:
    paths = {name: item.path for name, item in targets(view.brief).items()}
    return Resolver(view, {}, paths)


def _texts(view: View) -> Mapping[str, Text]:
    located: Iterable[Located] = (view.brief, *view.terms.values())
    return {text.path: text for value in located for text in texts(value)}


def _items(view: View) -> Mapping[str, Item]:
    return {item.path: item for item, _ in items(view.brief)} | {
        term.path: term for term in view.terms.values()
    }


def _resolve(
    blocks: Blocks, view: View, theme: Theme, resolver: Resolver
) -> Outcome[tuple[Blocks, tuple[Note, ...]]]:
    """Numbers, then names, then what is made from both: terms, sources, contents."""
    blocks = with_named(_with_glossary(blocks, view), view)
    blocks, anchors = anchored(numbered(blocks))
    citer = _citer(blocks, view, theme)
    if citer.findings:
        return Outcome(None, citer.findings)
    shown = view.reader.evidence == "show"
    listed = any(isinstance(block, Definitions) and block.role == GLOSSARY for block in walk_blocks(blocks))
    beside = citer.value if shown else None
    resolver = replace(
        resolver, anchors=anchors, citer=beside, terms_linked=listed, introduced=set(), notes=[]
    )
    blocks, notes = resolver.resolve(blocks)
    entries = tuple(
        replace(entry, rung=view.handling.height(f"sources/{entry.key}"))
        for entry in (citer.value.entries() if citer.value else ())
    )
    if not shown:  # nothing refers to the numbers
        entries = tuple(replace(entry, label="") for entry in entries)
    blocks = map_blocks(blocks, lambda b: replace(b, entries=entries) if isinstance(b, Bibliography) else b)
    blocks = _without_empty(blocks)
    if view.handling.portions:
        blocks = with_portion_marks(blocks, view.handling)
    blocks = with_contents(blocks)
    return Outcome((blocks, notes))


def _with_glossary(blocks: Blocks, view: View) -> Blocks:
    """The list of terms that the document uses, and that their definitions use, where the template asks for it."""
    used: list[str] = [span.term for span in _names(all_spans(blocks)) if isinstance(span, TermUse)]
    for term in used:  # grows while it is read: definitions may use further terms
        entry = view.terms.get(term)
        spans = parse_prose(entry.definition).all_spans() if entry else ()
        used += [span.term for span in spans if isinstance(span, TermUse) and span.term not in used]
    terms = sorted(
        {view.terms[name].id for name in used if name in view.terms},
        key=lambda name: view.terms[name].term.casefold(),
    )
    entries = tuple(_glossary_entry(view, name) for name in terms) if view.reader.glossary == "table" else ()
    return map_blocks(
        blocks,
        lambda b: replace(b, entries=entries) if isinstance(b, Definitions) and b.role == GLOSSARY else b,
    )


def _glossary_entry(view: View, name: str) -> Definition:
    term = view.terms[name]
    rung = view.handling.height(term.path)
    source = Source(term.path, term.origin, rung)
    title = f"{term.term} ({term.short})" if term.short else term.term
    text = Paragraph(
        parse_prose(term.definition).spans, Source(term.definition.path, term.definition.origin, rung)
    )
    return Definition((Words(title[:1].upper() + title[1:]),), (text,), source, term.path)


def _names(runs: Iterable[tuple[Span, ...]]) -> Iterable[Span]:
    for run in runs:
        yield from walk(run)


def _citer(blocks: Blocks, view: View, theme: Theme) -> Outcome[Citer | None]:
    """The citer, or no value where no source is used.

    Where evidence is not shown beside claims, the sources of the items in the document count as cited: readers learn
    what a text rests on, though not claim by claim.
    """
    cited = [span for span in _names(all_spans(blocks)) if isinstance(span, Citation)]
    if view.reader.evidence == "hide":
        cited += _unshown(blocks, view)
    known = [
        replace(citation, sources=kept)
        for citation in cited
        if (kept := tuple(source for source in citation.sources if source.key in view.sources))
    ]
    if not known:
        return Outcome(None)
    style = open_style(theme.csl, theme.tokens.place("citations"))
    if style.value is None:
        return Outcome(None, style.findings)
    return Outcome(Citer(style.value, view.sources, known))


def _unshown(blocks: Blocks, view: View) -> Iterable[Citation]:
    """The sources of the items that a document shows something of."""
    shown = shown_paths(blocks)
    for item, _ in items(view.brief):
        if item.sources and item.path in shown:
            yield Citation(tuple(CitedSource(source_key(source)) for source in item.sources), item.origin)


def _without_empty(blocks: Blocks) -> Blocks:
    """Lists of terms and sources that turned out empty vanish, with a heading that stands right before them."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Bibliography | Definitions) and not block.entries:
            if kept and isinstance(kept[-1], Heading):
                kept.pop()
            continue
        if isinstance(block, Region):
            inner = _without_empty(block.blocks)
            if not inner:
                continue
            block = replace(block, blocks=inner)  # noqa: PLW2901 -- the same block, with less in it
        kept.append(block)
    return tuple(kept)


def _page(view: View, theme: Theme) -> PageSetup:
    return PageSetup(view.reader.page, view.reader.margins or theme.tokens.margins_for(view.reader.page))


def _metadata(view: View, order: Order, resolver: Resolver) -> Metadata:
    brief, reader = view.brief, view.reader
    title = resolver.plain(brief.title)
    dated = order.dated.isoformat() if order.dated else f"{brief.date.isoformat()}T00:00:00+00:00"
    return Metadata(
        title=f"{title}: {order.spec.title}",
        short_title=brief.short_title,
        subject=brief.series or order.spec.title,
        author=brief.author,
        date=dated,
        shown_date=shown_date(brief.date, reader.language),
        language=reader.language,
        audience=reader.title,
        identifier=f"{brief.id}/{reader.id}/{order.document}/{brief.version}",
        keywords=brief.keywords,
    )
