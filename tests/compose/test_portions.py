"""Portion marks: each item begins with its own marking, where the audience wants it."""

from __future__ import annotations

from kit.composing import lines

WISH = "title: I\nceiling: TLP:AMBER\nglossary: table\nportion_marks: 'true'\ndocuments: {summary: {formats: [html]}}\n"
BRIEF = """\
title: A small brief
short_title: Small
date: 2026-11-22
from: The secretariat
bottom_line: {text: Meet soon.}
sections:
  - id: s
    title: Talks
    text: "First.\\n\\nSecond."
    handling: TLP:GREEN
    points: [{id: p, title: One, text: More, handling: 'TLP:AMBER'}, {id: q, title: Two}]
"""
SHOWN = """
<h1>{{ brief.title }}</h1>
<p>Template words.</p>
{% for s in brief.sections %}
<h2 of="{{ s.path }}">{{ s.title }}</h2>
<ul>{% for p in s.points %}<li of="{{ p.path }}"><p>{{ p.title }}</p>{{ p.text or "" }}</li>{% endfor %}</ul>
{{ s.text }}
{% endfor %}
{% for s in brief.sections %}<p>{{ s.title }}</p>{% endfor %}
"""


def shown(tmp_path, template: str = SHOWN, **files: str) -> list[str]:
    audience = {"content/audiences/insiders.yaml": WISH, "content/audiences/public.yaml": None}
    named = {f"content/{name}.yaml": text for name, text in files.items()}
    brief = {"content/briefs/demo/brief.yaml": BRIEF}
    made = lines(tmp_path, template, files=audience | brief | named)
    return [
        line.strip().replace("Styled(portion|", "").replace("))\N{NO-BREAK SPACE}", ")|") for line in made
    ]


def test_an_item_is_marked_where_it_begins_and_not_where_it_goes_on(tmp_path):
    assert shown(tmp_path) == [
        "h1@a-small-brief (TLP:CLEAR)|A small brief",
        "p Template words.",
        "h2@sections-s (TLP:GREEN)|Talks",
        "bullet",
        "li@sections-s-points-p",
        "p (TLP:AMBER)|One",
        "p More",
        "li@sections-s-points-q",
        "p (TLP:GREEN)|Two",
        "p First.",
        "p Second.",
        "p Talks",
    ]


def test_an_item_that_comes_again_is_marked_again(tmp_path):
    again = SHOWN.replace(
        "<p>Template", "{% for s in brief.sections %}<p>{{ s.title }}</p>{% endfor %}<p>Template"
    )
    assert shown(tmp_path, again)[1:4] == ["p (TLP:GREEN)|Talks", "p Template words.", "h2@sections-s Talks"]


def test_the_short_form_of_a_rung_is_shown_as_the_ladder_has_it(tmp_path):
    ladder = """\
title: P
ladder:
  - {label: OFFICIAL, short: (O), foreground: '#000000', background: '#FFFFFF'}
  - {label: OFFICIAL-SENSITIVE, short: (O-S), foreground: '#FFFFFF'}
  - {label: SECRET, foreground: '#FF0000'}
"""
    labels = (("TLP:GREEN", "OFFICIAL-SENSITIVE"), ("TLP:AMBER", "SECRET"))
    brief, audience = BRIEF, WISH
    for old, new in labels:
        brief, audience = brief.replace(old, new), audience.replace(old, new)
    files = {"project": ladder, "briefs/demo/brief": brief, "audiences/insiders": audience}
    made = shown(tmp_path, **files)
    assert [line.split(" ")[1].split("|")[0] for line in made if "|" in line] == [
        "(O)",
        "(O-S)",
        "(SECRET)",
        "(O-S)",
    ]


def test_what_an_items_words_bring_along_raises_its_mark(tmp_path):
    people = "people: [{id: kim, name: Kim, role: an officer, handling: 'TLP:AMBER'}]\n"
    brief = BRIEF.replace("Second.", "As {person}`kim` said.")
    made = shown(tmp_path, **{"people": people, "briefs/demo/brief": brief})
    assert "h2@sections-s (TLP:AMBER)|Talks" in made


def test_terms_and_sources_bear_their_own_mark(tmp_path):
    terms = "terms: [{id: cbm, term: measure, definition: What helps., handling: 'TLP:AMBER'}]\n"
    sources = "sources: [{id: book, type: book, title: Title, handling: 'TLP:GREEN'}]\n"
    brief = BRIEF.replace("Meet soon.", "'A {term}`cbm` [@book].'")
    template = "{{ brief.bottom_line.text }}<div class='glossary'></div><div class='bibliography'></div>"
    made = shown(tmp_path, template, **{"glossary": terms, "sources": sources, "briefs/demo/brief": brief})
    assert any("(TLP:AMBER)|Measure" in line for line in made)
    assert any("(TLP:GREEN)|" in line and "Title" in line for line in made)
