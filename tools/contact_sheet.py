#!/usr/bin/env python3
"""Makes one picture of many pages: `contact_sheet.py OUT.png FILE.pdf[:PAGE,…]…`.

Every page of every file, or the pages named, becomes a thumbnail with the file's name and the page number below it. The picture has few
colours and shrinks until it is small enough for a repository.
"""

from __future__ import annotations

import argparse
import io
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).parent.parent / "templates/themes/default/fonts/SourceSans3-Regular.ttf"
TABLE = "#E7E4DD"
INK = "#17202B"
HAIRLINE = "#B9BFC7"
WIDTHS = (320, 280, 240, 200, 170, 140, 110, 90)  # of a thumbnail, in pixels; the first that fits the limit
COLOURS = 128


@dataclass(frozen=True)
class Page:
    """One page, as large as it will ever be shown, and what to write below it."""

    picture: Image.Image
    caption: str


def read_pages(asked: str) -> Iterator[Page]:
    """Opens a PDF and draws its pages, or those named after a colon (`pack.pdf:1,2`)."""
    name, _, chosen = asked.partition(":")
    file, wanted = Path(name), {int(number) for number in chosen.split(",") if number}
    with pypdfium2.PdfDocument(file) as document:
        for number, page in enumerate(document, start=1):
            if wanted and number not in wanted:
                continue
            scale = WIDTHS[0] / page.get_width()
            yield Page(
                page.render(scale=scale).to_pil().convert("RGB"),
                f"{file.parent.name} / {file.name}, page {number}",
            )


def lay_out(pages: Sequence[Page], width: int, columns: int) -> Image.Image:
    """Lays the pages out in rows, each thumbnail `width` pixels wide."""
    gap = max(8, width // 16)
    font = ImageFont.truetype(str(FONT), size=max(9, width // 16))
    caption = round(font.size * 1.6)
    thumbnails = [
        page.picture.resize((width, _scaled(page.picture, width)), Image.Resampling.LANCZOS) for page in pages
    ]
    rows = [thumbnails[start : start + columns] for start in range(0, len(thumbnails), columns)]
    heights = [max(picture.height for picture in row) + caption for row in rows]
    sheet = Image.new("RGB", (gap + columns * (width + gap), gap + sum(heights) + gap * len(rows)), TABLE)
    draw = ImageDraw.Draw(sheet)
    captions = iter(page.caption for page in pages)
    top = gap
    for row, height in zip(rows, heights, strict=True):
        for column, picture in enumerate(row):
            left = gap + column * (width + gap)
            sheet.paste(picture, (left, top))
            draw.rectangle((left - 1, top - 1, left + width, top + picture.height), outline=HAIRLINE)
            draw.text(
                (left, top + picture.height + 2), _fitting(next(captions), font, width), font=font, fill=INK
            )
        top += height + gap
    return sheet


def encode(sheet: Image.Image) -> bytes:
    """Writes a PNG of few colours, without dithering, which would cost bytes and blur type."""
    few = sheet.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    few.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    """Makes the sheet; 1 when the limit cannot be met or a file has no page."""
    parser = argparse.ArgumentParser(description="One picture of many PDF pages.")
    parser.add_argument("out", type=Path, metavar="OUT.png")
    parser.add_argument("files", nargs="+", metavar="FILE.pdf[:PAGE,…]")
    parser.add_argument("--columns", type=int, help="thumbnails in a row (default: a landscape sheet)")
    parser.add_argument(
        "--limit", type=int, default=400, metavar="KB", help="largest size in kB (default: 400)"
    )
    options = parser.parse_args(arguments)
    pages = [page for file in options.files for page in read_pages(file)]
    columns = options.columns or min(len(pages), math.ceil(math.sqrt(len(pages) * 2)))
    for width in WIDTHS:
        data = encode(lay_out(pages, width, columns))
        if len(data) < options.limit * 1000:
            options.out.write_bytes(data)
            print(f"{options.out}: {len(pages)} pages, {len(data) / 1000:.0f} kB")
            return 0
    print(f"{len(pages)} pages do not fit into {options.limit} kB", file=sys.stderr)
    return 1


def _scaled(picture: Image.Image, width: int) -> int:
    return round(picture.height * width / picture.width)


def _fitting(caption: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """Shortens a caption from its left, where the names of one build are alike."""
    if font.getlength(caption) <= width:
        return caption
    while caption and font.getlength("…" + caption) > width:
        caption = caption[1:]
    return "…" + caption


if __name__ == "__main__":
    sys.exit(main())
