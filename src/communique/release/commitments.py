"""Commitments to what is withheld: an auditor who has the source can check them, a recipient can't guess from them.

Each is a keyed hash (HMAC-SHA-256, RFC 2104) of the file's path and a content path, under the project's salt, which is
kept with the source and never published. One more is of all withheld words together. The file's path is part of it, so
that two files can't be joined. Their number is rounded up to the next power of two with hashes of nothing, so that it
tells no more than how much there is at most.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from communique.audience.model import Withheld
from communique.content.fields import BOOKKEEPING

LEAST = 16  # commitments of a file from which nothing is withheld
SHORT = 32  # hexadecimal digits that are kept of a hash: 128 bits


def commitments_to(withheld: Withheld, file: str, salt: str) -> tuple[str, ...]:
    """The commitments of one file to all that is withheld from its readers, in the order of their digits."""
    messages = [f"words {_digest(withheld)}", *(f"withheld {path}" for path in withheld.paths)]
    wanted = LEAST
    while wanted < len(messages):
        wanted *= 2
    messages += (f"nothing {number}" for number in range(wanted - len(messages)))
    return tuple(sorted(_commitment(message, file, salt) for message in messages))


def is_committed(path: str, file: str, salt: str, commitments: tuple[str, ...]) -> bool:
    """True when a file's commitments say that a content path is withheld from its readers."""
    return _commitment(f"withheld {path}", file, salt) in commitments


def _digest(withheld: Withheld) -> str:
    """A hash of all that is withheld: it changes when the guard would look for something else."""
    items = ((item.path, *item.words, sha256(item.picture).hexdigest()) for item in withheld.items)
    people = (
        (each.shown, each.person.model_dump_json(exclude=set(BOOKKEEPING)), *each.words)
        for each in withheld.people
    )
    return sha256(repr((*items, *people)).encode()).hexdigest()


def _commitment(message: str, file: str, salt: str) -> str:
    return hmac.new(salt.encode(), f"{file}\n{message}".encode(), sha256).hexdigest()[:SHORT]
