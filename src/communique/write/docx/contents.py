"""The table of contents: a field that Word can count anew, with its entries and their pages already there."""

from __future__ import annotations

from communique.compose.model import Contents, ContentsEntry
from communique.write.docx.draft import Draft, Frame
from communique.write.docx.families import CONTENTS_LEVELS
from communique.write.docx.fields import begin_field, end_field, write_field
from communique.write.docx.ooxml import Element, add
from communique.write.docx.order import put
from communique.write.docx.paper import TAB, Place, opened, scratch
from communique.write.docx.paragraphs import close_paragraph, open_paragraph
from communique.write.docx.runs import speak, write_words
from communique.write.docx.sections import settle


def write_contents(draft: Draft, frame: Frame, block: Contents) -> None:
    """The contents in the kind of control that Word knows as one (17.5.2.12), so that it offers to update them."""
    if not block.entries:
        return
    settle(draft, frame.place)
    frame.place.last = "w:sdt"
    draft.paper.put(f"{opened(_control(draft))}<w:sdtContent>")
    inner = frame._replace(place=Place())
    levels = [entry.level - draft.lift for entry in block.entries]
    # Word gathers by the outline level of styles, its own and the office's ([MS-OI29500] 2.1.507, TOC): no names of styles are
    # needed here, which each reader's Word would part at another sign.
    instruction = f'TOC \\o "{min(levels)}-{max(levels)}" \\h \\z'
    last = len(block.entries) - 1
    for position, (entry, level) in enumerate(zip(block.entries, levels, strict=True)):
        open_paragraph(draft, inner, f"TOC {min(level, CONTENTS_LEVELS[-1])}")
        if position == 0:
            begin_field(draft.paper, instruction)
        _write_entry(draft, entry)
        if position == last:
            end_field(draft.paper)
        close_paragraph(draft)
    draft.paper.put("</w:sdtContent></w:sdt>")


def _control(draft: Draft) -> Element:
    control = scratch("w:sdt")
    properties = add(control, "w:sdtPr")
    draft.counters.control += 1
    put(properties, "w:alias", val=draft.document.words.contents)
    put(properties, "w:id", val=draft.counters.control)
    gallery = put(properties, "w:docPartObj")
    add(gallery, "w:docPartGallery", val="Table of Contents")
    add(gallery, "w:docPartUnique")
    return control


def _write_entry(draft: Draft, entry: ContentsEntry) -> None:
    """Number, words and page, all of them one link, as Word writes them itself."""
    name = draft.references.bookmarks[entry.target]
    paper = draft.paper
    paper.put(f'<w:hyperlink w:anchor="{name}" w:history="1">')
    if entry.number:
        write_words(paper, entry.number)
        paper.blank(TAB)
    speak(draft, entry.text)
    paper.blank(TAB)
    page = draft.pages.get(entry.target)
    write_field(paper, f"PAGEREF {name} \\h", "" if page is None else str(page))
    paper.put("</w:hyperlink>")
