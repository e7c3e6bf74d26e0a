"""The HTML writer: what each block and span becomes, what is escaped, and that a page needs nothing from outside."""

import re
from dataclasses import replace

import lxml.html
import pytest

from communique.compose.model import (
    Align,
    Bibliography,
    BibliographyEntry,
    Callout,
    Column,
    Contents,
    ContentsEntry,
    Definition,
    Definitions,
    Figure,
    Heading,
    Image,
    List,
    ListItem,
    ListKind,
    Note,
    PageBreak,
    Paragraph,
    Region,
    Row,
    Scope,
    Table,
    Wording,
)
from communique.content.spans import (
    Code,
    Emphasis,
    Jump,
    LineBreak,
    Link,
    NoteCall,
    PageOf,
    Reference,
    Strong,
    Styled,
    Tick,
    Words,
)
from communique.write.html import direction, print_markup, write_html
from communique.write.html_blocks import row_groups, write_blocks
from communique.write.html_spans import Medium, Setting, UnresolvedSpanError, write_spans
from communique.write.svg import with_theme_fonts
from kit import samples
from kit.samples import SOURCE, cell, doc, para, spans

NOTE = Note(1, (Words("A note."),), SOURCE)
THEME = samples.default_theme()


def setting(medium=Medium.SCREEN):
    return Setting(medium, {1: NOTE}, Wording(), {"sans": '"Sans X"', "serif": '"Serif X"'})


SPANS = [
    (Words("a < b & c"), "a &lt; b &amp; c"),
    (Code("<x>"), "<code>&lt;x&gt;</code>"),
    (Emphasis((Words("e"),)), "<em>e</em>"),
    (Strong((Emphasis((Words("s"),)),)), "<strong><em>s</em></strong>"),
    (Link((Words("l"),), "https://x.org/?a=1&b=2"), '<a href="https://x.org/?a=1&amp;b=2">l</a>'),
    (Jump("past", (Words("j"),)), '<a href="#past">j</a>'),
    (Styled("evidence", (Words("asserted"),)), '<span class="evidence">asserted</span>'),
    (LineBreak(), "<br>"),
    (PageOf("past"), ""),
    (NoteCall(1), '<sup class="note-call"><a id="note-call-1" href="#note-1">1</a></sup>'),
]


@pytest.mark.parametrize(("span", "html"), SPANS, ids=lambda value: type(value).__name__)
def test_each_span_has_its_element(span, html):
    assert write_spans((span,), setting()) == html


def test_a_tick_says_its_state_and_what_it_ticks():
    open_box, ticked = (write_spans((Tick("n", 'is "met"', state),), setting()) for state in (False, True))
    assert 'aria-checked="false"' in open_box
    assert 'aria-label="is &quot;met&quot;"' in open_box
    assert ">☐<" in open_box
    assert ">☑<" in ticked
    assert 'aria-checked="true"' in ticked


def test_a_name_that_compose_left_unresolved_raises():
    with pytest.raises(UnresolvedSpanError, match="Reference"):
        write_spans((Reference("case/x", SOURCE.origin),), setting())


def test_print_sets_a_note_at_its_first_call_and_only_there():
    made = write_spans((NoteCall(1), NoteCall(1)), setting(Medium.PRINT))
    assert made == ('<span class="footnote" data-number="1">A note.</span><sup class="note-call">1</sup>')


def test_print_leaves_page_numbers_to_the_layout():
    assert write_spans((PageOf("past"),), setting(Medium.PRINT)) == '<a class="page-of" href="#past"></a>'


