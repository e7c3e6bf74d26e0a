"""Everything that a finished Word file says, through every part of its package and every byte of its archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from communique.verify.channels.docx_channels import (
    CUSTOM_XML,
    DOCX_BLIND,
    DOCX_CHANNELS,
    EMBEDDED,
    FONT_NAMES,
    ZIP_HIDDEN,
)
from communique.verify.channels.docx_flow import hiding_styles
from communique.verify.channels.docx_parts import said_in_part
from communique.verify.channels.docx_zip import archive_names, open_archive
from communique.verify.channels.fonts import is_font, said_in_font
from communique.verify.channels.images import image_format
from communique.verify.channels.markup import decoded, taken_apart
from communique.verify.channels.model import Said
from communique.verify.channels.uris import files_in_uris

__all__ = ["DOCX_BLIND", "DOCX_CHANNELS", "pictures_in_docx", "said_in_docx"]

# Names that writers of Word files give; any other is the file's own word, and its part is told by number.
_PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app|custom)\.xml"
    r"|(word|customXml)/((_rels|theme|media|embeddings|fonts|charts|diagrams|glossary)/)?"
    r"(document|styles|settings|webSettings|fontTable|numbering|footnotes|endnotes|comments|commentsExtended"
    r"|commentsIds|commentsExtensible|people|stylesWithEffects|header|footer|theme|image|font|chart|item|itemProps"
    r"|data|layout|drawing|colors|oleObject|vbaProject)\d{0,4}\.(xml|xml\.rels|rels|png|jpe?g|gif|svg|emf|wmf|bin|odttf|ttf)"
)
_SHARED = re.compile(r"/(styles|numbering|fontTable|theme\d*)\.xml$")
_BEFORE = b"\xef\xbb\xbf\xff\xfe\x00 \r\n\t"  # byte order marks and white space before the first tag
_XML = (".xml", ".rels", ".vml")
_KEY = re.compile(r"""fontKey\s*=\s*["']\{?([0-9A-Fa-f-]{32,36})""")


@dataclass(frozen=True, slots=True)
class _Package:
    """What reading one part takes from the others."""

    hiding: frozenset[str]
    keys: tuple[bytes, ...]
    depth: int
    known: set[str] = field(default_factory=set)


def said_in_docx(data: bytes, depth: int = 0) -> Iterator[Said]:
    """What a Word file, or any zip file, says. Raises UnreadableError when the archive can't be opened."""
    archive = open_archive(data, depth)
    yield from archive.said
    package = _Package(
        hiding=frozenset().union(
            *(hiding_styles(decoded(archive.parts[name])) for name in archive.parts if "styles" in name)
        ),
        keys=_font_keys(archive.parts),
        depth=depth,
    )
    for number, (name, body) in enumerate(archive.parts.items(), start=1):
        yield from _said_in(name, body, _place(name, number), package)
    for place, body in archive.hidden:
        for said in _said_in("", body, place, package):
            yield said._replace(channel=ZIP_HIDDEN)


def pictures_in_docx(data: bytes) -> Iterator[tuple[bytes, str]]:
    """The pictures of a Word file with their places, whatever their parts are called; those in data: URIs too."""
    for number, (name, body) in enumerate(archive_names(data), start=1):
        if image_format(body):
            yield body, _place(name, number)
        elif b"data:image" in body:
            for picture in files_in_uris(decoded(body)):
                yield picture, _place(name, number)


def _place(name: str, number: int) -> str:
    return name if _PART.fullmatch(name) else f"part number {number}"


def _said_in(name: str, body: bytes, where: str, package: _Package) -> Iterator[Said]:
    if not body:
        return
    if image_format(body) and not name.endswith(".xml"):
        from communique.verify.channels.images import said_in_image

        yield from said_in_image(body, where, package.depth + 1)
    elif _SHARED.search(name):
        yield from _shared(body, where, package.hiding)
    elif name.endswith(_XML) or body.lstrip(_BEFORE).startswith((b"<?xml", b"<\x00?\x00")):
        yield from said_in_part(taken_apart(decoded(body)), where, package.hiding, package.known)
    elif font := _font(body, package.keys):
        yield from said_in_font(font, FONT_NAMES, where)
    else:
        from communique.verify.channels.files import said_in_unknown  # it knows all formats, this one too

        channel = CUSTOM_XML if name.startswith("customXml/") else EMBEDDED
        yield from said_in_unknown(body, where, package.depth + 1, channel)


@lru_cache(maxsize=16)
def _shared(body: bytes, where: str, hiding: frozenset[str]) -> tuple[Said, ...]:
    """What a part says that the files of one theme have in common; the same bytes always say the same."""
    return tuple(said_in_part(taken_apart(decoded(body)), where, hiding, set()))


def _font_keys(parts: dict[str, bytes]) -> tuple[bytes, ...]:
    """The keys of the embedded fonts, as bytes in the order that they are applied in (17.8.1)."""
    tables = (decoded(body) for name, body in parts.items() if "fontTable" in name)
    return tuple(
        UUID(key).bytes[::-1] for table in tables for key in _KEY.findall(table) if len(key) in {32, 36}
    )


def _font(body: bytes, keys: tuple[bytes, ...]) -> bytes | None:
    """The font in a part, made plain when its first 32 bytes are obfuscated."""
    if is_font(body):
        return body
    for key in keys:
        plain = bytes(each ^ key[at % 16] for at, each in enumerate(body[:32])) + body[32:]
        if is_font(plain):
            return plain
    return None
