"""Commitments to what is withheld: an auditor who has the source can check them, a recipient can't guess from them.

Each is a keyed hash (HMAC-SHA-256, RFC 2104) of the file's path and a content path, under the project's salt, which is
kept with the source and never published. The file's path is part of it, so that two files can't be joined. Their number is
rounded up to the next power of two with hashes of nothing, so that it tells no more than how much there is at most.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

LEAST = 16  # commitments of a file from which nothing is withheld
SHORT = 32  # hexadecimal digits that are kept of a hash: 128 bits


def commitments_to(paths: tuple[str, ...], file: str, salt: str) -> tuple[str, ...]:
    """The commitments of one file to the content paths of what is withheld from its readers, in the order of digits."""
    wanted = LEAST
    while wanted < len(paths):
        wanted *= 2
    filling = (f"nothing {number}" for number in range(wanted - len(paths)))
    messages = (*(f"withheld {path}" for path in paths), *filling)
    return tuple(sorted(_commitment(message, file, salt) for message in messages))


def is_committed(path: str, file: str, salt: str, commitments: tuple[str, ...]) -> bool:
    """True when a file's commitments say that a content path is withheld from its readers."""
    return _commitment(f"withheld {path}", file, salt) in commitments


def _commitment(message: str, file: str, salt: str) -> str:
    return hmac.new(salt.encode(), f"{file}\n{message}".encode(), sha256).hexdigest()[:SHORT]
