"""The marking in a template's header stands at the right and on one line, as TLP 2.0 wants it."""

from __future__ import annotations

import pytest
from lxml import etree

from communique.write.docx.reference.filling import Filling
from communique.write.docx.reference.label_place import lead_right, take_too_long

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORD = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
STOPS = {"Header": {4680: ("center", ""), 9360: ("right", "")}}
WIDTH = 9360


def header(before: str, label: str = "TLP:AMBER", holder: str = "{}"):
    """A header with some runs before the marking, in Word's own style for headers."""
    line = (
        f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{before}<w:r><w:rPr><w:rStyle w:val="M"/></w:rPr>'
        f"<w:t>{label}</w:t></w:r></w:p>"
    )
    return etree.fromstring(f"<w:hdr {NS}>{holder.format(line)}</w:hdr>")


def filling(label: str = "TLP:AMBER", restriction: str = "") -> Filling:
    return Filling({}, restriction, label, "M")


def stops(root) -> list[tuple[str, str]]:
    found = root.xpath("//w:tabs/w:tab", namespaces=WORD)
    return [(tab.get(f"{{{WORD['w']}}}val"), tab.get(f"{{{WORD['w']}}}pos")) for tab in found]


TAB = "<w:r><w:t>Office</w:t><w:tab/></w:r>"
LINE = (
    "<w:r><w:t>Office of Dialogue of the Ministry of Dialogue, Department of Long Names</w:t><w:tab/></w:r>"
)


def test_one_tab_leads_past_the_middle_to_the_right():
    root = header(TAB)
    assert lead_right(root, filling(), WIDTH, STOPS)
    assert stops(root) == [("clear", "4680"), ("right", "9360")]


def test_a_stop_in_the_margin_is_where_the_line_ends():
    root = header(TAB + "<w:r><w:tab/></w:r>")
    assert lead_right(root, filling(), 6800, STOPS)
    assert stops(root) == [("center", "4680"), ("right", "6800"), ("clear", "9360")]


@pytest.mark.parametrize(
    ("root", "label"),
    [
        (header(TAB + "<w:r><w:tab/></w:r>"), "TLP:AMBER"),  # the second tab leads there already
        (header("<w:r><w:t>Office</w:t></w:r>"), "TLP:AMBER"),  # no tab
        (header(TAB, "OFFICIAL"), "OFFICIAL"),  # other ladders have the middle
        (header(TAB, holder="<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"), "TLP:AMBER"),
    ],
)
def test_other_lines_stay_as_they_are(root, label):
    before = etree.tostring(root)
    assert not lead_right(root, filling(label), WIDTH, STOPS)
    assert etree.tostring(root) == before


def test_a_marking_that_its_line_has_no_room_for_is_taken_out_with_its_restriction():
    restriction = "<w:r><w:t xml:space='preserve'>Addressees only   </w:t></w:r>"
    root = header(LINE + restriction)
    assert take_too_long(root, filling(restriction="Addressees only"), WIDTH, STOPS)
    words = "".join(root.itertext())
    assert "Department of Long Names" in words
    assert "TLP" not in words
    assert "Addressees" not in words


def test_what_the_middle_of_the_line_leaves_is_all_the_room_behind_two_tabs():
    long = filling("TLP:AMBER+STRICT", "Participants only")
    two = TAB + "<w:r><w:tab/></w:r><w:r><w:t xml:space='preserve'>Participants only   </w:t></w:r>"
    assert take_too_long(header(two, "TLP:AMBER+STRICT"), long, WIDTH, STOPS)
    one = TAB + "<w:r><w:t xml:space='preserve'>Participants only   </w:t></w:r>"
    assert not take_too_long(header(one, "TLP:AMBER+STRICT"), long, WIDTH, STOPS)


def test_a_marking_with_room_stays():
    assert not take_too_long(header(TAB), filling(), WIDTH, STOPS)


@pytest.mark.parametrize("size", ["x", "", "9" * 400, "-3"])
def test_measures_that_are_none_do_no_harm(size):
    words = f'<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t>Office</w:t><w:tab/></w:r>'
    assert not take_too_long(header(words), filling(), WIDTH, STOPS)
