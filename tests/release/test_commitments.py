"""Commitments: to be checked by who has the source, and to be guessed by nobody."""

from __future__ import annotations

from dataclasses import replace

from communique.audience.model import Withheld
from communique.release.commitments import LEAST, commitments_to, is_committed
from kit.secrets import hidden, withheld

SALT = "0123456789abcdef"
SECRETS = Withheld(withheld("The quiet channel", path="sections/limits").items, hidden().people)
FILE = "b/public/summary.pdf"


def many(count: int) -> Withheld:
    """So many withheld items."""
    (item,) = withheld("x").items
    return Withheld(tuple(replace(item, path=f"sections/{number}") for number in range(count)))


def test_who_has_the_source_can_check_what_was_withheld():
    told = commitments_to(SECRETS, FILE, SALT)
    assert all(is_committed(path, FILE, SALT, told) for path in ("sections/limits", "people/hathersage"))
    assert not is_committed("sections/kept", FILE, SALT, told)


def test_without_the_salt_and_in_another_file_they_are_others():
    told = set(commitments_to(SECRETS, FILE, SALT))
    assert told.isdisjoint(commitments_to(SECRETS, "b/public/summary.docx", SALT))
    assert told.isdisjoint(commitments_to(SECRETS, FILE, SALT[::-1]))


def test_their_number_tells_no_more_than_a_power_of_two():
    counts = [len(commitments_to(many(count), "f", SALT)) for count in (0, 1, 15, 16, 40)]
    assert counts == [LEAST, 16, 16, 32, 64]


def test_their_order_is_not_that_of_the_source():
    assert commitments_to(SECRETS, "f", SALT) == tuple(sorted(commitments_to(SECRETS, "f", SALT)))


def test_other_words_are_another_commitment():
    reworded = Withheld(withheld("The loud channel", path="sections/limits").items, SECRETS.people)
    told, other = (set(commitments_to(each, FILE, SALT)) for each in (SECRETS, reworded))
    assert len(told - other) == 1


def test_a_person_who_may_be_named_is_not_committed_to():
    named = hidden(shown="Calvin R. Hathersage")
    assert not is_committed("people/hathersage", FILE, SALT, commitments_to(named, FILE, SALT))
