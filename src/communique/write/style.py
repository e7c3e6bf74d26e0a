"""Brand tokens to CSS: custom properties, font stacks and page rules.

A theme's `print.css` uses these names and holds no value of its own that a token could hold; the Word styles read the
same tokens. Strings are quoted as CSS Syntax Level 3, 4.3.5 asks, so that no token can close a rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.compose.model import PAPER, PageSetup
from communique.content.fields import BOOKKEEPING
from communique.theme import FontFamily, Scale, Theme, Tokens
from communique.write.watermark import TURN, WEIGHT, Across

# The name that a shipped font goes by inside a PDF. fontconfig prefers an installed font to ours when both bear the
# same name, and an installed one can be another version: its bytes would then depend on the machine.
EMBEDDED = "{} Embedded"
FONT_URL = "theme:/fonts/"
# In the place of what a theme keeps together, where that is higher than a page: a table would lose its header.
ROWS_APART = "tbody tr { break-after: auto !important } tbody { break-inside: auto !important }\n"
TALLEST = 0.8  # of the height of the text: what a picture may have of it, as in Word


def css_string(text: str) -> str:
    """A CSS string: quotes, backslashes and line ends escaped."""
    escaped = "".join(f"\\{ord(char):x} " if char in '"\\' or ord(char) < 0x20 else char for char in text)
    return f'"{escaped}"'


def points(value: float) -> str:
    """A length in points, without needless digits."""
    return f"{value:g}pt"


def screen_stack(family: FontFamily) -> str:
    """The family and its substitutes, for readers whose machine chooses the font."""
    names = (family.family, *family.substitutes)
    return ", ".join((*(css_string(name) for name in names), family.generic))


def embedded_stack(family: FontFamily, fallback: tuple[FontFamily, ...]) -> str:
    """The shipped fonts alone: the family, then the theme's families for other scripts."""
    return ", ".join(css_string(EMBEDDED.format(each.family)) for each in (family, *fallback))


def stacks(tokens: Tokens, *, embedded: bool) -> dict[str, str]:
    """The font stack of each of the two families."""
    fonts = tokens.fonts
    families = {"serif": fonts.serif, "sans": fonts.sans}
    if embedded:
        return {name: embedded_stack(family, fonts.fallback) for name, family in families.items()}
    return {name: screen_stack(family) for name, family in families.items()}


def properties(tokens: Tokens) -> str:
    """The custom properties of a page: `--accent`, `--h2` (a font shorthand), `--h2-colour`, `--half` a baseline."""
    lines = [f"--{name}: {value}" for name, value in _values(tokens, stacks(tokens, embedded=False))]
    return ":root {\n  " + ";\n  ".join(lines) + ";\n}\n"


def resolved(css: str, tokens: Tokens) -> str:
    """A style sheet with the values of tokens in the place of `var(--name)`, every line where it was.

    WeasyPrint computes a font shorthand that holds a variable anew for every element: a fifth of its time. Names that
    are no token stay, for the sheet to define.
    """
    values = dict(_values(tokens, stacks(tokens, embedded=True)))

    def value(found: re.Match[str]) -> str:
        return _VARIABLE.sub(value, values[found[1]]) if found[1] in values else found[0]

    return _VARIABLE.sub(value, css)


