"""Themes: what one is read from, what it may build on, colours that can be read, fonts that are whole."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from communique.compose.model import PageSetup
from communique.findings import Origin, Outcome
from communique.fonts import fault_of_font
from communique.theme import Colours, Theme, check_contrast, contrast, read_theme
from communique.world import Folder
from communique.write.pdf import write_pdf
from kit.pdfs import THEMES
from kit.samples import LETTER, TEMPLATES, default_theme, summary, theme_called
from kit.trees import doc, h1, p

FONT = default_theme().font("fonts/SourceSans3-Regular.ttf")
YAML = (TEMPLATES / "themes/ministry/theme.yaml").read_text(encoding="utf-8")


def read(root, yaml: str = YAML, **files: str | bytes) -> Outcome[Theme]:
    """The theme `mine` in a project, over the shipped ones; `print_css` is its style sheet."""
    folder = root / "themes/mine"
    (folder / "fonts").mkdir(parents=True)
    (folder / "theme.yaml").write_text(yaml, encoding="utf-8")
    for name, content in ({"print_css": "p { color: var(--ink) }\n"} | files).items():
        path = folder / name.replace("__", "/").replace("_css", ".css").replace("_ttf", ".ttf")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_theme("mine", Folder((root, TEMPLATES)), Origin("asked.yaml", 1, 1))


def told(outcome) -> list[tuple[str, int, str]]:
    return [(each.code.value, each.origin.line, each.message) for each in outcome.findings]


def line_of(text: str) -> int:
    return YAML[: YAML.index(text)].count("\n") + 1


# -- a theme on top of another -----------------------------------------------------------------------------------


def test_a_theme_takes_what_its_folder_lacks_from_the_one_it_builds_on(tmp_path):
    theme = read(tmp_path).value
    assert theme is not None
    assert [path for path, _ in theme.sheets] == [
        "templates/themes/default/print.css",
        "templates/themes/mine/print.css",
    ]
    assert theme.font("fonts/SourceSans3-Regular.ttf") == FONT
    assert theme.csl == default_theme().csl


def test_a_file_of_its_own_goes_before_that_of_the_other(tmp_path):
    other = default_theme().font("fonts/SourceSans3-It.ttf")
    theme = read(tmp_path, **{"fonts__SourceSans3-Regular_ttf": other}).value
    assert theme is not None
    assert theme.font("fonts/SourceSans3-Regular.ttf") == other


@pytest.mark.parametrize("base", ["nobody", "mine"])
def test_a_theme_cannot_build_on_one_that_is_not_there_or_on_itself(tmp_path, base):
    found = told(read(tmp_path, YAML.replace("base: default", f"base: {base}")))
    assert found == [("unknown-theme", line_of("base:"), f"there is no theme '{base}' to build on")]


def test_a_fault_of_a_style_sheet_is_told_in_the_file_that_has_it(tmp_path):
    theme = read(tmp_path, print_css="p { color: blau }\n").value
    assert theme is not None
    found = write_pdf(doc(h1(), p("x")), theme).findings
    assert [(each.origin.path, each.origin.line) for each in found] == [
        ("templates/themes/mine/print.css", 1)
    ]


# -- colours -------------------------------------------------------------------------------------------------------


def colours(**changed: str) -> Colours:
    return default_theme().tokens.colours.model_copy(update=changed)


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


@pytest.mark.parametrize("name", THEMES)
def test_the_colours_of_a_shipped_theme_can_be_read(name):
    assert tuple(check_contrast(theme_called(name).tokens.colours)) == ()


@pytest.mark.parametrize(
    ("changed", "messages"),
    [
        ({"muted": "#777777"}, ["'muted' on white paper has a contrast of 4.48", "'muted' on 'paper_tint'"]),
        ({"signal": "#C98A00"}, ["'signal' on white paper"]),
        ({"accent_tint": "#5E9AA3"}, ["'accent' on 'accent_tint'"]),
        ({"ink": "#FFFFFF"}, ["'ink' on white paper", "'ink' on 'paper_tint'", "'ink' on 'accent_tint'"]),
    ],
)
def test_a_faint_colour_is_told(changed, messages):
    found = [each.message for each in check_contrast(colours(**changed))]
    assert [told.startswith(wanted) for told, wanted in zip(found, messages, strict=True)] == [True] * len(
        messages
    )


def test_a_theme_with_a_faint_colour_is_not_used_and_its_line_is_told(tmp_path):
    outcome = read(tmp_path, YAML.replace("#545D70", "#9AA3B5"))
    assert outcome.value is None
    assert {(code, line) for code, line, _ in told(outcome)} == {("contrast", line_of("muted:"))}


# -- fonts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", THEMES)
def test_every_shipped_font_is_whole(name):
    assert {fault_of_font(data) for _, data in theme_called(name).fonts} == {""}


def flipped(at: int) -> bytes:
    return FONT[:at] + bytes([FONT[at] ^ 0x20]) + FONT[at + 1 :]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "is not a font"),
        (b"\0\1\0\0garbage", "is not a font"),
        (b"wOF2" + FONT[4:], "is not a font"),
        (FONT[:40], "ends in the middle"),
        (FONT[:-100], "ends in the middle"),
        (FONT.replace(b"hmtx", b"hmty", 1), "lacks the table 'hmtx'"),
        (flipped(len(FONT) // 2), "is damaged in the table"),
    ],
)
def test_a_damaged_font_is_told_at_the_line_that_names_it(tmp_path, data, fault):
    outcome = read(tmp_path, **{"fonts__SourceSans3-Regular_ttf": data})
    assert outcome.value is None
    ((code, line, message),) = told(outcome)
    assert (code, line) == ("file-unreadable", line_of("SourceSans3-Regular.ttf"))
    assert fault in message


def test_a_missing_font_is_told_at_the_line_that_names_it(tmp_path):
    found = told(read(tmp_path, YAML.replace("SourceSans3-Light.ttf", "Nowhere.ttf")))
    assert [(code, line) for code, line, _ in found] == [("file-missing", line_of("SourceSans3-Light.ttf"))]


def test_a_look_needs_no_program():
    """Everything in the folder of a theme is data: values, a style sheet, fonts, a citation style, words about them."""
    kinds = {path.suffix for path in (TEMPLATES / "themes").rglob("*") if path.is_file()}
    assert kinds <= {".yaml", ".css", ".csl", ".ttf", ".otf", ".md", ".docx", ".dotx"}
    assert not re.search(
        r"\bministry\b", "".join(path.read_text() for path in (TEMPLATES / "documents").iterdir())
    )


# -- room for the text -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", ["90", "4", "-20", "1000000", "nan"])
def test_margins_that_leave_no_room_are_told_before_anything_is_laid_out(tmp_path, side):
    line = next(each for each in YAML.splitlines() if each.strip().startswith("A4:"))
    narrow = YAML.replace(line, f"  A4: [24, {side}, 24, 22]")
    outcome = read(tmp_path, narrow)
    assert outcome.value is None
    assert [(code, at) for code, at, _ in told(outcome)] == [("wrong-value", line_of(line))]


def test_pages_with_the_widest_margins_can_be_laid_out(tmp_path):
    theme = default_theme()
    narrow = replace(summary(LETTER), page=PageSetup("Letter", (80, 80, 80, 80)))
    outcome = write_pdf(narrow, theme)
    assert outcome.value is not None
    assert outcome.findings == ()
    assert 5 < outcome.value.page_count < 40


# -- what designers mistype ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "instead", "message", "hint"),
    [
        ('accent: "#', 'accent: "', "is no colour", "write '#' and six digits"),
        ("A4: [", "A4: [24, ", "this list has too many entries", "write 4 at most"),
        ("family: serif", "family: arial", "'arial' is not one of serif, sans", "use one of serif, sans"),
    ],
)
def test_a_mistyped_value_is_told_in_words_and_not_as_a_pattern(tmp_path, written, instead, message, hint):
    assert written in YAML
    (finding,) = read(tmp_path, YAML.replace(written, instead, 1)).findings
    assert message in finding.message
    assert hint in finding.hint
    assert "^" not in finding.message + finding.hint


def test_every_pattern_of_a_theme_has_its_words(tmp_path):
    word = "\nword:\n  reference: house.doc\n"
    (finding,) = read(tmp_path, YAML + word).findings
    assert finding.message == "'house.doc' is no Word template"


def test_a_file_that_is_nowhere_is_asked_for_in_the_theme_s_own_folder(tmp_path):
    (finding,) = read(tmp_path, YAML.replace("citations: briefing.csl", "citations: apa.csl")).findings
    assert finding.message == "the theme's file templates/themes/mine/apa.csl does not exist"
