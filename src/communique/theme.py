"""Themes: brand tokens that drive both the style sheet and the Word styles, fonts, and the citation style.

A theme is a folder of data: `theme.yaml`, `print.css`, `fonts/`, a CSL style. Nothing in it is code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Annotated

from pydantic import Field

from communique.codes import Code
from communique.content.fields import Id, Label, Located, Names, YesNo
from communique.content.schema import did_you_mean, validate
from communique.content.tree import decode, parse_tree
from communique.findings import Finding, Origin, Outcome
from communique.fonts import fault_of_font
from communique.world import Folder, OutsideError

Hex = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Points = Annotated[float, Field(ge=4, le=96)]


class FontFile(Located):
    """A font file of the theme; `weight` is a CSS weight or the range of a variable font ('200 900')."""

    file: Label = Field(description="Name of a file in the theme's fonts/ folder.")
    weight: Label = Field(
        default="400", description="Its CSS weight, such as 600, in quotes; a range for a variable font."
    )
    style: Annotated[str, Field(pattern="^(normal|italic)$")] = Field(
        default="normal", description="Upright or italic."
    )


class FontFamily(Located):
    """A family by the name that the fonts and Word know it by, and what to use on machines without it."""

    family: Label = Field(description="The name inside the font files, which Word looks for too.")
    substitutes: tuple[Label, ...] = Field(
        default=(), description="Families that Word takes where this one is not installed."
    )
    generic: Annotated[str, Field(pattern="^(serif|sans-serif)$")] = Field(
        description="What kind of family it is."
    )
    panose: Annotated[str, Field(pattern="^[0-9A-F]{20}$")] = Field(
        default="02000000000000000000",
        description="Its PANOSE-1 number in hexadecimal, by which Word looks for a likeness.",
    )
    files: tuple[FontFile, ...] = Field(min_length=1, description="The files, one a cut.")


class Fonts(Located):
    """The two families: for prose, and for everything that is scanned; `fallback` families serve other scripts."""

    serif: FontFamily = Field(description="The family of prose.")
    sans: FontFamily = Field(description="The family of headings, tables and everything that is scanned.")
    fallback: tuple[FontFamily, ...] = Field(
        default=(), description="Families for characters that these two lack."
    )

    def families(self) -> tuple[FontFamily, ...]:
        """All families, the brand's first."""
        return (self.serif, self.sans, *self.fallback)


class Colours(Located):
    """Brand colours; what each is for is in the names."""

    ink: Hex = Field(description="Text.")
    muted: Hex = Field(description="Running heads, captions, less important words.")
    hairline: Hex = Field(description="Rules of tables and running heads.")
    paper_tint: Hex = Field(description="Ground of panels.")
    accent: Hex = Field(description="Headings, numerals, rules of panels.")
    accent_tint: Hex = Field(description="Ground of header rows and group rows.")
    signal: Hex = Field(description="Cautions.")
    good: Hex = Field(description="What is met.")


class TypeStep(Located):
    """A step of the typographic scale: size and leading in points, CSS weight, family and colour."""

    size: Points = Field(description="Size in points.")
    leading: Points = Field(description="From one line to the next, in points.")
    weight: Annotated[int, Field(ge=100, le=900)] = Field(
        default=400, description="CSS weight; a file of that weight should be there."
    )
    family: Annotated[str, Field(pattern="^(serif|sans)$")] = Field(
        default="sans", description="Which family."
    )
    colour: Annotated[str, Field(pattern="^(ink|muted|accent|signal)$")] = Field(
        default="ink", description="Which colour."
    )


class Scale(Located):
    """The typographic scale."""

    foot: TypeStep = Field(description="Headers and footers.")
    caption: TypeStep = Field(description="Captions and source lines.")
    table: TypeStep = Field(description="Text of tables.")
    body: TypeStep = Field(description="Running text.")
    statement: TypeStep = Field(description="The bottom line and opening sentences.")
    subtitle: TypeStep = Field(description="The line below the title.")
    h4: TypeStep = Field(description="Headings of level 4.")
    h3: TypeStep = Field(description="Headings of level 3.")
    h2: TypeStep = Field(description="Headings of level 2.")
    title: TypeStep = Field(description="The title on a first page.")
    cover: TypeStep = Field(description="The title on a cover.")
    numeral: TypeStep = Field(description="The large numerals of key messages.")


# Both papers keep 50 mm for the text: what is narrower takes minutes to lay out, letter by letter.
Side = Annotated[float, Field(ge=5, le=80)]


class PageMargins(Located):
    """Margins in millimetres (top, right, bottom, left) for each paper, each from 5 to 80."""

    a4: tuple[Side, Side, Side, Side] = Field(
        alias="A4", description="Top, right, bottom and left on A4, each from 5 to 80."
    )
    letter: tuple[Side, Side, Side, Side] = Field(
        alias="Letter", description="Top, right, bottom and left on Letter, each from 5 to 80."
    )


