"""Fields with their results written out: Word shows the result until someone asks it to count anew (17.16)."""

from __future__ import annotations

from communique.write.docx.ooxml import Element, add, attribute, text


def write_field(parent: Element, instruction: str, result: str, style: str = "") -> None:
    """A whole field; `style` is the id of a character style, which all its runs bear so that an update keeps it."""
    begin_field(parent, instruction, style)
    if result:
        text(_run(parent, style), result)
    end_field(parent, style)


def begin_field(parent: Element, instruction: str, style: str = "") -> None:
    """Everything of a field before its result."""
    add(_run(parent, style), "w:fldChar", fldCharType="begin")
    code = add(_run(parent, style), "w:instrText")
    code.text = f" {instruction} "
    attribute(code, "xml:space", "preserve")
    add(_run(parent, style), "w:fldChar", fldCharType="separate")


def end_field(parent: Element, style: str = "") -> None:
    """What stands after the result of a field."""
    add(_run(parent, style), "w:fldChar", fldCharType="end")


def _run(parent: Element, style: str) -> Element:
    run = add(parent, "w:r")
    if style:
        add(add(run, "w:rPr"), "w:rStyle", val=style)
    return run
