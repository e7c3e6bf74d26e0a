"""Tables: widths, header rows, spans, alignment, captions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.compose.model import Align, Cell, Column, Row, Scope, Table
from communique.write.docx import write_docx
from kit.docx_files import WordFile, written
from kit.docx_gallery import big_table, checklist_table, mixed_table
from kit.samples import SOURCE, cell, default_theme, matrix, para, spans, table


def test_widths_are_fixed_in_the_grid_and_in_every_cell():
    file = written(mixed_table())
    grid = [int(width) for width in file.find("//w:gridCol/@w:w")]
    (whole,) = file.find("//w:tblW/@w:w")
    assert sum(grid) == int(whole)
    assert file.find("//w:tblLayout/@w:type") == ["fixed"]
    for row in file.find("//w:tr"):
        cells = [int(width) for width in row.xpath(".//w:tcW/@w:w", namespaces=row.nsmap)]
        assert sum(cells) == int(whole)


@given(st.lists(st.integers(1, 100), min_size=1, max_size=12))
def test_shares_never_lose_a_twip(weights):
    columns = tuple(Column(weight / sum(weights)) for weight in weights)
    row = Row(tuple(Cell((para("x"),)) for _ in columns), SOURCE)
    file = written(Table((), columns, (), (row,), SOURCE))
    grid = [int(width) for width in file.find("//w:gridCol/@w:w")]
    assert sum(grid) == 11906 - 2 * 1247
    assert file.find("//w:tcW/@w:w") == [str(width) for width in grid]


def test_header_rows_repeat_and_no_row_splits():
    file = written(mixed_table())
    rows = file.find("//w:tr")
    assert [len(row.xpath("w:trPr/w:tblHeader", namespaces=row.nsmap)) for row in rows] == [1, 0, 0, 0]
    assert [len(row.xpath("w:trPr/w:cantSplit", namespaces=row.nsmap)) for row in rows] == [1, 1, 1, 1]


def test_a_table_tells_its_caption_and_columns_to_readers_who_do_not_see_it():
    file = written(mixed_table())
    assert file.find("//w:tblCaption/@w:val") == ["Few meetings carry most of the work"]
    assert file.find("//w:tblDescription/@w:val") == ["Actor; Meetings (number); Track; Remarks"]


def test_the_caption_stays_with_its_table_and_the_source_line_follows():
    file = written(mixed_table())
    assert file.paragraphs()[0] == ("Caption", "Table\u00a01. Few meetings carry most of the work")
    assert len(file.find("/w:document/w:body/w:p[1]/w:pPr/w:keepNext")) == 1
    assert file.paragraphs()[-1] == ("SourceLine", "Source: participants.")


def test_cells_have_styles_by_scope_and_side():
    styles = [style for style, _ in written(mixed_table()).paragraphs()]
    assert styles[1:5] == ["TableHeading", "TableHeadingRight", "TableHeadingCentred", "TableHeading"]
    assert styles[5:8] == ["TableLead", "TableTextRight", "TableTextCentred"]
    assert styles[-4:-1] == ["TableLead", "TableText", "TableText"]  # the wide cell keeps to its start


def test_a_wide_cell_spans_its_columns():
    assert written(mixed_table()).find("//w:gridSpan/@w:val") == ["2"]


def test_every_cell_ends_with_a_paragraph():
    inner = table("", ("A",), (("b",),), (1.0,))
    outer = Table((), (Column(0.5), Column(0.5)), (), (Row((Cell(()), Cell((inner,))), SOURCE),), SOURCE)
    file = written(outer)
    for node in file.find("//w:tc"):
        assert node[-1].tag.endswith("}p")


def test_tables_that_follow_each_other_do_not_become_one():
    one = table("", ("A",), (("b",),), (1.0,))
    file = written(one, one)
    assert [node.tag.rsplit("}", 1)[1] for node in file.find("/w:document/w:body/*")] == [
        "tbl",
        "p",
        "tbl",
        "p",
        "sectPr",
    ]


@pytest.mark.parametrize(
    ("made", "style"),
    [(mixed_table, "DataTable"), (checklist_table, "ChecklistTable"), (matrix, "MatrixTable")],
)
def test_a_table_has_the_style_of_its_role(made, style):
    block = replace(made(), body=made().body[1:]) if made is matrix else made()
    from communique.content.spans import Words

    block = replace(block, body=(Row(tuple(cell("x") for _ in block.columns), SOURCE),), note=(Words("n"),))
    assert written(block).find("//w:tblStyle/@w:val") == [style]


def test_the_rows_of_a_checklist_leave_room_to_write_and_its_groups_do_not():
    file = written(checklist_table())
    heights = [
        row.xpath("string(w:trPr/w:trHeight/@w:val)", namespaces=row.nsmap) for row in file.find("//w:tr")
    ]
    assert heights == ["", "", "510", "510", "", "510", "510"]


def test_group_rows_stay_with_the_row_below():
    file = written(checklist_table())
    keeps = "string(//w:style[@w:styleId='TableGroup']/w:pPr/w:keepNext/@w:val)"
    assert file.find(keeps, "word/styles.xml") == "1"
    assert [style for style, _ in file.paragraphs()].count("TableGroup") == 2


def test_short_tables_stay_on_one_page_and_long_ones_run_on():
    def kept(rows: int) -> int:
        return len(WordFile(write_docx(big_table(rows), default_theme())).find("//w:tc//w:keepNext"))

    assert kept(8) == 8 * 3
    assert kept(9) == 0


def test_a_header_row_is_announced_to_the_style():
    assert written(mixed_table()).find("//w:tblLook/@w:firstRow") == ["1"]
    bare = Table(
        (), (Column(1.0, Align.END),), (), (Row((cell("x", Scope.ROW),), SOURCE),), SOURCE, spans("n")
    )
    assert written(bare).find("//w:tblLook/@w:firstRow") == ["0"]
    assert written(bare).find("//w:tblLook/@w:firstColumn") == ["1"]
