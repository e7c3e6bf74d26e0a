"""Bad and enormous input for a PDF: each is told, or becomes a page that is right, in time that grows no faster than it."""

from __future__ import annotations

import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from struct import pack
from time import process_time

import pytest
from PIL import Image as Picture

from communique.compose.model import Block, Document, List, ListItem, ListKind
from communique.write.pdf import write_pdf
from kit.finished import faults, told
from kit.pdfs import THEMES
from kit.samples import SAMPLES, default_theme, theme_called
from kit.trees import SOURCE, call, doc, h1, heading, p, table

# -- growth ----------------------------------------------------------------------------------------------------------


def text(size: int) -> Document:
    return doc(h1(), p("some words to read " * size))


def rows(size: int) -> Document:
    return doc(h1(), table(("Name", "Text"), *((f"Row {at}", "Some words") for at in range(size))))


def notes(size: int) -> Document:
    called = [each for at in range(size) for each in ("words ", call(at + 1), " ")]
    return doc(h1(), p(*called), notes=tuple(f"Note {at}" for at in range(size)))


def items(size: int) -> Document:
    entries = tuple(ListItem((p(f"Item {at}"),), SOURCE) for at in range(size))
    return doc(h1(), List(ListKind.BULLET, entries, SOURCE))


def took(document: Document) -> float:
    """Processor time of the quicker of two layouts."""
    theme = default_theme()
    times = []
    for _ in range(2):
        start = process_time()
        assert write_pdf(document, theme).value is not None
        times.append(process_time() - start)
    return min(times)


@pytest.mark.slow
@pytest.mark.parametrize(("make", "size"), [(text, 500), (rows, 60), (notes, 60), (items, 100)])
def test_four_times_as_much_takes_little_more_than_four_times_as_long(make: Callable[[int], Document], size):
    """Time that grew with the square would take sixteen times as long, however often it is tried on a busy machine."""
    took(make(size))  # fonts are read
    assert any(took(make(4 * size)) / took(make(size)) < 9 for _ in range(3))


@pytest.mark.parametrize("theme", THEMES)
def test_no_column_is_measured_letter_by_letter(theme, monkeypatch):
    """A track of `1fr` is as wide as its widest piece at least: of words that may break anywhere, each letter is set."""
    from weasyprint.text.line_break import Layout

    set_text, drawn = Layout.set_text, []

    def counted(self, text, justify=False):
        drawn.append(justify)  # lines are justified when they are drawn, and not before
        return set_text(self, text, justify)

    monkeypatch.setattr(Layout, "set_text", counted)
    assert write_pdf(SAMPLES["summary"](), theme_called(theme)).value is not None
    assert drawn.count(False) / drawn.count(True) < 6


def test_what_grows_with_the_square_is_seen():
    """A word without end is such a thing, and `check` refuses it."""
    long, longer = (doc(h1(), p("w" * size)) for size in (2_500, 10_000))
    took(long)
    assert took(longer) / took(long) > 9


# -- pages that are right, or a finding --------------------------------------------------------------------------------


def nested(depth: int) -> Block:
    block: Block = p("The deepest line")
    for level in range(depth, 0, -1):
        block = List(ListKind.BULLET, (ListItem((p(f"Level {level}"), block), SOURCE),), SOURCE)
    return block


@pytest.mark.parametrize(
    "document",
    [
        doc(h1(), nested(30)),
        notes(500),
        text(10_000),
        doc(h1(), heading(2, "A heading of many words " * 10), p("Text")),
    ],
    ids=["nested lists", "500 notes", "200,000 characters", "long heading"],
)
@pytest.mark.slow
def test_what_is_large_is_all_there_and_accessible(document):
    assert faults(document, "pdf") == ()


def test_a_heading_that_is_longer_than_a_page_is_told_at_its_line_with_what_to_do():
    document = doc(h1("A heading of many words " * 100), p("Text"))
    (finding,) = faults(document, "pdf")
    assert told((finding,))[0][:2] == ("not-accessible", 10)
    assert "shorter" in finding.hint


# -- memory ----------------------------------------------------------------------------------------------------------


def chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    """A picture of one colour, a bit a pixel; some pixels in few bytes."""
    pixels = zlib.compress(b"\0" * (height * ((width + 7) // 8 + 1)), 9)
    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"".join((b"\x89PNG\r\n\x1a\n", head, *chunks, chunk(b"IDAT", pixels), chunk(b"IEND", b"")))


def bomb() -> bytes:
    """100 million characters, in 100 kB."""
    return zlib.compress(b"\0" * 100_000_000, 9)


def jpeg_of_another_size() -> bytes:
    """A JPEG whose header says 65,000 by 65,000 pixels."""
    data = BytesIO()
    Picture.new("RGB", (64, 64), "red").save(data, "JPEG")
    made = bytearray(data.getvalue())
    at = made.index(b"\xff\xc0") + 5
    made[at : at + 4] = pack(">HH", 65_000, 65_000)
    return bytes(made)


CHECK = """\
import resource, sys
from PIL import Image
from communique.content.model import Picture
from communique.content.pictures import check_picture
picture = Picture(id="a", file="a.png", alt="A")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = check_picture(picture, sys.stdin.buffer.read())
grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
print(grown, *(each.code.value for each in found.findings))
"""
BOMBS = {
    "20,000 by 20,000 pixels": (lambda: png(20_000, 20_000), "image-too-large"),
    "a size that the header makes up": (jpeg_of_another_size, "image-too-large"),
    "a text that unpacks": (lambda: png(9, 9, chunk(b"zTXt", b"Comment\0\0" + bomb())), "image-unreadable"),
    "a profile that unpacks": (lambda: png(9, 9, chunk(b"iCCP", b"sRGB\0\0" + bomb())), "image-unreadable"),
    "pixels behind the last": (lambda: png(9, 9)[:-12] + chunk(b"IDAT", bomb()) + chunk(b"IEND", b""), ""),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_picture_that_unpacks_to_all_memory_is_refused_within_bounds(name):
    make, code = BOMBS[name]
    data = make()
    assert len(data) < 200_000
    made = subprocess.run([sys.executable, "-c", CHECK], input=data, capture_output=True, check=True)
    grown, *codes = made.stdout.decode().split()
    assert codes == [code] * bool(code)
    assert int(grown) < 80  # MB; the least of these unpacks to 100, the largest to 12,000


def test_the_largest_picture_that_is_let_through_is_laid_out_in_memory_that_it_needs_anyway():
    data = png(6_000, 6_000)
    made = subprocess.run([sys.executable, "-c", CHECK], input=data, capture_output=True, check=True)
    assert made.stdout.split()[1:] == []
    assert int(made.stdout.split()[0]) < 200
