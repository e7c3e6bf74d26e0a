"""Pages as pictures, held against small reference pictures; what differs is shown in one HTML report.

The fonts are the theme's, so that pages look the same everywhere; tolerance is for versions of Pango and of PDFium that
place letters a little otherwise. `COMMUNIQUE_UPDATE_PICTURES=1` writes the references anew: look at each before it is
committed.
"""

from __future__ import annotations

import os
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

TESTS = Path(__file__).parents[1]
REFERENCES = TESTS / "pictures"
FAILURES = TESTS / ".failures"
DPI = 60
LARGEST = 60_000  # bytes of a reference
# Blurred a little, so that a letter that moved by a part of a pixel is no difference; then the share of pixels that
# differ by more than a fifth of the way from black to white.
BLUR, FAR, SHARE = 1.2, 50, 0.002


def page_picture(pdf: bytes, page: int = 1) -> Image.Image:
    """A page of a PDF in shades of grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page - 1].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


def png_picture(data: bytes) -> Image.Image:
    """A PNG on white in shades of grey, half as large: rasters of drawings have twice the pixels of the page."""
    with Image.open(BytesIO(data)) as opened:
        image = opened.convert("RGBA")
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image)
    return ground.convert("L").resize((image.width // 2, image.height // 2))


def share_of_difference(actual: Image.Image, expected: Image.Image) -> float:
    """The share of pixels that differ; 1 for pictures of different sizes."""
    if actual.size != expected.size:
        return 1.0
    apart = ImageChops.difference(
        *(each.filter(ImageFilter.GaussianBlur(BLUR)) for each in (actual, expected))
    )
    return sum(apart.histogram()[FAR:]) / (actual.width * actual.height)


def assert_looks_like(name: str, actual: Image.Image) -> None:
    """Fails when a picture differs from its reference, and leaves both with their difference in the report."""
    path = REFERENCES / f"{name}.png"
    if os.environ.get("COMMUNIQUE_UPDATE_PICTURES") == "1":
        assert not os.environ.get("CI"), "references are looked at before they are committed"
        REFERENCES.mkdir(exist_ok=True)
        actual.quantize(16).save(path, optimize=True)
    assert path.is_file(), f"there is no reference {path.name}; see tests/kit/pictures.py"
    assert path.stat().st_size <= LARGEST
    with Image.open(path) as opened:
        expected = opened.convert("L")
    share = share_of_difference(actual, expected)
    if share > SHARE:
        report(name, actual, expected, share)
        raise AssertionError(
            f"{name} looks otherwise in {share:.2%} of its pixels: see {FAILURES}/pictures.html"
        )


def report(name: str, actual: Image.Image, expected: Image.Image, share: float) -> Path:
    """Adds three pictures to the report: expected, actual, difference."""
    FAILURES.mkdir(exist_ok=True)
    size = (max(actual.width, expected.width), max(actual.height, expected.height))
    sheets = [Image.new("L", size, 255) for _ in range(2)]
    for sheet, image in zip(sheets, (expected, actual), strict=True):
        sheet.paste(image, (0, 0))
    apart = ImageChops.invert(ImageChops.difference(*sheets))
    shown = "".join(
        f'<figure><img src="data:image/png;base64,{_base64(image)}"><figcaption>{word}</figcaption></figure>'
        for word, image in (("expected", expected), ("actual", actual), ("difference", apart))
    )
    path = FAILURES / "pictures.html"
    head = "<!doctype html><meta charset=utf-8><title>Pictures that differ</title><style>section{display:flex}</style>"
    before = path.read_text("utf-8") if path.is_file() else head
    path.write_text(f"{before}<h2>{name}: {share:.2%}</h2><section>{shown}</section>\n", encoding="utf-8")
    return path


def _base64(image: Image.Image) -> str:
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return b64encode(buffer.getvalue()).decode("ascii")
