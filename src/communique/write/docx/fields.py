"""Fields with their results written out: Word shows the result until someone asks it to count anew (17.16)."""

from __future__ import annotations

from functools import cache

from communique.write.docx.paper import Paper, escaped


def write_field(paper: Paper, instruction: str, result: str, style: str = "") -> None:
    """A whole field; `style` is the id of a character style, which all its runs bear so that an update keeps it."""
    begin_field(paper, instruction, style)
    if result:
        paper.say(_run(style), result)
    end_field(paper, style)


def begin_field(paper: Paper, instruction: str, style: str = "") -> None:
    """Everything of a field before its result."""
    run = _run(style)
    code = f'<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText>'
    paper.put(f"{_mark(run, 'begin')}{run}{code}</w:r>{_mark(run, 'separate')}")


def end_field(paper: Paper, style: str = "") -> None:
    """What stands after the result of a field."""
    paper.put(_mark(_run(style), "end"))


@cache
def _mark(run: str, kind: str) -> str:
    return f'{run}<w:fldChar w:fldCharType="{kind}"/></w:r>'


@cache
def _run(style: str) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else "<w:r>"
