"""Tokens to CSS, and whether the colours of every shipped theme can be read."""

import re
from dataclasses import replace

import pytest

from communique.findings import Origin
from communique.theme import read_theme
from communique.world import Folder
from communique.write.style import css_string, font_faces, page_rules, properties, resolved
from kit import samples

THEMES = Folder((samples.TEMPLATES,))
NAMES = tuple(path.split("/")[1] for path in THEMES.names("themes/*/theme.yaml"))
THEME = samples.default_theme()

# WCAG 2.2, 1.4.3: 4.5 to 1 for text; 1.4.11: 3 to 1 for what must be seen to be understood.
TEXT, GRAPHIC = 4.5, 3.0
WHITE = "#FFFFFF"
TEXT_PAIRS = [
    (text, ground)
    for text in ("ink", "muted", "accent", "signal", "good")
    for ground in ("white", "paper_tint", "accent_tint")
]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colours(name: str) -> dict[str, str]:
    theme = read_theme(name, THEMES, Origin("test")).value
    assert theme is not None
    return {**theme.tokens.colours.model_dump(), "white": WHITE}


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
@pytest.mark.parametrize("name", NAMES)
def test_text_can_be_read_on_every_ground(name, text, ground):
    palette = colours(name)
    assert contrast(palette[text], palette[ground]) >= TEXT


@pytest.mark.parametrize("name", NAMES)
def test_tints_stay_light_enough_for_a_black_and_white_printer(name):
    """Under 12 % grey, so that a copy of a copy can still be read."""
    for tint in ("paper_tint", "accent_tint"):
        assert luminance(colours(name)[tint]) > luminance("#E0E0E0"), tint


@pytest.mark.parametrize("name", NAMES)
def test_no_meaning_hangs_on_colour_alone(name):
    """Colours that tell kinds apart (caution, met) always come with a word or a sign: a grey print keeps them."""
    theme = read_theme(name, THEMES, Origin("test")).value
    for rule in re.findall(r"([^{}]+)\{[^{}]*var\(--(?:signal|good)\)[^{}]*\}", theme.css):
        assert rule.strip() in {"aside.caution", "aside.caution > .label"}


@pytest.mark.parametrize("name", NAMES)
def test_a_style_sheet_holds_no_colour_that_is_no_token(name):
    theme = read_theme(name, THEMES, Origin("test")).value
    assert set(re.findall(r"#[0-9A-Fa-f]{3,8}\b", theme.css)) <= {WHITE}


@pytest.mark.parametrize("name", NAMES)
def test_every_variable_of_a_style_sheet_is_a_token(name):
    theme = read_theme(name, THEMES, Origin("test")).value
    assert "var(" not in resolved(theme.css, theme.tokens)


def test_tokens_become_custom_properties_with_substitutes_for_screens():
    css = properties(THEME.tokens)
    assert "--accent: #0E4A57;" in css
    assert '--h2: 600 16pt/20pt "Source Sans 3", "Calibri", "Segoe UI", sans-serif;' in css
    assert "--h2-colour: var(--accent);" in css


def test_print_uses_the_shipped_fonts_alone():
    css = resolved("h2 { font: var(--h2); color: var(--h2-colour); x: var(--mine) }", THEME.tokens)
    families = '"Source Sans 3 Embedded", "IBM Plex Sans Arabic Embedded", "Brief Hangul Embedded"'
    assert css == f"h2 {{ font: 600 16pt/20pt {families}; color: #0E4A57; x: var(--mine) }}"


def test_every_line_of_a_style_sheet_stays_where_it_is():
    assert resolved(THEME.css, THEME.tokens).count("\n") == THEME.css.count("\n")


def test_a_variable_font_is_declared_without_a_weight():
    file = THEME.tokens.fonts.sans.files[0]
    ranged = file.model_copy(update={"weight": "200 900"})
    sans = THEME.tokens.fonts.sans.model_copy(update={"files": (ranged,)})
    fonts = THEME.tokens.fonts.model_copy(update={"sans": sans})
    theme = replace(THEME, tokens=THEME.tokens.model_copy(update={"fonts": fonts}))
    (rule,) = [line for line in font_faces(theme).splitlines() if "Source Sans" in line]
    assert "font-weight" not in rule


def test_a_text_cannot_leave_its_css_string():
    assert css_string('a"b\\c\n') == '"a\\22 b\\5c c\\a "'


def test_pages_have_the_size_and_margins_of_the_document():
    rules = page_rules(samples.A4).splitlines()
    assert rules[0] == "@page { size: 210mm 297mm; margin: 24mm 22mm 24mm 22mm; }"
    assert rules[1].startswith("@page landscape { size: 297mm 210mm;")
