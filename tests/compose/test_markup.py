"""The closed vocabulary: what templates may print, and the tree it becomes."""

from __future__ import annotations

import pytest

from communique.compose.model import Paragraph, Table, walk
from kit.composing import composed, faults, lines


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>Title</h1>", ["h1@title Title"]),
        ("<p class='overline'>A &amp; B&nbsp;C</p>", ["p.overline A & B\xa0C"]),
        ("<p>one\n  two</p>", ["p one two"]),
        ("<p>a <strong>b</strong> <em>c</em><br>d</p>", ["p a Strong(b) Emphasis(c)LineBreak()d"]),
        ("<p></p>", ["p@x x"]),
        ("<ul><li>a</li><li><p>b</p></li></ul>", ["bullet", "  li", "    p a", "  li", "    p b"]),
        ("<ol class='recommendations'><li>a</li></ol>", ["number.recommendations", "  li", "    p a"]),
        ("<ul class='unmarked'><li>a</li></ul>", ["plain", "  li", "    p a"]),
        ("<dl class='facts'><dt>To</dt><dd>You</dd></dl>", ["dl.facts", "  dt To", "    p You"]),
        ("<aside class='caution' label='Caution'>Mind.</aside>", ["aside.caution Caution", "  p Mind."]),
        ("<div class='bottom-line'><p>x</p></div>", ["div.bottom-line", "  p.statement x"]),
        ("<section><p>x</p></section>", ["p x"]),
        ("<p>x</p><hr class='page-break'>", ["p x", "page-break"]),
        ("<p><input type='checkbox' name='a' label='b'> c</p>", ["p Tick(a|b) c"]),
        ("<p><span class='evidence'>asserted</span></p>", ["p Styled(evidence|asserted)"]),
        ("<p><a href='https://a.b'>c</a></p>", ["p Link(c|https://a.b)"]),
    ],
)
def test_elements_become_blocks_and_spans(tmp_path, html, expected):
    if html == "<p></p>":
        html, expected = "<p></p><p>x</p>", ["p x"]
    assert lines(tmp_path, html) == expected


def test_a_table_has_columns_head_body_and_note(tmp_path):
    html = """\
    <table class="matrix"><caption>Cap</caption>
    <colgroup><col share="1"><col share="3" align="end"></colgroup>
    <thead><tr><th>A</th><th>B</th></tr></thead>
    <tbody><tr class="group"><th colspan="2" scope="rowgroup">G</th></tr><tr><td>1</td><td>2</td></tr></tbody>
    <tfoot><tr><td colspan="2">Note</td></tr></tfoot></table>
    """
    outcome = composed(tmp_path, html)
    assert outcome.value is not None
    (table,) = outcome.value.blocks
    assert isinstance(table, Table)
    assert [column.share for column in table.columns] == [0.25, 0.75]
    assert [cell.scope.value for row in (*table.head, *table.body) for cell in row.cells] == [
        "col", "col", "rowgroup", "", "",
    ]  # fmt: skip
    assert (table.role, table.number, table.body[0].role) == ("matrix", "1", "group")
    assert table.note


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<blink>x</blink>", "1 template-markup: <blink> can't stand here"),
        ("\n\n<h5>x</h5>", "3 template-markup: <h5> can't stand here"),
        ("<p class='big'>x</p>", "1 template-markup: 'big' is not a class of <p>"),
        ("<p style='color:red'>x</p>", "1 template-markup: <p> has no attribute 'style'"),
        ("<table><tbody><tr><td style='x'>1</td></tr></tbody></table>", "1 template-markup: <td> has no attribute 'style'"),
        ("<p onclick='x()'>x</p>", "1 template-markup: <p> has no attribute 'onclick'"),
        ("<script>x</script>", "1 template-markup: <script> can't stand here"),
        ("<p>x", "1 template-markup: <p> is never closed"),
        ("<p>x</p>\n<div class='panel'><p>y</div></p>", "2 template-markup: </div> closes nothing; <p> is open here"),
        ("<ul><p>x</p></ul>", "1 template-markup: <p> stands in a list"),
        ("<h2></h2><p>x</p>", "1 template-markup: the heading is empty"),
        ("<p><div class='panel'>x</div></p>", "1 template-markup: <div> can't stand in running text"),
        ("<p><a href='file:///x'>x</a></p>", "1 template-markup: the link 'file:///x' leads nowhere"),
        ("<p of='sections/none'>x</p>", '1 template-markup: of="sections/none" names no item of the view'),
        (
            "<table><tbody><tr><td>1</td></tr><tr><td>1</td><td>2</td></tr></tbody></table>",
            "1 template-markup: the rows of the table have different numbers of cells",
        ),
        (
            "<table><colgroup><col><col></colgroup><tbody><tr><td>1</td></tr></tbody></table>",
            "1 template-markup: the table has 2 <col> and 1 cells in a row",
        ),
        ("<table><tbody><tr><td colspan='0'>1</td></tr></tbody></table>", "1 template-markup: colspan='0' is not a number of columns"),
        ("<p>{{ brief.bottom_line.text }}</p>", "1 template-markup: a text of several paragraphs stands inside a paragraph"),
        ("<p>x</p>\n{{ brief.title }}", "1 template-markup: a one-paragraph text stands between blocks"),
        ("<p>{{ audience.title }}</p>loose", "0 template-markup: loose text 'loose'"),
    ],
)  # fmt: skip
def test_what_is_not_in_the_vocabulary_is_told_with_the_templates_line(tmp_path, html, fault):
    told = faults(tmp_path, html)
    assert any(one == fault or (fault.startswith("0 ") and one.endswith(fault[2:])) for one in told), told


