"""Citations as a style writes them: what is a link, and to which source."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.compose import citations
from communique.compose.citations import Citer, open_style
from communique.content.registers import Author, SourceEntry
from communique.content.spans import Citation, CitedSource, plain
from communique.findings import Origin
from kit.dumps import show
from kit.samples import default_theme

HERE = Origin("content/briefs/demo/brief.yaml", 3, 5)
AUTHOR_DATE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-GB">
  <info><title>t</title><id>t</id><updated>2026-11-22T00:00:00+00:00</updated></info>
  <macro name="author"><names variable="author">
    <name form="short" and="text" delimiter=", "/><et-al font-style="italic"/>
  </names></macro>
  <citation et-al-min="3" et-al-use-first="1">
    <sort><key macro="author"/></sort>
    <layout prefix="(" suffix=")" delimiter="; "><group delimiter=", ">
      <group delimiter=" "><text macro="author"/><date variable="issued"><date-part name="year"/></date></group>
      <group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group>
    </group></layout>
  </citation>
  <bibliography><layout suffix="."><text variable="title"/></layout></bibliography>
</style>
"""


def source(key: str, *families: str) -> SourceEntry:
    authors = tuple(Author(origin=HERE, path="", family=family, given="J") for family in families)
    return SourceEntry(
        origin=HERE, path=key, id=key, type="book", title=f"On {key}", authors=authors, issued="2020"
    )


SOURCES = {
    each.id: each for each in (source("a", "Doe"), source("b", "Abe", "Bee", "Cee"), source("c", "Zed"))
}


def cite(*sources: CitedSource) -> Citation:
    return Citation(sources, HERE)


def said(style: str, *citations: Citation) -> list[str]:
    opened = open_style(style, HERE).value
    citer = Citer(opened, SOURCES, citations)
    return [show(citer.text(each)) for each in citations]


def numeric(*citations: Citation) -> list[str]:
    return said(default_theme().csl, *citations)


def by_author(*citations: Citation) -> list[str]:
    return said(AUTHOR_DATE, *citations)


A, B, C = CitedSource("a"), CitedSource("b"), CitedSource("c")


def test_a_citation_of_one_source_is_a_link_with_its_brackets():
    assert numeric(cite(A)) == ["Jump(source-a|[1])"]
    assert by_author(cite(A)) == ["Jump(source-a|(Doe 2020))"]


def test_each_of_several_sources_is_a_link_of_its_own_in_the_order_of_the_style():
    first, several = cite(C), cite(A, CitedSource("c", "p. 4"))
    assert numeric(first, several)[1] == "[Jump(source-c|1, p. 4); Jump(source-a|2)]"
    assert by_author(several) == ["(Jump(source-a|Doe 2020); Jump(source-c|Zed 2020, p. 4))"]


def test_words_before_a_source_are_no_link_and_places_without_a_term_are():
    several = cite(CitedSource("a", "Annex 1", "see"), CitedSource("c", prefix="and"))
    assert numeric(several) == ["[see Jump(source-a|1, Annex 1); and Jump(source-c|2)]"]


def test_letters_of_the_style_stay_inside_the_link():
    assert by_author(cite(B, A)) == ["(Jump(source-b|Abe Emphasis(et al.) 2020); Jump(source-a|Doe 2020))"]


def test_two_places_in_one_source_are_two_links():
    twice = cite(CitedSource("a", "p. 4"), CitedSource("a", "p. 5"))
    assert numeric(twice) == ["[Jump(source-a|1, p. 4); Jump(source-a|1, p. 5)]"]


@pytest.mark.parametrize("several", [(A,), (A, C)])
def test_signs_of_markup_are_what_the_author_wrote(several):
    """As are those of citeproc's own."""
    first = CitedSource("a", "p. <4>", "see <a href='9'>&amp;")
    shown = numeric(cite(first, *several[1:]))[0]
    assert "see <a href='9'>&amp;" in shown
    assert "1, p. <4>" in shown


def test_no_stop_or_blank_is_written_twice_where_a_link_ends():
    stopped = AUTHOR_DATE.replace('delimiter="; ">', 'delimiter=". ">')
    one, several = cite(CitedSource("a", "Annex B.")), cite(CitedSource("a", "Annex B."), C)
    assert said(AUTHOR_DATE.replace('suffix=")"', 'suffix="."'), one) == [
        "Jump(source-a|(Doe 2020, Annex B.)"
    ]
    assert said(stopped, several) == ["(Jump(source-a|Doe 2020, Annex B.) Jump(source-c|Zed 2020))"]


@pytest.mark.parametrize("style", [default_theme().csl, AUTHOR_DATE])
def test_no_mark_of_ours_is_left(style):
    citer = Citer(open_style(style, HERE).value, SOURCES, [cite(A, B, C), cite(B)])
    for each in (cite(A, B, C), cite(B)):
        assert not set(plain(citer.text(each))) & set("\ufdd0\ufdd1\ufdd2<>")


PLACED = st.builds(
    CitedSource,
    st.sampled_from(sorted(SOURCES)),
    st.sampled_from(["", "p. 4", "Annex B.", "Annex 1,", "ch. 2; 3", "art. <1>"]),
    st.sampled_from(["", "see", "cf.", "but:", "& also"]),
)


def unmarked(cited: CitedSource, _: int):
    """The source as citeproc gets it without marks."""
    from citeproc import CitationItem

    before = {"prefix": f"{escape(cited.prefix, quote=False)} "} if cited.prefix else {}
    return CitationItem(cited.key, **before, **citations._locator(cited.locator))


@given(
    st.lists(PLACED, min_size=1, max_size=4),
    st.sampled_from(["; ", ". ", ", ", ".", " "]),
    st.sampled_from([")", ".", ",", " "]),
)
def test_the_words_are_those_that_citeproc_writes_without_marks(sources, delimiter, suffix):
    style = AUTHOR_DATE.replace('delimiter="; ">', f'delimiter="{delimiter}">')
    style = style.replace('suffix=")"', f'suffix="{suffix}"')
    use = cite(*sources)

    def words() -> str:
        return plain(Citer(open_style(style, HERE).value, SOURCES, [use]).text(use))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(citations, "_item", unmarked)
        wanted = words()
    assert words() == wanted
