"""The sample brief, as a release engineer would hold it against what was promised."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from communique.verify.extract import extract_docx, extract_html, extract_pdf
from communique.verify.extract.model import Place
from communique.write.docx.controls import tag
from kit.commands import communique, tree_of
from kit.docx_files import WordFile, all_printed, faults, need_sdk, text_of
from kit.pdfs import page_shares, page_texts
from kit.sample import AUDIENCES, Asked, asked_for, build_sample, copy_sample
from kit.shared import made_once
from kit.verapdf import verapdf  # noqa: F401 -- a fixture

pytestmark = [pytest.mark.journey, pytest.mark.slow]
ASKED = tuple(asked_for())
PDFS = [asked for asked in ASKED if asked.format == "pdf"]
WORD_FILES = [asked for asked in ASKED if asked.format == "docx"]
PACKS = [asked for asked in WORD_FILES if asked.document == "pack"]


@pytest.fixture(scope="session")
def out(sample_out) -> Path:
    return sample_out


def test_each_audience_gets_what_its_file_asks_for_and_nothing_else(out):
    extra = {"manifest.json", "SHA256SUMS"}
    assert set(tree_of(out)) - extra == {asked.path for asked in ASKED}


@pytest.mark.parametrize("asked", PDFS, ids=lambda asked: asked.path)
def test_every_pdf_opens_is_tagged_and_fits(out, asked):
    with pikepdf.open(out / asked.path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot.K
        assert str(pdf.Root.Lang).startswith("en")
        assert asked.max_pages is None or len(pdf.pages) <= asked.max_pages


@pytest.mark.parametrize("asked", PDFS, ids=lambda asked: asked.path)
def test_no_page_is_nearly_empty(out, asked):
    *pages, last = page_shares((out / asked.path).read_bytes())
    assert min(pages) > 0.5
    assert last > 0.2


@pytest.mark.native
@pytest.mark.parametrize("asked", PDFS, ids=lambda asked: asked.path)
def test_the_reference_engine_finds_every_pdf_accessible_and_archivable(out, asked, verapdf):  # noqa: F811
    assert verapdf.breaches((out / asked.path).read_bytes()) == []


@pytest.mark.native
@pytest.mark.parametrize("audience", AUDIENCES)
def test_in_the_second_theme_every_pdf_is_as_good_and_as_short(out, tmp_path, audience, verapdf):  # noqa: F811
    copy_sample(tmp_path)
    settings = tmp_path / "content/project.yaml"
    settings.write_text(settings.read_text("utf-8").replace("theme: default", "theme: ministry"), "utf-8")
    result = communique("build", "-a", audience, "-f", "pdf", "-j", "1", cwd=tmp_path)
    assert result.code == 0, result.out
    made = {
        path: (tmp_path / "out" / path).read_bytes()
        for path in tree_of(tmp_path / "out")
        if path.endswith(".pdf")
    }
    assert set(made) == {asked.path for asked in PDFS if asked.audience == audience}
    assert [breach for data in made.values() for breach in verapdf.breaches(data)] == []
    assert all(data != (out / path).read_bytes() for path, data in made.items())


def test_a_form_and_its_word_file_have_the_same_fields(out):
    folder = out / "track-two/convenors"
    fields = extract_pdf((folder / "checklist.pdf").read_bytes()).fields
    tags = WordFile((folder / "checklist.docx").read_bytes()).find("//w:sdtPr/w:tag/@w:val")
    assert [tag(field.name) for field in fields] == tags
    labels = {field.label.partition(":")[0] for field in fields if field.kind != "tick"}
    assert labels == {"Status", "Evidence", "Owner", "Review date", "Name", "Date"}


@pytest.mark.docx
@pytest.mark.native
@pytest.mark.parametrize("asked", WORD_FILES, ids=lambda asked: asked.path)
def test_every_word_file_passes_three_validators(out, asked):
    need_sdk()
    assert faults((out / asked.path).read_bytes()) == []


def _flat(asked: Asked) -> str:
    return asked.path.removesuffix(".docx").replace("/", "-")


@pytest.fixture(scope="session")
def office_pages(out, tmp_path_factory) -> dict[str, Path]:
    """Every Word file of the sample as LibreOffice prints it."""

    def make(folder: Path) -> None:
        all_printed({_flat(asked): (out / asked.path).read_bytes() for asked in WORD_FILES}, folder)

    made = made_once(tmp_path_factory, "office-pages", make) / "made"
    return {asked.path: made / f"{_flat(asked)}.pdf" for asked in WORD_FILES}


@pytest.mark.native
@pytest.mark.parametrize("asked", WORD_FILES, ids=lambda asked: asked.path)
def test_every_word_file_opens_in_libreoffice_without_loss(out, asked, office_pages):
    """Every paragraph of the Word file is on LibreOffice's pages; blanks aside, since lines break elsewhere."""
    page_text = subprocess.run(
        ["pdftotext", "-layout", str(office_pages[asked.path]), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    pieces = (
        piece
        for piece in extract_docx((out / asked.path).read_bytes()).pieces
        if piece.place is not Place.ALT
    )
    words = [word for piece in pieces for word in re.findall(r"\w+", piece.text)]
    shown = _letters(page_text)
    assert len(words) > 100
    assert [word for word in words if len(word) > 3 and _letters(word) not in shown] == []


@pytest.mark.native
@pytest.mark.parametrize("asked", WORD_FILES, ids=lambda asked: asked.path)
def test_a_word_file_has_the_pages_of_its_pdf(out, asked, office_pages):
    """In LibreOffice, with the theme's fonts: no more than one page more, and none more than an audience allows."""
    printed = len(page_texts(office_pages[asked.path].read_bytes()))
    laid_out = len(page_texts((out / asked.path).with_suffix(".pdf").read_bytes()))
    assert printed <= laid_out + 1
    assert asked.max_pages is None or printed <= asked.max_pages


@pytest.mark.native
@pytest.mark.parametrize("asked", PACKS, ids=lambda asked: asked.path)
def test_most_contents_of_a_word_file_tell_the_page(out, asked, office_pages):
    """Of four entries, three stand on the page that they tell, and none is more than two pages away from it."""
    pages = [_letters(text) for text in page_texts(office_pages[asked.path].read_bytes())]
    away = [
        min(
            abs(page - told)
            for page, text in enumerate(pages, start=1)
            if page > 2 and _letters(title) in text
        )
        for title, told in contents_of(WordFile((out / asked.path).read_bytes()))
    ]
    assert len(away) > 20
    assert away.count(0) / len(away) >= 0.75
    assert max(away) <= 2


def contents_of(file: WordFile) -> list[tuple[str, int]]:
    """The words of each entry of the contents, without its number, and the page that it tells."""
    entries = file.find("//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'TOC')]")
    said = [text_of(entry).split() for entry in entries]
    return [(" ".join(words[1 if words[0][0].isdecimal() else 0 : -1]), int(words[-1])) for words in said]


def _letters(text: str) -> str:
    """Letters and digits only: LibreOffice hyphenates and breaks lines where it likes."""
    return "".join(char for char in text if char.isalnum())


def test_the_manifest_and_the_sums_tell_the_hash_of_every_file(out):
    files = {path: digest for path, digest in tree_of(out).items() if "/" in path}
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert {entry["path"]: entry["sha256"] for entry in manifest["files"]} == files
    lines = (out / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert {path: digest for digest, path in (line.split("  ", 1) for line in lines)} == files


def test_another_folder_time_zone_language_hash_seed_and_number_of_workers_give_the_same_bytes(out, tmp_path):
    env = {"TZ": "Asia/Seoul", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "PYTHONUTF8": "0"}
    other = build_sample(tmp_path / "a folder with blanks and ü", "-j", "1", env=env)
    assert tree_of(other) == tree_of(out)


def test_the_date_that_the_environment_asks_for_is_in_the_files(tmp_path):
    copy_sample(tmp_path)
    words = ("build", "-a", "public", "-d", "summary", "-f", "pdf")
    assert communique(*words, cwd=tmp_path, env={"SOURCE_DATE_EPOCH": "1000000000"}).code == 0
    with pikepdf.open(tmp_path / "out/track-two/public/summary.pdf") as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20010909014640")


def withheld_words(audience: str) -> list[str]:
    """Texts of the sample that an audience must not read, each long enough to be nobody else's words."""
    from kit.commands import REPOSITORY
    from kit.projects import prepared

    planned = prepared(REPOSITORY).value
    assert planned is not None
    pairs = zip(planned.jobs, planned.withheld, strict=True)
    found = {
        words
        for job, withheld in pairs
        if job.audience == audience
        for item in withheld.items
        for words in item.words
    }
    return sorted(words for words in found if len(words) > 40)


@pytest.mark.parametrize("audience", ["convenors", "ministers", "public", "scholars"])
def test_no_withheld_text_is_in_what_an_audience_gets(out, audience):
    """Exact words only; the guard that looks into every corner of a file is a later piece of work."""
    readers = {"pdf": extract_pdf, "docx": extract_docx, "html": extract_html}
    hidden = ["".join(words.split()) for words in withheld_words(audience)]
    assert hidden
    for asked in ASKED:
        if asked.audience == audience:
            text = readers[asked.format]((out / asked.path).read_bytes())
            said = "".join("".join(piece.text.split()) for piece in text.pieces)
            assert [words for words in hidden if words in said] == []


def test_hashes_in_the_sums_are_sha256(out):
    line = (out / "SHA256SUMS").read_text(encoding="utf-8").splitlines()[0]
    digest, path = line.split("  ", 1)
    assert sha256((out / path).read_bytes()).hexdigest() == digest


def test_the_sums_can_be_checked_with_coreutils(out):
    if shutil.which("sha256sum") is None:
        pytest.skip("sha256sum is not on this machine")
    assert (
        subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=out, check=False).returncode
        == 0
    )