class WordTheme(Located):
    """What is particular to Word files: the office's own template, and which of its styles stand for ours."""

    reference: Annotated[str, Field(pattern=r"(?i)^([^/\\]{1,100}\.do[ct]x)?$")] = Field(
        default="",
        description="Name of the template in the theme's folder, a .docx or .dotx: its styles, theme fonts and colours, "
        "headers, footers, margins, cover and boilerplate are used.",
    )
    styles: Annotated[dict[str, Label], Names] = Field(
        default={},
        description="Our style, and the template's style that stands for it, by its name in any language: "
        "`Body Text: Brödtext`. Styles with the same name need no line.",
    )
    block_controls: YesNo = Field(
        default=False,
        description="Content controls round the paragraphs of the text, beside the hidden bookmarks by which edits find "
        "their way back: they hold on when a whole paragraph is typed over.",
    )
    embed_fonts: YesNo = Field(
        default=False,
        description="The theme's fonts inside each Word file, as far as their licences allow it; makes files large.",
    )
    brand: tuple[Label, ...] = Field(
        default=(),
        description="Styles that the template need not have: they are made from the brand's values without a warning. "
        "`[all]` stands for all of them.",
    )


class Tokens(Located):
    """`theme.yaml`."""

    title: Label = Field(description="What the look is called.")
    base: Id | None = Field(
        default=None,
        description="Another theme that this one builds on: its print.css comes first, and files that this theme's folder "
        "lacks are taken from it. Values are not.",
    )
    colours: Colours = Field(description="The brand colours.")
    fonts: Fonts = Field(description="The families of type and their files.")
    type: Scale = Field(description="The steps of the typographic scale.")
    margins: PageMargins = Field(description="Page margins, unless an audience sets its own.")
    baseline: Points = Field(
        default=15, description="The leading that vertical spaces are multiples of, in points."
    )
    tight: Points | None = Field(
        default=None,
        description="The leading that vertical spaces of a PDF are multiples of where that saves a last page with little "
        "on it. Without it, none is saved.",
    )
    citations: Label = Field(description="The CSL style file of the theme that citations and sources follow.")
    word: WordTheme | None = Field(
        default=None,
        description="The office's own Word template; without it, Word styles are made from the values here.",
    )

    def margins_for(self, paper: str) -> tuple[float, float, float, float]:
        """The margins of a paper size, top, right, bottom, left in millimetres."""
        return self.margins.a4 if paper == "A4" else self.margins.letter


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its files read: the pure input of writers. `fonts` holds (file name, bytes), `reference` the office's
    Word template (None when there is none), unread; `base` the style sheet of the theme that this one builds on, with
    its path.
    """

    name: str
    tokens: Tokens
    css: str
    csl: str
    fonts: tuple[tuple[str, bytes], ...] = field(repr=False, default=())
    reference: bytes | None = field(repr=False, default=None)
    base: tuple[str, str] = field(repr=False, default=("", ""))

    @property
    def sheets(self) -> tuple[tuple[str, str], ...]:
        """Every style sheet by its path, in the order in which they hold."""
        own = (f"templates/themes/{self.name}/print.css", self.css)
        return (self.base, own) if self.base[0] else (own,)

    def spaced(self, baseline: float) -> Theme:
        """The theme with other vertical spaces: multiples of that many points."""
        if baseline == self.tokens.baseline:
            return self
        return replace(self, tokens=self.tokens.model_copy(update={"baseline": baseline}))

    def font(self, name: str) -> bytes:
        """The bytes of a font file. Raises KeyError for a name that the theme does not have."""
        return dict(self.fonts)[name]


def read_theme(name: str, templates: Folder, asked_at: Origin) -> Outcome[Theme]:
    """The theme of that name, with all of its files; `asked_at` is the line that names the theme."""
    folder = f"themes/{name}"
    where = f"templates/{folder}/theme.yaml"
    if templates.find(f"{folder}/theme.yaml") is None:
        known = tuple(path.split("/")[1] for path in templates.names("themes/*/theme.yaml"))
        message = f"there is no theme '{name}'"
        return Outcome(None, (Finding(Code.UNKNOWN_THEME, asked_at, message, did_you_mean(name, known)),))
    text = decode(templates.read(f"{folder}/theme.yaml"), where)
    if text.value is None:
        return Outcome(None, text.findings)
    tree = parse_tree(text.value, where)
    if tree.value is None:
        return Outcome(None, tree.findings)
    tokens = validate(tree.value, Tokens, "")
    findings = (*tree.findings, *tokens.findings)
    if tokens.value is None or findings:
        return Outcome(None, findings)
    faults = (*_check_base(name, tokens.value, templates), *check_contrast(tokens.value.colours))
    if faults:
        return Outcome(None, faults)
    return _with_files(name, tokens.value, templates)


def _check_base(name: str, tokens: Tokens, templates: Folder) -> Iterator[Finding]:
    known = (path.split("/")[1] for path in templates.names("themes/*/theme.yaml"))
    others = tuple(each for each in known if each != name)
    if tokens.base is not None and tokens.base not in others:
        message = f"there is no theme '{tokens.base}' to build on"
        yield Finding(Code.UNKNOWN_THEME, tokens.place("base"), message, did_you_mean(tokens.base, others))


# WCAG 2.2, 1.4.3: words stand out from their ground by 4.5 to 1. What is set on what, in print.css and in Word styles.
_GROUNDS = {
    "page": ("ink", "muted", "accent", "signal", "good"),
    "paper_tint": ("ink", "muted", "accent"),
    "accent_tint": ("ink", "accent"),
}
_LEAST = 4.5


def check_contrast(colours: Colours) -> Iterator[Finding]:
    """A finding for each colour of words that is too faint on the page or on a tint. Marks and rules are not looked at."""
    for ground, words in _GROUNDS.items():
        behind = "#FFFFFF" if ground == "page" else str(getattr(colours, ground))
        for name in words:
            ratio = contrast(str(getattr(colours, name)), behind)
            if ratio < _LEAST:
                on = "white paper" if ground == "page" else f"'{ground}'"
                message = (
                    f"'{name}' on {on} has a contrast of {ratio:.2f} to 1, and readers need {_LEAST} to 1"
                )
                hint = "make the words darker or the ground lighter"
                yield Finding(Code.CONTRAST, colours.place(name), message, hint)


# Greys that words may stand on, from one that is seen well to one that is hardly seen: a watermark takes the first on
# which the theme's words can be read.
_WATERMARKS = tuple(f"#{level:02X}{level:02X}{level:02X}" for level in range(0xD6, 0xF3))


def watermark_colour(colours: Colours) -> str:
    """The grey of words behind the text: the darkest that leaves the text its contrast, else the faintest there is."""
    return next((grey for grey in _WATERMARKS if not any(check_ground(colours, grey))), _WATERMARKS[-1])


def check_ground(colours: Colours, grey: str = _WATERMARKS[-1]) -> Iterator[Finding]:
    """A finding for each colour of words that is too faint on a watermark."""
    for name in _GROUNDS["page"]:
        ratio = contrast(str(getattr(colours, name)), grey)
        if ratio < _LEAST:
            message = (
                f"'{name}' on a watermark has a contrast of {ratio:.2f} to 1, and readers need {_LEAST} to 1"
            )
            hint = "make the words darker, or take 'watermark' out of the audience's file"
            yield Finding(Code.CONTRAST, colours.place(name), message, hint)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (`#RRGGBB`), from 1 to 21 (WCAG 2.2, contrast ratio)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _with_files(name: str, tokens: Tokens, templates: Folder) -> Outcome[Theme]:
    findings: list[Finding] = []
    found: dict[str, bytes] = {}
    for file, origin in _wanted(name, tokens):
        data = _read(_path_of(file, name, tokens, templates), templates, origin, findings)
        if data is None:
            continue
        found[file] = data
        fault = fault_of_font(data) if file.startswith("fonts/") else ""
        if fault:
            message = f"templates/themes/{name}/{file} {fault}"
            hint = "put a TrueType or OpenType font (.ttf, .otf) there, copied anew from where it is from"
            findings.append(Finding(Code.FILE_UNREADABLE, origin, message, hint))
    if findings:
        return Outcome(None, tuple(findings))
    fonts = tuple((file, data) for file, data in found.items() if file.startswith("fonts/"))
    css, csl = (found[file].decode("utf-8", "replace") for file in ("print.css", tokens.citations))
    reference = found[tokens.word.reference] if tokens.word and tokens.word.reference else None
    base = ("", "")
    if tokens.base:
        path = f"themes/{tokens.base}/print.css"
        below = _read(path, templates, tokens.place("base"), findings)
        base = (f"templates/{path}", (below or b"").decode("utf-8", "replace"))
    return Outcome(Theme(name, tokens, css, csl, fonts, reference, base), tuple(findings))


def _path_of(file: str, name: str, tokens: Tokens, templates: Folder) -> str:
    """Where a file of the theme is: in its own folder, else in that of the theme it builds on."""
    own = f"themes/{name}/{file}"
    theirs = f"themes/{tokens.base}/{file}"
    if file == "print.css" or templates.find(own) is not None or templates.find(theirs) is None:
        return own
    return theirs


def _wanted(name: str, tokens: Tokens) -> Iterator[tuple[str, Origin]]:
    yield "print.css", Origin(f"templates/themes/{name}/print.css")
    yield tokens.citations, tokens.place("citations")
    if tokens.word and tokens.word.reference:
        yield tokens.word.reference, tokens.word.place("reference")
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
