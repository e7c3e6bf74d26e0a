"""What must stay together in Word, and look as one: leads with what explains them, sources with what they support."""

from __future__ import annotations

import pytest

from communique.compose.model import (
    Bibliography,
    BibliographyEntry,
    Callout,
    Cell,
    Column,
    ListKind,
    PageBreak,
    Row,
    Table,
)
from communique.content.spans import Words
from communique.write.docx.house import STYLES
from kit.docx_files import WordFile, written
from kit.samples import SOURCE, bullets, heading, para, region, table

HELD = "//w:p[w:pPr/w:keepNext]"


def held(file: WordFile) -> list[str]:
    return ["".join(node.itertext()) for node in file.find(HELD)]


def test_a_source_stays_with_the_paragraph_before_it_only():
    file = written(para("First."), para("Second."), para("Evidence: asserted", "source"), para("Third."))
    assert held(file) == ["Second."]


def test_a_source_stays_with_the_last_row_of_a_table():
    rows = tuple((f"row {number}", "x") for number in range(20))
    file = written(table("", ("a", "b"), rows, (0.5, 0.5)), para("Evidence: asserted", "source"))
    assert held(file) == ["row 19", "x"]


@pytest.mark.parametrize("before", [(), (para("x"), PageBreak(SOURCE))])
def test_a_source_at_the_top_of_a_page_holds_nothing(before):
    assert held(written(*before, para("Evidence: asserted", "source"))) == []


@pytest.mark.parametrize(("kind", "style"), [("note", "Note"), ("caution", "Caution"), ("claim", "Claim")])
def test_a_source_inside_a_remark_stands_behind_its_rule(kind, style):
    remark = Callout(kind, "Label", (para("What it says."), para("Evidence: asserted", "source")), SOURCE)
    file = written(remark, para("After."))
    assert [name for name, _ in file.paragraphs()] == [f"{style}Label", style, f"{style}Source", "BodyText"]
    base = file.find(f"string(//w:style[@w:styleId='{style}Source']/w:basedOn/@w:val)", "word/styles.xml")
    assert base == style  # and with it the rule and the indent


@pytest.mark.parametrize(("kind", "name"), [(ListKind.BULLET, "Bullet"), (ListKind.NUMBER, "Number")])
def test_a_lead_in_a_list_has_a_style_that_the_list_belongs_to(kind, name):
    items = bullets((para("A sentence.", "lead"), para("What explains it.")), kind=kind)
    file = written(items)
    assert [style for style, _ in file.paragraphs()][:2] == [f"List{name}Lead", "ListContinue"]
    style = f"//w:style[@w:styleId='List{name}Lead']"
    assert file.find(f"string({style}/w:next/@w:val)", "word/styles.xml") == "ListContinue"
    assert file.find(f"count({style}/w:pPr/w:numPr/w:numId)", "word/styles.xml") == 1
    direct = file.find("count(//w:body//w:numPr)")
    assert direct == (kind is ListKind.NUMBER)  # which counts for itself, from its own start


def test_the_last_sources_stay_together():
    sources = Bibliography(
        tuple(BibliographyEntry(f"s{n}", f"[{n}]", (Words(f"S{n}"),), f"s-{n}") for n in range(9)), SOURCE
    )
    assert [text[-2:] for text in held(written(sources, para("After.")))] == [
        f"S{number}" for number in range(3, 9)
    ]


def checks(*texts: str) -> Table:
    """A checklist; texts in capitals head a group."""
    rows = (Row((Cell((para(text),)),), SOURCE, "group" if text.isupper() else "") for text in texts)
    return Table((), (Column(1.0),), (), tuple(rows), SOURCE, role="checklist")


def test_a_group_of_a_checklist_stays_on_one_page():
    more = [f"e{number}" for number in range(8)]
    assert held(written(checks("before", "more", "ONE", "a", "b", "TWO", *more))) == [
        "ONE",
        "a",
        "TWO",
        *more[:-1],
    ]


def test_a_group_of_many_rows_may_part():
    assert held(written(checks("ONE", *(f"e{number}" for number in range(16))))) == []


def test_a_lead_deeper_in_a_list_names_its_level():
    inner = bullets((para("Inner.", "lead"), para("More.")))
    file = written(bullets((para("Outer."), inner)))
    assert ("LeadSentence", "Inner.") in file.paragraphs()
    assert file.find("//w:body//w:numPr/w:ilvl/@w:val") == ["1"]


def test_headings_of_parts_have_less_space_above_than_those_in_them():
    """Word keeps the space above a heading that begins a page."""

    def above(level: int, *, parts: bool) -> int:
        file = written(region("part" if parts else "together", heading(2, "First"), para("x")))
        path = f"string(//w:style[@w:styleId='Heading{level}']/w:pPr/w:spacing/@w:before)"
        return int(file.find(path, "word/styles.xml"))

    assert 0 < above(1, parts=True) < above(2, parts=True)
    assert above(1, parts=False) < above(2, parts=True)


def test_numbers_of_contents_have_room():
    """The number 2.10 in the letters of the contents is about 22 points wide; the title begins beyond it."""
    row = {style.name: style.shape for style in STYLES}
    assert row["TOC 3"].hanging >= 30
    assert row["TOC 3"].left - row["TOC 3"].hanging == row["TOC 2"].left
