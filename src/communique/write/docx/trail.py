"""The way home: which field of the content each paragraph came from, so that edits in Word can be brought back.

Every paragraph whose words come from a field bears a hidden bookmark, which survives edits, moves and a visit to LibreOffice
better than anything else in a Word file. Its name is a hash of the field's path in the content and of the paragraph's place
among those of the same field. It depends on nothing else: not on other items, not on their number or order, so that nothing
withheld shows in it. Whoever has the content finds the field by hashing its paths; whoever has not, learns nothing.

A custom XML part lists the names with a hash of each paragraph's words, which tells what was edited. The words themselves
are not in it: what somebody deletes in Word must be gone from the file.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2s
from uuid import UUID

from lxml import etree

from communique.write.docx.ooxml import NAME, Element, add, serialised
from communique.write.docx.package import Part, Relations, part

NAMESPACE = "urn:communique:word-map:1"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_MAP, _MAP_PROPERTIES = "customXml/item1.xml", "customXml/itemProps1.xml"
_GALLERY = "Custom 1"  # the kind of block control that LibreOffice keeps as a block


@lru_cache(maxsize=4096)
def anchor_name(path: str, place: int = 0) -> str:
    """The bookmark of a field's paragraph; `place` counts from 0 among the paragraphs of that field in the document."""
    return f"_pb_{_hash(f'{path}#{place}', 8)}"


def words_hash(words: str) -> str:
    """The hash of a paragraph's words; blanks do not count, which programs put and take as they like."""
    return _hash(" ".join(words.split()), 10)


def _hash(text: str, size: int) -> str:
    return blake2s(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


@dataclass(slots=True)
class Trail:
    """The anchors of a document in order, each with its paragraph; `due` is the path of the next one."""

    due: str = ""
    rows: list[tuple[str, Element]] = field(default_factory=list)
    places: Counter[str] = field(default_factory=Counter)

    def take(self, node: Element) -> str:
        """The name for a paragraph that has just been opened; "" when its words are the template's."""
        path, self.due = self.due, ""
        if not path:
            return ""
        name = anchor_name(path, self.places[path])
        self.places[path] += 1
        self.rows.append((name, node))
        return name

    def parts(self, links: Relations) -> tuple[Part, ...]:
        """The custom XML part with its properties; none for a document without a field of the content."""
        if not self.rows:
            return ()
        rows = [(name, words_hash(words_of(node))) for name, node in self.rows]
        export = _hash("\n".join(f"{name} {words}" for name, words in rows), 16)
        root = etree.Element(f"{{{NAMESPACE}}}map", nsmap={"m": NAMESPACE}, export=export)
        for name, words in rows:
            etree.SubElement(root, f"{{{NAMESPACE}}}p", bookmark=name, words=words)
        properties = etree.Element(f"{{{_PROPERTIES}}}datastoreItem", nsmap={"ds": _PROPERTIES})
        properties.set(f"{{{_PROPERTIES}}}itemID", f"{{{str(UUID(export)).upper()}}}")
        schemas = etree.SubElement(properties, f"{{{_PROPERTIES}}}schemaRefs")
        etree.SubElement(schemas, f"{{{_PROPERTIES}}}schemaRef").set(f"{{{_PROPERTIES}}}uri", NAMESPACE)
        own = Relations()
        own.to("map properties", _MAP_PROPERTIES)
        links.to("map", _MAP)
        return (
            part(_MAP, "map", serialised(root), own),
            part(_MAP_PROPERTIES, "map properties", serialised(properties)),
        )


def words_of(paragraph: Element) -> str:
    """The words of a paragraph as its runs have them."""
    return "".join(piece.text or " " for piece in paragraph.iter(NAME["w:t"], NAME["w:tab"], NAME["w:br"]))


def enclose_blocks(trail: Trail, body: Element, next_id: int) -> None:
    """A block control round each anchored paragraph of the body: Word keeps it when all of its words are typed over.

    Only as a block of the gallery (17.5.2.12): LibreOffice takes plain and rich block controls apart, and loses links and
    tracked changes in them. A paragraph that ends a section stays as it is.
    """
    for name, node in trail.rows:
        if node.getparent() is not body or node.find(f"{NAME['w:pPr']}/{NAME['w:sectPr']}") is not None:
            continue
        control = node.makeelement(NAME["w:sdt"])
        properties = add(control, "w:sdtPr")
        add(properties, "w:alias", val=name)
        add(properties, "w:tag", val=name)
        add(properties, "w:id", val=next_id)
        add(add(properties, "w:docPartObj"), "w:docPartGallery", val=_GALLERY)
        next_id += 1
        node.addprevious(control)
        add(control, "w:sdtContent").append(node)
