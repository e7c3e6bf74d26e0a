"""Names are found through noise, and nowhere else."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.audience.names import Kind, NameFinder, spellings
from kit.commands import REPOSITORY
from kit.people import PERSONS, person, written

FINDER = NameFinder(PERSONS)


def found(text: str, finder: NameFinder = FINDER) -> list[tuple[str, str, str]]:
    return [(hit.person, hit.kind.value, text[hit.start : hit.end]) for hit in finder.find(text)]


CROWD = NameFinder((*PERSONS, *(person(f"Xq{at}o Wv{at}ilx", id=f"p{at}") for at in range(400))))


@given(
    st.lists(
        st.sampled_from(
            ("Hathersage", "C. ", "Calvin ", "Dr ", "Bae", "kim ", "Zerav", "ic", "x@", ". ", "김지우")
        ),
        max_size=9,
    )
)
def test_a_crowd_beside_them_hides_nobody(words):
    text = "".join(words)
    assert found(text, CROWD) == found(text)


@pytest.mark.parametrize(
    ("text", "who", "kind", "words"),
    [
        ("It was Calvin Hathersage’s idea", "hathersage", "name", "Calvin Hathersage"),
        ("HATHERSAGE, C.", "hathersage", "initials", "HATHERSAGE, C"),
        ("by C. R. Hathersage", "hathersage", "initials", "C. R. Hathersage"),
        ("figures/hathersage-portrait.png", "hathersage", "family name", "hathersage"),
        ("id=CalvinHathersage2", "hathersage", "name", "CalvinHathersage"),
        ("the Hathersages", "hathersage", "family name", "Hathersages"),
        ("Hather-\nsage said", "hathersage", "family name", "Hather-\nsage"),
        ("Hather\u00adsa\u200bge", "hathersage", "family name", "Hather\u00adsa\u200bge"),
        ("H a t h e r s a g e", "hathersage", "family name", "H a t h e r s a g e"),
        ("K i m   J i - w o o", "kim", "name", "K i m   J i - w o o"),
        ("chathersage@example.org", "hathersage", "e-mail", "chathersage"),
        ("calvin@example.org", "hathersage", "e-mail", "calvin"),
        ("calvin.hathersage@example.org", "hathersage", "e-mail", "calvin.hathersage"),
        ("Zeravic", "zeravic", "transliteration", "Zeravic"),
        ("Djuradj Zheravich", "zeravic", "transliteration", "Djuradj Zheravich"),
        ("рече Жеравић", "zeravic", "transliteration", "Жеравић"),
        ("Z\u030ceravic\u0301", "zeravic", "family name", "Z\u030ceravic\u0301"),
        ("x=%C5%BDeravi%C4%87&y", "zeravic", "family name", "x=%C5%BDeravi%C4%87&y"),
        ("&#381;eravi&#263;", "zeravic", "family name", "&#381;eravi&#263;"),
        ("배도현", "bae", "transliteration", "배도현"),
        ("김지우가 말했다", "kim", "transliteration", "김지우"),
        ("قال عمر الراشد", "rashid", "transliteration", "عمر الراشد"),
        ("Dr Bae", "bae", "family name", "Dr Bae"),
        ("D. Bae", "bae", "initials", "D. Bae"),
        ("bae-do-hyeon.png", "bae", "name", "bae-do-hyeon"),
        ("Mrs Ter Wolbeek", "ter-wolbeek", "family name", "Mrs Ter Wolbeek"),
        ("S. Wolbeek", "ter-wolbeek", "initials", "S. Wolbeek"),
        ("Amina Okoye", "bello-okoye", "name", "Amina Okoye"),
        ("BelloOkoye", "bello-okoye", "family name", "BelloOkoye"),
        ("\uff28athersage", "hathersage", "family name", "\uff28athersage"),
        ("Rashid", "rashid", "family name", "Rashid"),
        ("Grace Young", "young", "name", "Grace Young"),
    ],
)
def test_a_name_is_found(text, who, kind, words):
    assert (who, kind, words) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "a hat her sage friend lent her", "skimming", "baedohyeonism", "the grace young readers have", "Youngstown",
        "Bae", "Kim", "bell o okoyes", "a stone", "calvinism@", "Professor at work", "General Law", "김치가 좋다", "قال الوزير",
    ],
)  # fmt: skip
def test_other_words_are_no_names(text):
    assert found(text) == []


def test_two_persons_of_one_family_name_are_both_told():
    finder = NameFinder([person("Ann Hathersage", id="ann"), person("Bob Hathersage", id="bob")])
    assert [who for who, _, _ in found("Hathersage", finder)] == ["ann", "bob"]
    assert [who for who, _, words in found("Ann Hathersage", finder) if words.startswith("Ann")] == ["ann"]


def test_an_affiliation_is_found_whatever_stands_between_its_words():
    finder = NameFinder([person("Jan Doe", affiliation="Penobscot Bay Maritime Institute")])
    text = "of the Penobscot Bay\nMaritime\u00a0Institute’s staff"
    assert [kind for _, kind, _ in found(text, finder)] == [Kind.AFFILIATION]


@given(st.data())
def test_every_spelling_is_found_through_noise(data):
    who = data.draw(st.sampled_from(PERSONS))
    spelling = data.draw(st.sampled_from(spellings(who)))
    text = data.draw(written(spelling))
    for around in ("{}", "As {} said.", "({})", "x {}, y"):
        assert who.id in [hit.person for hit in FINDER.find(around.format(text))], (spelling, text)


@given(st.text(alphabet=string.ascii_letters + string.digits + " .,-\n@%&éñш김\u00ad", max_size=200))
def test_random_text_names_nobody_and_places_are_inside_it(text):
    assert all(0 <= hit.start < hit.end <= len(text) for hit in FINDER.find(text))
    assert [hit for hit in FINDER.find(text) if "ersage" in text[hit.start : hit.end].lower()] == []


def test_the_sample_briefs_words_name_nobody():
    finder = NameFinder(PERSONS)
    for path in sorted((REPOSITORY / "content" / "briefs").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        hits = [hit for hit in finder.find(text) if "}`" not in text[hit.start - 2 : hit.start]]
        assert hits == [], path.name