def test_every_block_knows_the_line_its_words_come_from(tmp_path):
    outcome = composed(
        tmp_path, "{% for s in brief.sections %}<h2>{{ s.title }}</h2>{{ s.text }}{% endfor %}<p>Own</p>"
    )
    assert outcome.value is not None
    places = [str(block.source.origin) for block in walk(outcome.value.blocks)]
    assert places == [
        "content/briefs/demo/brief.yaml:17:12",
        "content/briefs/demo/brief.yaml:18:11",
        "templates/documents/summary.html.j2:4",
    ]
    assert [block.source.path for block in walk(outcome.value.blocks)][:2] == [
        "sections/background/title",
        "sections/background/text",
    ]


def test_text_of_the_author_is_never_read_as_markup_of_the_template(tmp_path):
    text = "<b>raw</b> {{ 7 * 7 }} <x-line path='title'></x-line>"
    brief = f'title: "{text}"\nshort_title: x\ndate: 2026-11-22\nfrom: me\nbottom_line: {{text: x}}\n'
    outcome = composed(tmp_path, "<p>{{ brief.title }}</p>", files={"content/briefs/demo/brief.yaml": brief})
    assert outcome.value is not None
    (paragraph,) = outcome.value.blocks
    assert isinstance(paragraph, Paragraph)
    assert [getattr(span, "text", "") for span in paragraph.spans] == [text]


def test_a_document_without_content_is_a_finding(tmp_path):
    assert faults(tmp_path, "{# nothing #}")[0].split()[1] == "empty-document:"


@pytest.mark.parametrize(
    "inside",
    ["<input type='checkbox' name='a' label='b'>", "&nbsp;&#8203;", "<br>", "<strong>&#173;</strong>"],
)
def test_a_heading_without_words_is_told_with_its_line(tmp_path, inside):
    assert faults(tmp_path, f"<p>x</p>\n<h2>{inside}</h2>") == ["2 template-markup: the heading has no words"]


def test_a_box_beside_the_words_of_a_heading_is_let_through(tmp_path):
    assert faults(tmp_path, "<h1>x</h1><h2><input type='checkbox' name='a' label='b'> words</h2>") == []
