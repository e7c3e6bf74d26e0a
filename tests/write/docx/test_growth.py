"""Time grows with the length of a document, not with its square."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from communique.compose.model import Document, ListKind, Source
from communique.findings import Origin
from communique.write.docx import write_docx
from kit.docx_files import WordFile, faults, integrity_faults
from kit.docx_gallery import big_table
from kit.samples import bullets, default_theme, doc, para

pytestmark = pytest.mark.slow


def many_paragraphs(count: int) -> Document:
    return doc(*(para(f"Paragraph {at} with *some* words.") for at in range(count)))


def many_lists(count: int) -> Document:
    return doc(*(bullets("one", "two", kind=ListKind.NUMBER) for _ in range(count)))


def one_run(hundreds: int) -> Document:
    """One word, without a blank, as long as that; in letters of several scripts, which have to be told apart."""
    return doc(
        para("abcde" * 20 * hundreds), para("عab 1,2" * 10 * hundreds), para("군 — 1 ש" * 10 * hundreds)
    )


def one_script(hundreds: int) -> Document:
    """A letter that starts a stretch, and signs after it that could belong to one."""
    return doc(para("ع" + "1 " * 50 * hundreds), para("ع- " * 30 * hundreds))


def many_marks(count: int) -> Document:
    """Paragraphs of one field: each has an anchor of its own."""
    source = Source("sections/one/text", Origin("content/briefs/x/brief.yaml", 3))
    return doc(*(replace(para(f"Paragraph {at}."), source=source) for at in range(count)))


def seconds(document: Document) -> float:
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        write_docx(document, default_theme())
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("make", [big_table, many_paragraphs, many_lists, one_run, one_script, many_marks])
def test_eight_times_the_rows_take_far_less_than_the_square_of_the_time(make):
    small, large = seconds(make(250)), seconds(make(2000))
    assert (
        large < 24 * small
    )  # a square would be 64 times; the rest is what a busy machine does to a few milliseconds


def test_a_run_of_a_hundred_thousand_characters_arrives_whole():
    word = "ab" * 50_000
    file = WordFile(write_docx(doc(para(word)), default_theme()))
    assert file.find("//w:t/text()") == [word]


def test_five_thousand_rows_are_all_there_in_a_sound_package():
    data = write_docx(big_table(5000), default_theme())
    assert WordFile(data).find("count(//w:tr)") == 5001
    assert integrity_faults(data) == []


@pytest.mark.native
@pytest.mark.docx
def test_many_rows_and_a_run_of_a_hundred_thousand_characters_are_valid():
    rows = big_table(500)
    document = replace(rows, blocks=(*rows.blocks, para("ab" * 50_000), para("ع1" * 50_000)))
    assert faults(write_docx(document, default_theme())) == []
