"""Files that stand in a text as data: URIs (RFC 2397)."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from communique.verify.channels.markup import unescaped
from communique.verify.channels.model import Channel, Said

# Unquoted in CSS, it ends at a bracket; in attributes at the quote.
_URI = re.compile(
    r"""data:([a-zA-Z0-9.+/-]{0,100}+)((?:;[^,;"'<>\s()]{0,100}+){0,9}+),([^"'<>)]*+)""", re.IGNORECASE
)


def said_in_uris(text: str, where: str, depth: int, channel: Channel) -> Iterator[Said]:
    """What the files in data: URIs say, each once; those of no known format, and fonts, in `channel`."""
    if "data:" not in text and "DATA:" not in text.upper():
        return
    from communique.verify.channels.files import said_in_unknown  # which knows all formats, and so this one

    seen: set[str] = set()
    for number, match in enumerate(_URI.finditer(text), start=1):
        if match[0] not in seen:
            seen.add(match[0])
            place = f"{where}, embedded file {number}"
            yield from said_in_unknown(uri_bytes(match[2], match[3]), place, depth + 1, channel)


def without_uris(text: str) -> str:
    """The text with the data of its URIs taken out, and their types left in."""
    return _URI.sub(r"data:\1\2,", text) if "data:" in text else text


def files_in_uris(text: str) -> Iterator[bytes]:
    """The bytes of each data: URI."""
    for match in _URI.finditer(text):
        yield uri_bytes(match[2], match[3])


def uri_bytes(parameters: str, body: str) -> bytes:
    """The bytes of a URI's body, as base64 when its parameters say so; damaged base64 stays as it is written."""
    data = unquote_to_bytes(unescaped(body))
    if "base64" not in parameters.lower():
        return data
    try:
        return base64.b64decode(b"".join(data.split()) + b"===")
    except (binascii.Error, ValueError):
        return data