BLOCKS = [
    (Heading(2, spans("T"), SOURCE, "t", "1.2"), '<h2 id="t"><span class="number">1.2</span> T</h2>'),
    (Heading(3, spans("T"), SOURCE, role="plain"), '<h3 class="plain">T</h3>'),
    (Paragraph(spans("p"), SOURCE, "lede", "x"), '<p id="x" class="lede">p</p>'),
    (
        List(ListKind.NUMBER, (ListItem((para("a"),), SOURCE, "a"),), SOURCE, "recommendations", 3),
        '<ol class="recommendations" start="3"><li id="a">a</li></ol>',
    ),
    (
        List(ListKind.PLAIN, (ListItem((para("a"), para("b")), SOURCE),), SOURCE),
        '<ul class="unmarked"><li><p>a</p><p>b</p></li></ul>',
    ),
    (
        Definitions((Definition(spans("To"), (para("us"),), SOURCE, "to"),), SOURCE, "facts"),
        '<dl class="facts"><dt id="to">To</dt><dd>us</dd></dl>',
    ),
    (
        Callout("caution", "Caution", (para("c"),), SOURCE),
        '<aside class="caution"><p class="label">Caution</p><p>c</p></aside>',
    ),
    (Region("split", (para("r"),), SOURCE, "s"), '<div id="s" class="split"><p>r</p></div>'),
    (Region("case", (para("r"),), SOURCE), '<section class="case"><p>r</p></section>'),
    (
        Contents((ContentsEntry(2, "1", "One & all", "one"),), SOURCE),
        (
            '<nav class="contents" aria-label="Contents"><ul class="unmarked"><li class="level-2"><a href="#one">'
            '<span class="number">1</span> One &amp; all</a></li></ul></nav>'
        ),
    ),
    (
        Bibliography((BibliographyEntry("k", "[1]", spans("*T*."), "source-k"),), SOURCE),
        (
            '<section class="bibliography"><ul class="unmarked"><li id="source-k"><span class="number">[1]</span> '
            "<em>T</em>.</li></ul></section>"
        ),
    ),
    (PageBreak(SOURCE), '<hr class="page-break">'),
]


@pytest.mark.parametrize(("block", "html"), BLOCKS, ids=lambda value: type(value).__name__)
def test_each_block_has_its_element(block, html):
    assert write_blocks((block,), setting()).replace("\n", "") == html


def small_table():
    columns = (Column(0.7), Column(0.3, Align.END))
    head = Row((cell("Name", Scope.COLUMN), cell("Sum", Scope.COLUMN)), SOURCE)
    group = Row((cell("Group", Scope.GROUP, 2),), SOURCE, "group")
    body = Row((cell("a", Scope.ROW), cell("1")), SOURCE, anchor="row-a")
    return Table(
        spans("Taken"), columns, (head,), (group, body, body, group, body), SOURCE, spans("Src."), number="4"
    )


def test_a_table_says_what_each_header_cell_heads():
    made = write_blocks((small_table(),), setting()).replace("\n", "")
    assert '<caption><span class="number">Table 4.</span> Taken</caption>' in made
    assert '<col style="width: 70%"><col style="width: 30%">' in made
    assert '<thead><tr><th scope="col">Name</th><th scope="col" class="end">Sum</th></tr></thead>' in made
    assert '<tr class="group"><th scope="rowgroup" colspan="2">Group</th></tr>' in made
    assert '<tr id="row-a"><th scope="row">a</th><td class="end">1</td></tr>' in made
    assert made.endswith('</table><p class="source">Src.</p>')


def test_a_row_that_heads_others_begins_a_group_of_its_own():
    sizes = [len(rows) for rows in row_groups(small_table().body)]
    assert sizes == [3, 2]
    assert write_blocks((small_table(),), setting()).count("<tbody>") == 2


def test_a_picture_travels_inside_the_page_with_its_alternative():
    figure = Figure(Image(b"abc", "image/png", 4, 2), 'a "b"', spans("Cap"), SOURCE, spans("Src"), "f", "1")
    made = write_blocks((figure,), setting()).replace("\n", "")
    assert 'src="data:image/png;base64,YWJj" alt="a &quot;b&quot;" width="4" height="2"' in made
    assert '<figcaption><span class="number">Figure 1.</span> Cap</figcaption>' in made


def test_a_decorative_picture_is_no_image_in_print():
    figure = Figure(Image(b"abc", "image/png", 4, 2), "", (), SOURCE)
    assert 'alt=""' in write_blocks((figure,), setting())
    assert "<img" not in write_blocks((figure,), setting(Medium.PRINT))


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ('font-family="Arial, sans-serif"', "'Sans X'"),
        ("font-family=\"'Times New Roman'\"", "'Serif X'"),
        ('font-family="serif"', "'Serif X'"),
        ("style=\"fill: red; font-family: 'Georgia', serif\"", "'Serif X'"),
        ("", "'Sans X'"),
    ],
)
def test_drawings_in_print_use_the_fonts_of_the_theme(written, used):
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g {written}><text>a</text></g></svg>'
    )
    made = with_theme_fonts(drawing.encode(), setting().stacks).decode()
    assert used in made
    assert not re.search("Arial|Times|Georgia", made)


