"""Time grows with the length of a document, not with its square."""

from __future__ import annotations

import time

import pytest

from communique.compose.model import Document, ListKind
from communique.write.docx import write_docx
from kit.docx_gallery import big_table
from kit.samples import bullets, default_theme, doc, para

pytestmark = pytest.mark.slow


def many_paragraphs(count: int) -> Document:
    return doc(*(para(f"Paragraph {at} with *some* words.") for at in range(count)))


def many_lists(count: int) -> Document:
    return doc(*(bullets("one", "two", kind=ListKind.NUMBER) for _ in range(count)))


def seconds(document: Document) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        write_docx(document, default_theme())
        best = min(best, time.perf_counter() - start)
    return best


@pytest.mark.parametrize("make", [big_table, many_paragraphs, many_lists])
def test_eight_times_the_rows_take_no_more_than_sixteen_times_the_time(make):
    small, large = seconds(make(250)), seconds(make(2000))
    assert large < 16 * small