def _values(tokens: Tokens, families: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name in type(tokens.colours).model_fields:
        if name not in BOOKKEEPING:
            yield name.replace("_", "-"), getattr(tokens.colours, name)
    yield from families.items()
    for name in Scale.model_fields:
        if name not in BOOKKEEPING:
            step = getattr(tokens.type, name)
            size = f"{points(step.size)}/{points(step.leading)}"
            yield name, f"{step.weight} {size} {families[step.family]}"
            yield f"{name}-colour", f"var(--{step.colour})"
    yield "baseline", points(tokens.baseline)
    yield "half", points(tokens.baseline / 2)
    yield "third", points(tokens.baseline / 3)
    yield "quarter", points(tokens.baseline / 4)


_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")


def font_faces(theme: Theme) -> str:
    """The `@font-face` rules of the shipped fonts.

    A variable font gets no weight: WeasyPrint takes a single one, and reads the range from the file.
    """
    return "".join(_font_face(family) for family in theme.tokens.fonts.families())


def _font_face(family: FontFamily) -> str:
    rules = []
    for file in family.files:
        weight = f" font-weight: {file.weight};" if file.weight.isdigit() else ""
        rules.append(
            f"@font-face {{ font-family: {css_string(EMBEDDED.format(family.family))}; font-style: {file.style};"
            f"{weight} src: url({css_string(FONT_URL + file.file)}); }}\n"
        )
    return "".join(rules)


def page_rules(page: PageSetup) -> str:
    """The paper and its margins, upright and (named page `landscape`) turned to the left; no picture is higher than a page
    with room for a caption.
    """
    width, height = PAPER[page.size]
    top, right, bottom, left = page.margins
    upright, turned = (TALLEST * (side - top - bottom) for side in (height, width))
    return (
        f"@page {{ size: {width:g}mm {height:g}mm; margin: {_millimetres(top, right, bottom, left)}; }}\n"
        f"@page landscape {{ size: {height:g}mm {width:g}mm; margin: {_millimetres(top, right, bottom, left)}; }}\n"
        f"figure img, .decorative {{ max-height: {upright:.4g}mm }}\n"
        f".landscape figure img, .landscape .decorative {{ max-height: {turned:.4g}mm }}\n"
    )


def page_mark_rules(rungs: tuple[int, ...], top: int) -> str:
    """The rules that give each page the marking of what stands on it; `rungs` by page, `top` the document's.

    The first page keeps the document's marking, which must be said there. Only what stands in the margin changes, so
    that no page breaks elsewhere.
    """
    moved = "".join(
        f".{side}.rung-{rung} {{ position: running({side}-{rung}) }}\n"
        for rung in range(top + 1)
        for side in ("head-right", "foot-right")
    )
    return moved + "".join(
        f"@page :nth({number}) {{ @top-right {{ content: element(head-right-{rung}) }} "
        f"@bottom-right {{ content: element(foot-right-{rung}) }} }}\n"
        for number, rung in enumerate(rungs, start=1)
        if number > 1 and rung < top
    )


def watermark_rules(page: PageSetup, upright: Across, turned: Across, stack: str) -> str:
    """Words behind the text of every page. They stand in a corner of its margin, which themes seldom use, and are moved
    from there to the middle of the paper: nothing on the page makes room for them.
    """
    width, height = PAPER[page.size]
    corner = "z-index: -1; margin: 0; padding: 0; border: none; text-align: left; vertical-align: top; direction: ltr"
    return (
        f"@page {{ @top-left-corner {{ content: element(watermark); {corner} }} }}\n"
        f"@page landscape {{ @top-left-corner {{ content: element(watermark-turned) }} }}\n"
        f"{_across('watermark', upright, width, height, stack)}"
        f"{_across('watermark-turned', turned, height, width, stack)}"
    )


def _across(name: str, mark: Across, width: float, height: float, stack: str) -> str:
    """Words turned about the middle of a paper; lengths in millimetres."""
    to_right, down = (width - mark.width) / 2, (height - mark.height) / 2
    return (
        f".{name} {{ position: running({name}); font: {WEIGHT} {mark.size:.2f}mm/{mark.height:.2f}mm {stack}; "
        f"color: {mark.colour}; width: {mark.width:.2f}mm; text-align: center; white-space: pre; hyphens: none; "
        f"transform: translate({to_right:.2f}mm, {down:.2f}mm) rotate(-{TURN}deg) }}\n"
    )


def _millimetres(*values: float) -> str:
    return " ".join(f"{value:g}mm" for value in values)
