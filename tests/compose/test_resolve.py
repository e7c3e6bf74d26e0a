"""Names to words: persons, references, terms, citations, footnotes, numbers, contents."""

from __future__ import annotations

import pytest

from kit.composing import composed, lines

HEAD = """\
title: A small brief
short_title: Small
date: 2026-11-22
from: The secretariat
bottom_line: {text: Meet soon.}
"""
SECTIONS = "{% for s in brief.sections %}<h2 class='numbered' of='{{ s.path }}'>{{ s.title }}</h2>{{ s.text }}{% endfor %}"


def brief(*texts: str) -> dict[str, str]:
    sections = "".join(
        f"  - id: s{number}\n    title: Section {number}\n    text: |\n"
        + "".join(f"      {line}\n" for line in text.split("\n"))
        for number, text in enumerate(texts, start=1)
    )
    return {"content/briefs/demo/brief.yaml": HEAD + "sections:\n" + sections}


def paragraphs(tmp_path, *texts, audience="insiders", template=SECTIONS, files=None):
    told = lines(tmp_path, template, audience, brief(*texts) | (files or {}))
    return [line.removeprefix("p ") for line in told if line.startswith("p ")]


def test_a_person_begins_a_sentence_with_a_capital(tmp_path):
    text = "{person}`kim` spoke. {person}`kim` left; {person}`kim` wrote."
    assert paragraphs(tmp_path, text, audience="public") == [
        "A participant spoke. A participant left; a participant wrote."
    ]


def test_an_entry_that_is_no_sentence_does_not_begin_with_a_capital(tmp_path):
    told = lines(tmp_path, SECTIONS, "public", brief("- {person}`kim`;\n- {person}`kim` spoke."))
    assert told[-3:] == ["    p a participant;", "  li", "    p A participant spoke."]


def test_a_term_is_explained_at_its_first_use_only(tmp_path):
    text = "One {term}`cbm`, two {term}`measures <cbm>`, a {term}`cbm`."
    assert paragraphs(tmp_path, text) == ["One confidence-building measure (CBM), two measures, a CBM."]


def test_no_short_form_is_used_where_the_audience_wants_no_glossary(tmp_path):
    audience = {
        "content/audiences/public.yaml": "title: P\nceiling: TLP:CLEAR\nglossary: none\ndocuments: {summary: {formats: [docx]}}\n"
    }
    text = "One {term}`cbm`, a {term}`cbm`."
    expected = ["One confidence-building measure, a confidence-building measure."]
    assert paragraphs(tmp_path, text, audience="public", files=audience) == expected


def test_a_list_of_terms_holds_those_in_use_and_is_linked(tmp_path):
    audience = {
        "content/audiences/public.yaml": "title: P\nceiling: TLP:CLEAR\nglossary: table\ndocuments: {summary: {formats: [docx]}}\n"
    }
    template = SECTIONS + "<h2>Terms</h2><div class='glossary'></div>"
    told = lines(tmp_path, template, "public", brief("A {term}`cbm`.") | audience)
    assert told[1] == "p A Jump(terms-cbm|confidence-building measure (CBM))."
    assert told[-2:] == [
        "  dt@terms-cbm Confidence-building measure (CBM)",
        "    p A step that lowers mistrust.",
    ]


def test_lists_that_turn_out_empty_vanish_with_their_heading(tmp_path):
    template = (
        SECTIONS
        + "<h2>Terms</h2><div class='glossary'></div><h2>Sources</h2><div class='bibliography'></div>"
    )
    assert lines(tmp_path, template, "insiders", brief("Plain.")) == [
        "h2@sections-s1 1 Section 1",
        "p Plain.",
    ]


def test_a_reference_links_to_where_the_item_is(tmp_path):
    assert paragraphs(tmp_path, "See {ref}`section/s2`.", "And {ref}`above <section/s1>`.") == [
        "See Jump(sections-s2|Section 2).",
        "And Jump(sections-s1|above).",
    ]


def test_a_reference_to_what_this_document_leaves_out_is_its_title(tmp_path):
    template = "{{ brief.sections[0].text }}"
    assert paragraphs(tmp_path, "See {ref}`section/s2`.", "x", template=template) == ["See Section 2."]


