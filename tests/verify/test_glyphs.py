"""Glyph coverage: what no font of the theme can draw is told where it was written."""

from __future__ import annotations

from dataclasses import replace

from communique.verify.glyphs import check_glyphs
from kit.samples import default_theme
from kit.trees import (
    LETTERS,
    METADATA,
    SIGNS,
    call,
    callout,
    cited,
    contents_of,
    doc,
    figure,
    h1,
    h2,
    p,
    table,
    terms,
)

TIBETAN, HIEROGLYPH = "\u0f40", "\U00013000"


def found(document) -> list[tuple[int, str]]:
    return [(finding.origin.line, finding.message) for finding in check_glyphs(document, default_theme())]


def test_the_letters_of_european_scripts_are_all_there():
    assert found(doc(p(LETTERS), p(SIGNS))) == []


def test_a_missing_character_is_told_once_for_each_place_with_its_name():
    message = "no font of the theme has '\u0f40' (U+0F40, tibetan letter ka)"
    assert found(doc(p(TIBETAN * 3), p("fine"), p("again ", TIBETAN))) == [(10, message), (30, message)]


def test_text_of_every_kind_of_block_is_looked_at():
    part = h2(f"{TIBETAN} part")
    blocks = (
        contents_of(part), part, terms((TIBETAN, "x")), terms(("x", TIBETAN)), callout(TIBETAN), cited(("", TIBETAN)),
        table(("x",), (TIBETAN,)), table(("x",), caption=TIBETAN), table(("x",), note=TIBETAN), figure("x", TIBETAN),
        figure("x", note=TIBETAN),
    )  # fmt: skip
    assert [len(found(doc(h1(), block))) for block in blocks] == [1] * len(blocks)
    assert len(found(doc(p("x", call(1)), notes=(TIBETAN,)))) == 1


def test_running_heads_and_the_marking_are_looked_at():
    for field in ("short_title", "audience", "shown_date"):
        assert len(found(doc(p("x"), **{field: HIEROGLYPH}))) == 1
    assert METADATA.short_title


def test_characters_that_are_never_drawn_need_no_glyph():
    assert found(doc(p("a\u00a0b\u200bc\u00add\u2009e\u200df\u2060"))) == []


def test_a_theme_without_fonts_draws_nothing():
    theme = replace(default_theme(), fonts=())
    assert len(check_glyphs(doc(p("ab"), short_title="", audience="", shown_date=""), theme)) > 2
