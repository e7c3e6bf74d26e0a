"""The letters of a style: a step of the theme's scale with what the style says against it, as `w:rPr`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from communique.theme import Tokens, TypeStep
from communique.write.docx.look import Letters
from communique.write.docx.ooxml import Element
from communique.write.docx.order import put
from communique.write.docx.paint import put_colour, put_fill, put_fonts, put_line

BOLD = 600  # CSS weights from here on are bold in Word, which has two weights to a family


def with_step(letters: Letters, step: TypeStep | None) -> Letters:
    """The letters with what their step says where they say nothing."""
    if step is None:
        return letters
    return replace(
        letters,
        family=letters.family or step.family,
        size=letters.size or step.size,
        colour=letters.colour or step.colour,
        bold=step.weight >= BOLD if letters.bold is None else letters.bold,
    )


def put_letters(node: Element, letters: Letters, tokens: Tokens) -> None:
    """What the letters say, and nothing that they leave to the style below."""
    for says, write in _WRITERS:
        if says(letters):
            write(node, letters, tokens)


def put_size(node: Element, size: float) -> None:
    """A size in points, for all scripts."""
    put(node, "w:sz", val=round(size * 2))
    put(node, "w:szCs", val=round(size * 2))


def _fonts(node: Element, letters: Letters, _: Tokens) -> None:
    if letters.font:
        put(node, "w:rFonts", ascii=letters.font, eastAsia=letters.font, hAnsi=letters.font)
    else:
        put_fonts(node, letters.family)


def _bold(node: Element, letters: Letters, _: Tokens) -> None:
    put(node, "w:b", val=int(bool(letters.bold)))
    put(node, "w:bCs", val=int(bool(letters.bold)))


def _italic(node: Element, _: Letters, __: Tokens) -> None:
    put(node, "w:i")
    put(node, "w:iCs")


_WRITERS: tuple[tuple[Callable[[Letters], object], Callable[[Element, Letters, Tokens], object]], ...] = (
    (lambda says: says.font or says.family, _fonts),
    (lambda says: says.bold is not None, _bold),
    (lambda says: says.italic, _italic),
    (lambda says: says.unproofed, lambda node, _, __: put(node, "w:noProof")),
    (lambda says: says.colour, lambda node, says, tokens: put_colour(node, tokens, says.colour)),
    (lambda says: says.spaced, lambda node, says, _: put(node, "w:spacing", val=round(says.spaced * 20))),
    (lambda says: says.size, lambda node, says, _: put_size(node, says.size)),
    (lambda says: says.underlined, lambda node, _, __: put(node, "w:u", val="single")),
    (
        lambda says: says.border,
        lambda node, says, tokens: put_line(node, "w:bdr", tokens, says.border, 0.5, 1),
    ),
    (lambda says: says.fill, lambda node, says, tokens: put_fill(node, tokens, says.fill)),
    (lambda says: says.raised, lambda node, _, __: put(node, "w:vertAlign", val="superscript")),
)