def test_citations_are_numbered_and_listed(tmp_path):
    template = SECTIONS + "<h2>Sources</h2><div class='bibliography'></div>"
    told = lines(tmp_path, template, "insiders", brief("As shown [@handbook, p. 4; @handbook, ch. 2]."))
    shown = "As shown [Jump(source-handbook|1, p. 4); Jump(source-handbook|1, ch. 2)]."
    assert told[1] == f"p {shown}"
    assert told[-2:] == ["sources", "  [1] Jan Doe. Emphasis(A handbook). 2020. @source-handbook"]


def test_the_words_before_a_citation_are_kept(tmp_path):
    assert paragraphs(tmp_path, "Known [see @handbook].") == ["Known Jump(source-handbook|[see 1])."]


def test_citations_vanish_with_the_blank_before_them_where_evidence_is_hidden(tmp_path):
    assert paragraphs(tmp_path, "As shown [@handbook].", audience="public") == ["As shown."]


def test_where_evidence_is_hidden_the_sources_are_still_listed_without_numbers(tmp_path):
    template = SECTIONS + "<h2>Sources</h2><div class='bibliography'></div>"
    told = lines(tmp_path, template, "public", brief("As shown [@handbook, p. 4]."))
    assert told[-2:] == ["sources", "   Jan Doe. Emphasis(A handbook). 2020. @source-handbook"]


def test_footnotes_are_numbered_in_the_order_they_are_read(tmp_path):
    told = lines(
        tmp_path,
        SECTIONS,
        "insiders",
        brief("One[^a].\n\n[^a]: The *first*.", "Two[^a].\n\n[^a]: By {person}`kim`."),
    )
    assert [line for line in told if not line.startswith("h2")] == [
        "p OneNoteCall(1).",
        "p TwoNoteCall(2).",
        "note 1 The Emphasis(first).",
        "note 2 By Kim Ji-woo.",
    ]


def test_numbers_restart_below_each_heading(tmp_path):
    template = "".join(f"<h{level} class='numbered'>x</h{level}>" for level in (2, 3, 3, 2, 3)) + "<p>x</p>"
    told = lines(tmp_path, template)
    assert [line.split()[1] for line in told if line.startswith("h")] == ["1", "1.1", "1.2", "2", "2.1"]


def test_equal_headings_have_different_anchors(tmp_path):
    told = lines(tmp_path, "<h2>Same</h2><p>a</p><h2>Same</h2><p>b</p>")
    assert [line.split()[0] for line in told if line.startswith("h2")] == ["h2@same", "h2@same-2"]


def test_the_contents_list_headings_that_are_not_plain(tmp_path):
    template = (
        "<nav class='contents'></nav><h2 class='numbered'>A</h2><h3>B</h3><h2 class='plain'>C</h2><p>x</p>"
    )
    assert lines(tmp_path, template)[:3] == ["contents", "  2 1 A -> a", "  3  B -> b"]


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en-GB", "22 November 2026"), ("en-US", "November 22, 2026"), ("fr", "22 novembre 2026")],
)
def test_dates_follow_the_language(tmp_path, language, shown):
    audience = (
        f"title: P\nlanguage: {language}\nceiling: TLP:CLEAR\ndocuments: {{summary: {{formats: [docx]}}}}\n"
    )
    told = lines(
        tmp_path, "<p>{{ brief.date|date }}</p>", "public", {"content/audiences/public.yaml": audience}
    )
    assert told == [f"p {shown}"]


def test_a_language_without_fixed_words_is_a_warning(tmp_path):
    audience = "title: P\nlanguage: sw\nceiling: TLP:CLEAR\ndocuments: {summary: {formats: [docx]}}\n"
    outcome = composed(tmp_path, "<p>x</p>", "public", {"content/audiences/public.yaml": audience})
    assert [(f.code.value, f.severity.value) for f in outcome.findings] == [("no-wording", "warning")]
    assert outcome.value is not None


def test_a_citation_style_that_is_none_is_a_finding(tmp_path):
    theme = {
        f"templates/themes/default/{name}": text for name, text in {"briefing.csl": "<not-csl/>"}.items()
    }
    outcome = composed(tmp_path, SECTIONS, "insiders", brief("As shown [@handbook].") | theme)
    assert [finding.code.value for finding in outcome.findings] == ["citation-style"]
