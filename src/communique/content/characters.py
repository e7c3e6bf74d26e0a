"""What characters are for: those that no document can hold, those that steer and are never drawn, those that run to the left.

One table for all rooms: the readers of content refuse by it, writers and verifiers let through by it, reports show by it.
"""

from __future__ import annotations

import re
import unicodedata

# What XML 1.0 leaves out (2.2, Char) would make a Word file that can't be opened; C1 controls steer terminals. The others
# are invisible and change what is read or hide it: line and paragraph separators, embeddings and overrides of direction
# (UAX #9 asks for isolates in their place), signs of formulas and of annotations, withdrawn ones (Unicode 23.3), tags. The
# replacement character is seen, and stands where a letter was lost.
REPLACEMENT = "\ufffd"
UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2061-\u2064\u206a-\u206f\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffd\ufffe\uffff\U000e0000-\U000e007f]"
)
# Characters that steer layout and are never drawn; fonts need no glyph for them.
UNDRAWN = frozenset(
    "\t\n\u00a0\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202f\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f"
)
# Letters of the scripts that run from right to left, as the inside of a character class.
HEBREW = "\u0590-\u05ff\ufb1d-\ufb4f"
ARABIC = "\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
RIGHT_TO_LEFT = re.compile(f"(?![\u061c])[{HEBREW}{ARABIC}]")
_FILLERS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")  # letters and marks that show nothing
_STEERING = re.compile(f"{UNFIT.pattern}|[\t\n\r\u061c\u200e\u200f\u2066-\u2069]")
_CONTROLS = {
    0x00: "null", 0x07: "bell", 0x08: "backspace", 0x0B: "vertical tab", 0x0C: "form feed", 0x1B: "escape",
    0x7F: "delete", 0x85: "next line", 0x9B: "control sequence introducer",
}  # fmt: skip


def named(char: str) -> str:
    """A character for a message, by number and name and never itself: `U+202E (right-to-left override)`."""
    code = ord(char)
    if 0xD800 <= code <= 0xDFFF:
        return f"U+{code:04X} (half of a character)"
    unnamed = "control character" if unicodedata.category(char) == "Cc" else "no character"
    name = _CONTROLS.get(code, unicodedata.name(char, unnamed).lower())
    return f"U+{code:04X} ({name})"


def is_visible(text: str) -> bool:
    """True when a reader sees something of a text: more than blanks, controls, and what only steers."""
    return any(
        unicodedata.category(char) not in _UNSEEN and char not in _FILLERS and char not in UNDRAWN
        for char in text
    )


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zs", "Zl", "Zp"})


def escaped(text: str) -> str:
    r"""A text for a terminal: characters that would steer it or turn the line stand there by their number, as `\u202e`."""
    return _STEERING.sub(_escape, text)


def json_escaped(text: str) -> str:
    r"""The same for JSON that is already written, which means what it did: `\u202e` is how JSON writes it."""
    return _STEERING.sub(_json_escape, text)


def _json_escape(found: re.Match[str]) -> str:
    if found[0] in "\t\n\r":
        return found[0]  # the white space between the values; in these it is written already
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x100:
        return {0x09: r"\t", 0x0A: r"\n", 0x0D: r"\r"}.get(code, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
