"""The way home: which field of the content each paragraph came from, so that edits in Word can be brought back.

Every paragraph whose words come from a field bears a hidden bookmark, which survives edits, moves and a visit to LibreOffice
better than anything else in a Word file. Its name is a hash of the field's path in the content and of the paragraph's place
among those of the same field. It depends on nothing else: not on other items, not on their number or order, so that nothing
withheld shows in it. Whoever has the content finds the field by hashing its paths; whoever has not, learns nothing.

A custom XML part lists the names with a hash of each paragraph's words, which tells what was edited. The words themselves
are not in it: what somebody deletes in Word must be gone from the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2s
from uuid import UUID

from lxml import etree

from communique.write.docx.ooxml import add, serialised
from communique.write.docx.order import put
from communique.write.docx.package import Part, Relations, part
from communique.write.docx.paper import DECLARATION, Paper, opened, scratch

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
    # Split only what has blanks that are not single ones.
    single = words.isprintable() and "  " not in words and words == words.strip()
    return _hash(words if single else " ".join(words.split()), 10)


def _hash(text: str, size: int) -> str:
    return blake2s(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


@dataclass(slots=True)
class _Row:
    """An anchored paragraph: its anchor, its words, whether it stands in the body itself, and its first and last piece."""

    name: str
    in_body: bool
    words: str = ""
    pieces: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Trail:
    """The anchors of a document in order; `open` is that of the paragraph which is being written."""

    rows: list[_Row] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    open: _Row | None = None

    def take(self, path: str, *, in_body: bool) -> str:
        """The name for a paragraph of a field, which has just begun."""
        place = self.places.get(path, 0)
        self.places[path] = place + 1
        self.open = _Row(anchor_name(path, place), in_body)
        self.rows.append(self.open)
        return self.open.name

    def leave(self, paper: Paper) -> None:
        """Notes what the paragraph that has just been written says, if it has an anchor."""
        if self.open is not None:
            self.open.words = "".join(paper.said)
            self.open.pieces = (paper.starts[-1], len(paper.pieces) - 1)
            self.open = None

    def parts(self, links: Relations) -> tuple[Part, ...]:
        """The custom XML part with its properties; none for a document without a field of the content."""
        if not self.rows:
            return ()
        rows = [(row.name, words_hash(row.words)) for row in self.rows]
        export = _hash("\n".join(f"{name} {words}" for name, words in rows), 16)
        listed = "".join(f'<m:p bookmark="{name}" words="{words}"/>' for name, words in rows)
        whole = f'{DECLARATION}<m:map xmlns:m="{NAMESPACE}" export="{export}">{listed}</m:map>'
        properties = etree.Element(f"{{{_PROPERTIES}}}datastoreItem", nsmap={"ds": _PROPERTIES})
        properties.set(f"{{{_PROPERTIES}}}itemID", f"{{{str(UUID(export)).upper()}}}")
        schemas = etree.SubElement(properties, f"{{{_PROPERTIES}}}schemaRefs")
        etree.SubElement(schemas, f"{{{_PROPERTIES}}}schemaRef").set(f"{{{_PROPERTIES}}}uri", NAMESPACE)
        own = Relations()
        own.to("map properties", _MAP_PROPERTIES)
        links.to("map", _MAP)
        return (
            part(_MAP, "map", whole.encode("ascii"), own),
            part(_MAP_PROPERTIES, "map properties", serialised(properties)),
        )


def enclose_blocks(trail: Trail, paper: Paper, next_id: int) -> None:
    """A block control round each anchored paragraph of the body: Word keeps it when all of its words are typed over.

    Only as a block of the gallery (17.5.2.12): LibreOffice takes plain and rich block controls apart, and loses links and
    tracked changes in them. A paragraph that ends a section stays as it is.
    """
    for row in trail.rows:
        first, last = row.pieces
        if not row.in_body or "<w:sectPr>" in paper.pieces[first + 1]:
            continue
        control = scratch("w:sdt")
        properties = add(control, "w:sdtPr")
        put(properties, "w:alias", val=row.name)
        put(properties, "w:tag", val=row.name)
        put(properties, "w:id", val=next_id)
        add(put(properties, "w:docPartObj"), "w:docPartGallery", val=_GALLERY)
        next_id += 1
        paper.pieces[first] = f"{opened(control)}<w:sdtContent>{paper.pieces[first]}"
        paper.pieces[last] += "</w:sdtContent></w:sdt>"
