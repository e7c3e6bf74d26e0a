"""Themes: brand tokens that drive both the style sheet and the Word styles, fonts, and the citation style.

A theme is a folder of data: `theme.yaml`, `print.css`, `fonts/`, a CSL style. Nothing in it is code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from communique.codes import Code
from communique.content.fields import Label, Located
from communique.content.schema import did_you_mean, validate
from communique.content.tree import decode, parse_tree
from communique.findings import Finding, Origin, Outcome
from communique.world import Folder, OutsideError

Hex = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Points = Annotated[float, Field(ge=4, le=96)]


class FontFile(Located):
    """A font file of the theme; `weight` is a CSS weight or the range of a variable font ('200 900')."""

    file: Label
    weight: Label = "400"
    style: Annotated[str, Field(pattern="^(normal|italic)$")] = "normal"


class FontFamily(Located):
    """A family by the name that the fonts and Word know it by, and what to use on machines without it."""

    family: Label
    substitutes: tuple[Label, ...] = ()
    generic: Annotated[str, Field(pattern="^(serif|sans-serif)$")]
    panose: Annotated[str, Field(pattern="^[0-9A-F]{20}$")] = "02000000000000000000"
    files: tuple[FontFile, ...] = Field(min_length=1)


class Fonts(Located):
    """The two families: for prose, and for everything that is scanned; `fallback` families serve other scripts."""

    serif: FontFamily
    sans: FontFamily
    fallback: tuple[FontFamily, ...] = ()

    def families(self) -> tuple[FontFamily, ...]:
        """All families, the brand's first."""
        return (self.serif, self.sans, *self.fallback)


class Colours(Located):
    """Brand colours; what each is for is in the names."""

    ink: Hex
    muted: Hex
    hairline: Hex
    paper_tint: Hex
    accent: Hex
    accent_tint: Hex
    signal: Hex
    good: Hex


class TypeStep(Located):
    """A step of the typographic scale: size and leading in points, CSS weight, family and colour."""

    size: Points
    leading: Points
    weight: Annotated[int, Field(ge=100, le=900)] = 400
    family: Annotated[str, Field(pattern="^(serif|sans)$")] = "sans"
    colour: Annotated[str, Field(pattern="^(ink|muted|accent|signal)$")] = "ink"


class Scale(Located):
    """The typographic scale."""

    foot: TypeStep
    caption: TypeStep
    table: TypeStep
    body: TypeStep
    statement: TypeStep
    subtitle: TypeStep
    h4: TypeStep
    h3: TypeStep
    h2: TypeStep
    title: TypeStep
    cover: TypeStep
    numeral: TypeStep


class PageMargins(Located):
    """Margins in millimetres (top, right, bottom, left) for each paper."""

    a4: tuple[float, float, float, float] = Field(alias="A4")
    letter: tuple[float, float, float, float] = Field(alias="Letter")


class Tokens(Located):
    """`theme.yaml`."""

    title: Label
    colours: Colours
    fonts: Fonts
    type: Scale
    margins: PageMargins
    baseline: Points = 15
    citations: Label = Field(description="The CSL style file of the theme that citations and sources follow.")

    def margins_for(self, paper: str) -> tuple[float, float, float, float]:
        """The margins of a paper size, top, right, bottom, left in millimetres."""
        return self.margins.a4 if paper == "A4" else self.margins.letter


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its files read: the pure input of writers. `fonts` holds (file name, bytes)."""

    name: str
    tokens: Tokens
    css: str
    csl: str
    fonts: tuple[tuple[str, bytes], ...] = field(repr=False, default=())

    def font(self, name: str) -> bytes:
        """The bytes of a font file. Raises KeyError for a name that the theme does not have."""
        return dict(self.fonts)[name]


def read_theme(name: str, templates: Folder, asked_at: Origin) -> Outcome[Theme]:
    """The theme of that name, with all of its files; `asked_at` is the line that names the theme."""
    base = f"themes/{name}"
    where = f"templates/{base}/theme.yaml"
    if templates.find(f"{base}/theme.yaml") is None:
        known = tuple(path.split("/")[1] for path in templates.names("themes/*/theme.yaml"))
        message = f"there is no theme '{name}'"
        return Outcome(None, (Finding(Code.UNKNOWN_THEME, asked_at, message, did_you_mean(name, known)),))
    text = decode(templates.read(f"{base}/theme.yaml"), where)
    if text.value is None:
        return Outcome(None, text.findings)
    tree = parse_tree(text.value, where)
    if tree.value is None:
        return Outcome(None, tree.findings)
    tokens = validate(tree.value, Tokens, "")
    if tokens.value is None:
        return Outcome(None, (*tree.findings, *tokens.findings))
    return _with_files(name, tokens.value, templates)


def _with_files(name: str, tokens: Tokens, templates: Folder) -> Outcome[Theme]:
    findings: list[Finding] = []
    found: dict[str, bytes] = {}
    for file, origin in _wanted(name, tokens):
        data = _read(f"themes/{name}/{file}", templates, origin, findings)
        if data is not None:
            found[file] = data
    if findings:
        return Outcome(None, tuple(findings))
    fonts = tuple((file, data) for file, data in found.items() if file.startswith("fonts/"))
    css, csl = (found[file].decode("utf-8", "replace") for file in ("print.css", tokens.citations))
    return Outcome(Theme(name, tokens, css, csl, fonts))


def _wanted(name: str, tokens: Tokens) -> Iterator[tuple[str, Origin]]:
    yield "print.css", Origin(f"templates/themes/{name}/print.css")
    yield tokens.citations, tokens.place("citations")
    for family in tokens.fonts.families():
        for file in family.files:
            yield f"fonts/{file.file}", file.place("file")


def _read(path: str, templates: Folder, origin: Origin, findings: list[Finding]) -> bytes | None:
    try:
        return templates.read(path)
    except (FileNotFoundError, OutsideError):
        message = f"the theme's file templates/{path} does not exist"
        findings.append(
            Finding(Code.FILE_MISSING, origin, message, "put the file there, or correct its name")
        )
    except OSError as fault:
        message = f"templates/{path} cannot be read: {fault.strerror}"
        findings.append(Finding(Code.FILE_UNREADABLE, origin, message, "check the file's permissions"))
    return None