def test_a_drawing_restyled_in_its_style_element_uses_the_fonts_of_the_theme():
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><style>text{font-family:Foo;fill:red}</style></svg>'
    assert (
        "text{font-family:'Sans X';fill:red}" in with_theme_fonts(drawing.encode(), setting().stacks).decode()
    )


@pytest.mark.parametrize("kind", samples.SAMPLES)
def test_a_page_needs_nothing_from_outside(kind):
    page = lxml.html.document_fromstring(write_html(samples.SAMPLES[kind](), THEME).decode())
    assert not page.xpath("//script | //link | //iframe | //object")
    assert all(source.startswith("data:") for source in page.xpath("//@src"))
    assert not re.search(r"url\(|@import", page.findtext(".//style"))
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == "Military diplomacy in Track II"


@pytest.mark.parametrize("kind", samples.SAMPLES)
def test_ids_are_unique_and_every_inner_link_has_its_target(kind):
    page = lxml.html.document_fromstring(write_html(samples.SAMPLES[kind](), THEME).decode())
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    wanted = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert wanted <= set(ids)


def test_notes_and_their_calls_lead_to_each_other():
    page = lxml.html.document_fromstring(write_html(samples.summary(), THEME).decode())
    (note,) = page.xpath('//section[@class="footnotes"]//li')
    assert note.get("id") == "note-1"
    assert note.xpath('a[@class="back"]/@href') == ["#note-call-1"]
    assert page.xpath('//a[@id="note-call-1"]/@href') == ["#note-1"]


def test_the_marking_stands_at_the_head_and_at_the_foot_with_its_colours():
    page = lxml.html.document_fromstring(write_html(samples.checklist(), THEME).decode())
    labels = page.xpath('//header//span[@class="marking"] | //footer//span[@class="marking"]')
    assert [label.text for label in labels] == ["TLP:AMBER+STRICT"] * 2
    assert {label.get("style") for label in labels} == {"color: #FFC000; background-color: #000000"}
    assert page.xpath("string(//header)").count("Participants only") == 1


def test_words_cannot_become_markup():
    nasty = '</title><script>alert("x")</script>'
    document = doc(
        Heading(1, (Words(nasty),), SOURCE, 'a"><script>'),
        Callout("note", nasty, (para(nasty),), SOURCE),
        Contents((ContentsEntry(2, nasty, nasty, nasty),), SOURCE),
        title=nasty,
    )
    for made in (write_html(document, THEME).decode(), print_markup(document, THEME)):
        assert "<script" not in made


def test_a_style_sheet_cannot_end_its_element():
    theme = replace(THEME, css='p::before { content: "</style><script>x</script>" }')
    made = write_html(doc(para("p")), theme).decode()
    assert made.count("</style>") == 1
    assert "\\3c /script" in made


def test_languages_from_right_to_left_say_so():
    assert direction("ar-EG") == "rtl"
    assert direction("ko") == ""
    assert ' dir="rtl"' in write_html(doc(para("p"), language="he"), THEME).decode()


@pytest.mark.parametrize("kind", samples.SAMPLES)
def test_the_same_document_gives_the_same_bytes(kind):
    made = {write_html(samples.SAMPLES[kind](), THEME) for _ in range(2)}
    assert len(made) == 1


def test_every_class_of_the_markup_has_a_rule_in_the_style_sheet():
    used: set[str] = set()
    for kind in samples.SAMPLES.values():
        page = lxml.html.document_fromstring(print_markup(kind(), THEME))
        used |= {name for names in page.xpath("//@class") for name in names.split()}
    # Those that look like what they are: a heading that the contents leave out, a remark, the reading width.
    plain = {"plain", "note", "claim", "messages", "level-1", "level-3", "part"}
    rules = set(re.findall(r"\.([a-z][a-z0-9-]*)", THEME.css))
    assert used - rules - plain == set()
