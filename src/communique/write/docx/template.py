"""What is taken from the package that new documents begin with: python-docx's default template.

Nothing but Office's theme part is kept, whose effects and fonts for other scripts no token of ours replaces. Its
styles, settings, thumbnail, `stylesWithEffects` and custom XML stay behind: they speak of another document.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from communique.write.docx.ooxml import Element


def office_theme() -> Element:
    """A fresh copy of the template's theme."""
    return deepcopy(_theme())


@cache
def _theme() -> Element:
    part = Document().part.part_related_by(RELATIONSHIP_TYPE.THEME)
    return etree.fromstring(part.blob, etree.XMLParser(remove_blank_text=True, resolve_entities=False))
