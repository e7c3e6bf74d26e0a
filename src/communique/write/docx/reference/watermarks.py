"""A document's watermark in the headers of a template, in the place of the template's own."""

from __future__ import annotations

from lxml import etree

from communique.write.docx.ooxml import NAME, NAMESPACES
from communique.write.docx.reference.nodes import Element

_VML = {"v": "urn:schemas-microsoft-com:vml"}
# As Word names its watermarks of words and of pictures.
_OWN = ".//v:shape[contains(translate(@id, 'WM', 'wm'), 'watermark')]"


def put_mark(header: Element, run: str) -> None:
    """Puts a run with a watermark into a header's first paragraph, and takes out what Word has put there as one."""
    if not run:
        return
    for shape in header.xpath(_OWN, namespaces=_VML):
        holder = next(shape.iterancestors(NAME["w:r"]), None)
        if holder is not None and holder.getparent() is not None:
            holder.getparent().remove(holder)
    paragraph = header.find(NAME["w:p"])
    if paragraph is None:
        paragraph = next(header.iter(NAME["w:p"]), None)
    if paragraph is None:
        paragraph = etree.SubElement(header, NAME["w:p"])
    paragraph.append(etree.fromstring(f'<w:p xmlns:w="{NAMESPACES["w"]}">{run}</w:p>')[0])
