"""Golden parts of Word files: normalised XML beside the tests, compared line by line.

`COMMUNIQUE_UPDATE_GOLDENS=1 pytest tests/write/docx/test_golden.py` writes them anew; look at the difference in Git before it is
committed, and at the printed pages. Under CI that is refused: a golden that changes by itself proves nothing.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest
from lxml import etree

from kit.docx_files import WordFile

GALLERY = Path(__file__).resolve().parents[1] / "gallery" / "word"
SHOWN = 60  # lines of a difference


def normalised(data: bytes) -> str:
    """The part with one element a line and its attributes in order; text, which must not change by a blank, as it is."""
    root = etree.fromstring(data)
    for node in root.iter(etree.Element):
        attributes = sorted(node.attrib.items())
        node.attrib.clear()
        node.attrib.update(attributes)
    etree.indent(root, " ")
    return etree.tostring(root, encoding="unicode") + "\n"


def assert_golden(file: WordFile, part: str, name: str, folder: Path = GALLERY) -> None:
    """The part is what the golden file says; the difference is shown otherwise."""
    path = folder / f"{name}.xml"
    said = normalised(file.raw(part))
    if os.environ.get("COMMUNIQUE_UPDATE_GOLDENS"):
        if os.environ.get("CI"):
            pytest.fail("COMMUNIQUE_UPDATE_GOLDENS is set, and goldens are not written under CI")
        path.write_text(said, encoding="utf-8")
    wanted = path.read_text(encoding="utf-8") if path.is_file() else ""
    if said != wanted:
        lines = difflib.unified_diff(
            wanted.splitlines(), said.splitlines(), str(path.name), part, lineterm="", n=2
        )
        pytest.fail("\n".join([f"{part} is not {path.name}:", *list(lines)[:SHOWN]]))
