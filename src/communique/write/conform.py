"""The last touches before a PDF is written, which make WeasyPrint's PDF/A-3a file a PDF/UA-1 file as well.

WeasyPrint takes one variant at a time and leaves running heads untagged, header cells without scope and footnotes as
spans. All of it is mended here, in the objects of the finished file, through the public `finisher` hook. The shape of
those objects is WeasyPrint 70.0's; `tests/write/test_pdf.py` tells when another version builds them otherwise.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias

from communique.write.forms import mend_forms

# The PDF/UA identifier, and the extension schema that PDF/A asks for before it allows one (ISO 14289-1, 5;
# ISO 19005-3, 6.6.2.3).
_UA_IDENTIFIER = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>\
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description></rdf:li></rdf:Seq>\
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
_END_OF_METADATA = b"</rdf:RDF>"
# What a header cell heads, by the part of the table that its row is in.
_SCOPES = {"/THead": "/Column", "/TBody": "/Row"}


class Tag(NamedTuple):
    """A structure element: its reference, its dictionary, and the elements above it, outermost first."""

    reference: bytes
    element: Any
    above: tuple[Any, ...]


Tags: TypeAlias = tuple[Tag, ...]


def finish(pdf: Any, padding: int = 0, fonts: Iterable[Any] = ()) -> None:
    """Mend a `pydyf.PDF` in place. `padding` is the number of empty objects to add (see `is_ambiguous`), `fonts` are
    WeasyPrint's.
    """
    import pydyf

    for _ in range(padding):
        pdf.add_object(pydyf.Dictionary())
    identify_as_ua(pdf)
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    elements = tuple(_below(pdf, root["K"]))
    give_scope(elements)
    give_bodies(pdf, elements)
    drop_inner_links(pdf, elements)
    mark_notes(elements)
    make_artifacts(pdf, root, frozenset(tag.reference for tag in elements))
    mend_forms(pdf, fonts)
    compress(pdf)


def is_ambiguous(data: bytes) -> bool:
    """True when the data of a stream ends in CR: with the LF before `endstream` that reads as one end-of-line marker.

    The stream then seems a byte shorter than its Length (ISO 32000-1, 7.3.8.1), which PDF/A forbids. It happens to
    one compressed stream in 256; the same file with an empty object more is written otherwise.
    """
    return b"\r\nendstream" in data


def identify_as_ua(pdf: Any) -> None:
    """Say PDF/UA-1 in the one RDF of the metadata, left uncompressed so that any reader finds it."""
    stream = _object(pdf, pdf.catalog["Metadata"])
    stream.compress = False
    stream.stream = [
        part.replace(_END_OF_METADATA, _UA_IDENTIFIER + _END_OF_METADATA) for part in stream.stream
    ]


def give_scope(elements: Tags) -> None:
    """Give every TH its Scope (ISO 32000-1, 14.8.5.7), and take the `Headers` of TD away.

    WeasyPrint counts the heading of a group of rows as a heading of the first column; Scope says it right.
    """
    for _, element, above in elements:
        if element["S"] == "/TH":
            part = next((each["S"] for each in reversed(above) if each["S"] in _SCOPES), "/THead")
            element["A"]["Scope"] = _SCOPES[part]
        elif element["S"] == "/TD":
            element["A"].pop("Headers", None)


def give_bodies(pdf: Any, elements: Tags) -> None:
    """Put the blocks of a list item into its LBody (ISO 32000-1, 14.8.4.3.3): LI holds Lbl and LBody only."""
    import pydyf

    for reference, element, _ in elements:
        if element["S"] != "/LI":
            continue
        inner = [kid for kid in element["K"] if _kind(pdf, kid) not in {"/Lbl", "/LBody"}]
        if not inner:
            continue
        body = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": "/LBody",
                "K": pydyf.Array(inner),
                "Pg": element["Pg"],
                "P": reference,
            }
        )
        pdf.add_object(body)
        for kid in inner:
            _object(pdf, kid)["P"] = body.reference
        element["K"] = pydyf.Array([*(kid for kid in element["K"] if kid not in inner), body.reference])


def drop_inner_links(pdf: Any, elements: Tags) -> None:
    """Take away the annotations that WeasyPrint makes for each box inside a link: the link's own covers them.

    An annotation of a link stands in a Link element (ISO 14289-1, 7.18.5).
    """
    dropped: set[bytes] = set()
    for _, element, above in elements:
        if element["S"] == "/Link" or all(each["S"] != "/Link" for each in above):
            continue
        inner = [kid for kid in element["K"] if isinstance(kid, bytes) and _is_annotation(pdf, kid)]
        dropped.update(_object(pdf, kid)["Obj"] for kid in inner)
        element["K"] = type(element["K"])(kid for kid in element["K"] if kid not in inner)
    for page in _pages(pdf):
        kept = [annotation for annotation in page.get("Annots", ()) if annotation not in dropped]
        if "Annots" in page:
            page["Annots"] = type(page["Annots"])(kept)


def _is_annotation(pdf: Any, reference: bytes) -> bool:
    return bool(_object(pdf, reference).get("Type") == "/OBJR")


def _kind(pdf: Any, kid: Any) -> str:
    return str(_object(pdf, kid).get("S", "")) if isinstance(kid, bytes) else ""


def mark_notes(elements: Tags) -> None:
    """Tag footnotes as Note with an ID (ISO 14289-1, 7.9): the spans in what stands beside the article."""
    import pydyf

    for _, element, above in elements:
        beside = {each["S"] for each in above} == {"/Document", "/NonStruct"}
        if beside and element["S"] == "/Span":
            element["S"] = "/Note"
            element["ID"] = pydyf.String(f"note-{element.number}")


def make_artifacts(pdf: Any, root: Any, reached: frozenset[bytes]) -> None:
    """Mark content that no structure element reaches, the running heads, as pagination artifacts.

    ISO 14289-1, 7.8. Every marked sequence is either real content or an artifact; page by page, by its MCID.
    """
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    for page in _pages(pdf):
        parents = numbers[2 * page["StructParents"] + 1]
        orphans = {mcid for mcid, parent in enumerate(parents) if parent not in reached}
        _retag(_object(pdf, page["Contents"]).stream, orphans)
        for mcid in orphans:
            parents[mcid] = "null"


def _retag(stream: list[Any], orphans: set[int]) -> None:
    import pydyf

    for at, operand in enumerate(stream):
        if isinstance(operand, dict) and operand.get("MCID") in orphans and stream[at + 1] == b"BDC":
            stream[at - 1] = b"/Artifact"
            stream[at] = pydyf.Dictionary({"Type": "/Pagination"})


def compress(pdf: Any) -> None:
    """Compress streams as pydyf would, but leave plain the few whose checksum would end in CR (see `is_ambiguous`).

    One that ends in CR itself is written in hexadecimal digits then: a font can, and no padding would change it.
    """
    import pydyf

    for stream in pdf.objects:
        if not getattr(stream, "compress", False):
            continue
        stream.compress = False
        written = stream.data
        plain = written[written.index(_STREAM) + len(_STREAM) : -len(_ENDSTREAM)]
        packed = zlib.compress(plain, level=9)
        if not packed.endswith(b"\r"):
            stream.stream = [packed]
            stream.extra["Filter"] = "/FlateDecode"
        elif plain.endswith(b"\r"):
            stream.stream = [packed.hex().encode() + b">"]
            stream.extra["Filter"] = pydyf.Array(["/ASCIIHexDecode", "/FlateDecode"])


_STREAM, _ENDSTREAM = b"\nstream\n", b"\nendstream"


def _pages(pdf: Any) -> list[Any]:
    return [each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/Page"]


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _below(pdf: Any, kids: list[Any], above: tuple[Any, ...] = ()) -> Iterator[Tag]:
    """Every structure element, outer before inner."""
    for kid in kids:
        if not isinstance(kid, bytes):
            continue  # the number of a marked sequence
        element = _object(pdf, kid)
        if element.get("Type") != "/StructElem":
            continue  # the reference to an annotation
        yield Tag(kid, element, above)
        yield from _below(pdf, element["K"], (*above, element))
