"""What pages look like: a few of them against reference pictures that somebody has looked at."""

from __future__ import annotations

import pytest
from PIL import ImageDraw

from communique.compose.drawing.bars import Plotted, draw_bars
from communique.compose.drawing.matrix import MARKS, Grid, Head, Key, Mark, draw_matrix
from communique.compose.drawing.timeline import Step, draw_timeline
from communique.compose.pictures import raster_copy
from communique.write.pdf import write_pdf
from kit import pictures
from kit.drawings import look
from kit.pdfs import sample_pdf
from kit.pictures import assert_looks_like, page_picture, png_picture, share_of_difference
from kit.samples import default_theme
from kit.scripts import in_script

PAGES = [
    ("summary", "default", 1),
    ("checklist", "default", 1),
    ("annex", "ministry", 1),
    ("pack", "ministry", 1),
]


@pytest.mark.parametrize(("kind", "theme", "page"), PAGES)
def test_a_page_looks_as_it_did(kind, theme, page):
    assert_looks_like(f"{kind}-{theme}-{page}", page_picture(sample_pdf(kind, "A4", theme).data, page))


def test_a_page_in_arabic_looks_as_it_did():
    made = write_pdf(in_script("ar"), default_theme()).value
    assert made is not None
    assert_looks_like("arabic", page_picture(made.data))


def test_drawings_look_as_they_did():
    days = (713_000, 721_000, 733_000, 736_695, 737_060, 738_156)
    steps = tuple(
        Step(f"Step {at}", "What happened, in a few words", day, day) for at, day in enumerate(days)
    )
    period = Step("A period", "It went on for a while", 715_000, 724_000)
    assert_looks_like("timeline", drawn(draw_timeline((*steps, period), look(), 627, "en-GB")))
    series = (Plotted("Before", {"North": 3, "South": -1.5}), Plotted("After", {"North": 12, "South": 4}))
    assert_looks_like("bars", drawn(draw_bars(series, "visits a year", look(), 627, "en-GB")))
    rows = tuple(
        Head(name, "") for name in ("Trust", "Order", "Openness towards all who are not at the table")
    )
    columns = tuple(Head(name, "") for name in ("Visits", "Letters that took a year to come", "Talks"))
    marks = tuple(tuple(Mark(MARKS[(row + at) % 4]) for row in range(3)) for at in range(3))
    letters = zip("APN–", ("applied", "partly applied", "not applied", "not assessed"), strict=True)
    key = Key(dict(zip(MARKS, letters, strict=True)))
    assert_looks_like("matrix", drawn(draw_matrix(Grid(rows, columns, marks), key, look(), 627)))


def drawn(made):
    return png_picture(raster_copy(made[0], made[1:], default_theme()))


def test_a_line_that_moved_is_seen_and_reported(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "FAILURES", tmp_path / "failures")
    monkeypatch.delenv("COMMUNIQUE_UPDATE_PICTURES", raising=False)
    page = page_picture(sample_pdf("summary").data)
    assert share_of_difference(page, page) == 0
    ImageDraw.Draw(page).rectangle((100, 300, 300, 308), fill=0)
    with pytest.raises(AssertionError, match="looks otherwise"):
        assert_looks_like("summary-default-1", page)
    told = (tmp_path / "failures/pictures.html").read_text("utf-8")
    assert all(f"<figcaption>{word}" in told for word in ("expected", "actual", "difference"))


def test_every_reference_is_asked_for():
    asked = {f"{kind}-{theme}-{page}" for kind, theme, page in PAGES} | {
        "arabic",
        "timeline",
        "bars",
        "matrix",
    }
    assert {path.stem for path in pictures.REFERENCES.iterdir()} == asked
