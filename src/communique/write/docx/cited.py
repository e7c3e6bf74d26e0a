r"""Numbers of sources in citations: which part of a citation Word can count itself, and by which field.

Word gives the number of a paragraph as it is printed, but for a stop at its end (`\n`, 17.16.5.51). Where a citation has
the number without the square brackets of the list, it is asked for as digits (`\#`, 17.16.4.2); `\t` leaves the brackets.
LibreOffice counts such a field anew whenever it opens a file, and knows nothing of `\#`: it would write `[[2]; [5]]`. So
there the field is without its keyword, which may be missing before a bookmark (17.16.5.51). Word counts it all the same, and
LibreOffice keeps it with its result.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = re.compile(r"(?P<before>\D*)(?P<number>\d+)(?P<after>.*)", re.ASCII | re.DOTALL)


class Cited(NamedTuple):
    """A citation with the number of its source; `whole` tells that the number is as the list prints it."""

    before: str
    number: str
    after: str
    whole: bool

    def field(self, bookmark: str) -> str:
        """The field that gives the number of the source at a bookmark. No name of a bookmark of ours is that of a field."""
        return f"REF {bookmark} \\n \\h" if self.whole else f'{bookmark} \\n \\h \\# "0"'


def cited(words: str, label: str) -> Cited | None:
    """A citation by its words; `label` is how the list prints the source's number. None where the words say another number.

    Round brackets are not taken off: Word would read "(1)" as a negative number.
    """
    printed = label.rstrip(".")
    if words == printed:
        return Cited("", words, "", whole=True)
    found = _NUMBER.match(words)
    if found is None or printed not in {found["number"], f"[{found['number']}]"}:
        return None
    return Cited(found["before"], found["number"], found["after"], printed == found["number"])
