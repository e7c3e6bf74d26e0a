"""Document to HTML: one self-contained page, and the markup that the PDF writer lays out.

The page needs nothing from outside: style inlined, pictures as data URIs, fonts by name with substitutes. It holds no
script, and says so to the browser in a content security policy.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape

from communique.compose.model import Document, Marking, Metadata, Note
from communique.compose.wording import RIGHT_TO_LEFT
from communique.theme import Theme
from communique.write.html_blocks import write_blocks
from communique.write.html_spans import Medium, Setting, attribute, write_spans
from communique.write.naming import named_from
from communique.write.style import properties, stacks

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
BACK_SIGN = "↑"


def write_html(document: Document, theme: Theme) -> bytes:
    """A page for browsers, in UTF-8. The same document and theme give the same bytes."""
    metadata, marking = document.metadata, document.marking
    setting = _setting(document, Medium.SCREEN)
    body = write_blocks(document.blocks, setting)
    return "".join(
        (
            _head(
                metadata, properties(theme.tokens) + "".join(css for _, css in theme.sheets), Medium.SCREEN
            ),
            '<body>\n<header class="running">',
            f'<span class="running-title">{escape(metadata.short_title)}</span> ',
            f"{_standing(document)}{marking_label(marking)}</header>\n",
            f"<main>\n<article>\n{body}</article>\n</main>\n",
            _notes(document.notes, setting),
            '<footer class="running">',
            f'<span class="audience">{_audience_line(metadata)}</span> {marking_label(marking)}</footer>\n',
            "</body>\n</html>\n",
        )
    ).encode()


def print_markup(document: Document, theme: Theme) -> str:
    """The page that WeasyPrint lays out: footnotes at their calls, running heads as elements, no style."""
    metadata = document.metadata
    named = stacks(theme.tokens, embedded=True)
    setting = replace(
        _setting(document, Medium.PRINT),
        stacks=named,
        rungs=bool(document.page_marks),
        fillable=document.fillable,
        named_from=named_from(document),
    )
    body = write_blocks(document.blocks, setting)
    return "".join(
        (
            _head(metadata, "", Medium.PRINT),
            f"<body>\n{_running_heads(document)}<article>\n{body}</article>\n</body>\n</html>\n",
        )
    )


def marking_label(marking: Marking) -> str:
    """The label in the colours that its standard demands, with any further restriction beside it."""
    colours = f"color: {marking.foreground}; background-color: {marking.background}"
    restriction = (
        f'<span class="restriction">{escape(marking.restriction)}</span> ' if marking.restriction else ""
    )
    return f'{restriction}<span class="marking" style="{escape(colours)}">{escape(marking.label)}</span>'


def _standing(document: Document) -> str:
    """What PDF and Word bear behind the text, as words: on a screen nothing stands behind text that scrolls, and a reader
    that cannot see learns of it too. The marking is there anyway.
    """
    said = document.watermark
    return (
        "" if said in {"", document.marking.label} else f'<strong class="watermark">{escape(said)}</strong> '
    )


def direction(language: str) -> str:
    """`rtl` for languages written from right to left, else ""."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in RIGHT_TO_LEFT else ""


def _setting(document: Document, medium: Medium) -> Setting:
    return Setting(medium, {note.number: note for note in document.notes}, document.words)


def _head(metadata: Metadata, style: str, medium: Medium) -> str:
    """The start of the page up to `</head>`. The date metas become the PDF's dates (WeasyPrint, metadata)."""
    named = (
        ("author", metadata.author),
        ("description", metadata.subject),
        ("keywords", ", ".join(metadata.keywords)),
        ("generator", "communique"),
        ("dcterms.identifier", metadata.identifier),
        ("dcterms.created", metadata.date),
        ("dcterms.modified", metadata.date),
    )
    metas = "".join(f'<meta name="{name}"{attribute("content", value)}>\n' for name, value in named if value)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
    viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    return "".join(
        (
            f"<!DOCTYPE html>\n<html{attribute('lang', metadata.language)}",
            f"{attribute('dir', direction(metadata.language))}>\n",
            f'<head>\n<meta charset="utf-8">\n{policy + viewport if medium is Medium.SCREEN else ""}',
            f"<title>{escape(metadata.title)}</title>\n{metas}",
            f"<style>\n{_inlined(style)}</style>\n" if style else "",
            "</head>\n",
        )
    )


def _inlined(style: str) -> str:
    r"""CSS that cannot end its element (HTML Living Standard, 13.1.2.6): in CSS `\3c ` means `<`."""
    return style.replace("</", "\\3c /")


def _audience_line(metadata: Metadata) -> str:
    return escape(" · ".join(part for part in (metadata.audience, metadata.shown_date) if part))


def _running_heads(document: Document) -> str:
    """Elements that `print.css` moves into the margin boxes of every page (CSS GCPM 3, `position: running()`)."""
    label, words = marking_label(document.marking), document.words
    page = (
        f'<span class="page-number">{escape(words.page)} <span class="this-page"></span> '
        f'{escape(words.of)} <span class="all-pages"></span></span>'
    )
    return (
        f'<div class="head-left">{escape(document.metadata.short_title)}</div>\n'
        f'<div class="head-right">{label}</div>\n'
        f'<div class="cover-mark">{label}</div>\n'
        f'<div class="foot-left">{_audience_line(document.metadata)}</div>\n'
        f'<div class="foot-right">{page} {label}</div>\n'
        f"{''.join(_page_mark(rung, marking, page) for rung, marking in enumerate(document.page_marks))}"
        f"{_watermark(document.watermark)}"
    )


def _watermark(words: str) -> str:
    """For upright and for turned pages (`style.watermark_rules`)."""
    if not words:
        return ""
    return "".join(
        f'<div class="{name}">{escape(words)}</div>\n' for name in ("watermark", "watermark-turned")
    )


def _page_mark(rung: int, marking: Marking, page: str) -> str:
    """The right-hand running heads of pages on which nothing stands higher than a rung (`style.page_mark_rules`)."""
    label = marking_label(marking)
    return (
        f'<div class="head-right rung-{rung}">{label}</div>\n'
        f'<div class="foot-right rung-{rung}">{page} {label}</div>\n'
    )


def _notes(notes: tuple[Note, ...], setting: Setting) -> str:
    if not notes:
        return ""
    items = "".join(_note(note, setting) for note in notes)
    return f'<section class="footnotes" role="doc-endnotes">\n<ol>\n{items}</ol>\n</section>\n'


def _note(note: Note, setting: Setting) -> str:
    text = write_spans(note.spans, setting)
    back = f'<a class="back" href="#note-call-{note.number}" role="doc-backlink">{BACK_SIGN}</a>'
    return f'<li id="note-{note.number}" value="{note.number}">{text} {back}</li>\n'
