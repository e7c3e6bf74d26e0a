"""The order of children: one table, held by every part of every file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.write.docx import write_docx
from communique.write.docx.ooxml import add, element
from communique.write.docx.order import ORDER, misplaced, put
from kit.docx_files import WordFile
from kit.docx_gallery import gallery
from kit.samples import LETTER, SAMPLES, default_theme


@given(st.data())
def test_children_stand_in_schema_order_whatever_order_they_are_put_in(data):
    name = data.draw(st.sampled_from(sorted(ORDER)))
    parent = element(name)
    for child in data.draw(st.permutations(ORDER[name])):
        put(parent, child)
    assert [node.tag.rsplit("}", 1)[1] for node in parent] == [child.split(":")[1] for child in ORDER[name]]
    assert misplaced(parent) == ()


def test_a_repeated_child_comes_after_its_equals():
    parent = element("w:sectPr")
    for child in ("w:pgSz", "w:headerReference", "w:footerReference", "w:headerReference"):
        put(parent, child)
    names = [node.tag.rsplit("}", 1)[1] for node in parent]
    assert names == ["headerReference", "headerReference", "footerReference", "pgSz"]


def test_a_child_that_the_table_does_not_know_is_an_error():
    with pytest.raises(KeyError):
        put(element("w:pPr"), "w:tblW")


def test_a_child_in_the_wrong_place_is_seen():
    parent = element("w:pPr")
    add(parent, "w:jc", val="center")
    add(parent, "w:pStyle", val="Normal")
    assert misplaced(parent) == ("pPr",)


def test_a_foreign_child_is_seen():
    parent = element("w:rPr")
    add(parent, "w:pStyle", val="Normal")
    assert misplaced(parent) == ("rPr",)


@pytest.mark.parametrize("name", ["gallery", "gallery on Letter", "summary", "checklist"])
def test_every_part_of_a_file_holds_the_order(name):
    made = {"gallery": gallery, "gallery on Letter": lambda: gallery(LETTER), **SAMPLES}[name]
    file = WordFile(write_docx(made(), default_theme()))
    for part in file.names():
        if part.endswith(".xml"):
            assert misplaced(file.part(part)) == (), part
