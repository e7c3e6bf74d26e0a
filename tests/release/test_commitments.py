"""Commitments: to be checked by who has the source, and to be guessed by nobody."""

from __future__ import annotations

from communique.release.commitments import LEAST, commitments_to, is_committed

SALT = "0123456789abcdef"
PATHS = ("sections/limits", "people/bae")


def test_who_has_the_source_can_check_what_was_withheld():
    told = commitments_to(PATHS, "b/public/summary.pdf", SALT)
    assert all(is_committed(path, "b/public/summary.pdf", SALT, told) for path in PATHS)
    assert not is_committed("sections/kept", "b/public/summary.pdf", SALT, told)


def test_without_the_salt_and_in_another_file_they_are_others():
    told = set(commitments_to(PATHS, "b/public/summary.pdf", SALT))
    assert told.isdisjoint(commitments_to(PATHS, "b/public/summary.docx", SALT))
    assert told.isdisjoint(commitments_to(PATHS, "b/public/summary.pdf", SALT[::-1]))


def test_their_number_tells_no_more_than_a_power_of_two():
    counts = [len(commitments_to(tuple(map(str, range(n))), "f", SALT)) for n in (0, 1, 16, 17, 40)]
    assert counts == [LEAST, 16, 16, 32, 64]


def test_their_order_is_not_that_of_the_source():
    assert commitments_to(PATHS, "f", SALT) == commitments_to(PATHS[::-1], "f", SALT)
