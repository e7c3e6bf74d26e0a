"""Windows metafiles as small as they come: a rectangle, with what programs note about themselves ([MS-EMF], [MS-WMF])."""

from __future__ import annotations

from struct import pack


def emf(description: str = "Drawing program\0C:\\Users\\colleague\\arms.emf\0\0") -> bytes:
    """A header with a description, a rectangle, the end."""
    words = description.encode("utf-16-le")
    words += bytes(-len(words) % 4)
    header_size = 108 + len(words)
    records = pack("<LL4l", 43, 24, 10, 10, 190, 90) + pack("<LLLLL", 14, 20, 0, 16, 20)
    header = pack("<LL4l4l", 1, header_size, 0, 0, 200, 100, 0, 0, 5000, 2500)
    header += pack(
        "<4sLLLHHLLL", b" EMF", 0x10000, header_size + len(records), 3, 1, 0, len(description), 108, 0
    )
    header += pack("<llll", 1920, 1080, 508, 286) + pack("<LLLll", 0, 0, 0, 508000, 286000)
    return header + words + records


def wmf() -> bytes:
    """A header for placing it, the header, a rectangle, the end."""
    placeable = pack("<LHhhhhHL", 0x9AC6CDD7, 0, 0, 0, 200, 100, 96, 0)
    checksum = 0
    for at in range(0, 20, 2):
        checksum ^= int.from_bytes(placeable[at : at + 2], "little")
    records = pack("<LH4h", 7, 0x041B, 90, 190, 10, 10) + pack("<LH", 3, 0)
    header = pack("<HHHLHLH", 1, 9, 0x0300, 9 + len(records) // 2, 0, 7, 0)
    return placeable + pack("<H", checksum) + header + records
