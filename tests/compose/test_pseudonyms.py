"""Letters for persons: stable in a document, nowhere else the same, and silent about everybody else."""

from __future__ import annotations

import re

import pytest

from communique.compose.pseudonyms import letter
from kit.composing import composed, lines

NAMES = ("ann", "bob", "cid", "dee", "eve")
SECTIONS = "{% for s in brief.sections %}<h2>{{ s.title|plain }}</h2>{{ s.text }}{% endfor %}"
PEOPLE = "people:\n" + "".join(
    f"  - {{id: {name}, name: {name.title()} Example{name}, role: a guest, attributable: true}}\n"
    for name in NAMES
)


def project(*texts: str, salt: str = "a salt of 16 or more", document: str = "summary", people: str = PEOPLE):
    sections = "".join(
        f'  - {{id: s{number}, title: Section, text: "{text}"}}\n' for number, text in enumerate(texts)
    )
    return {
        "content/project.yaml": f'title: P\nsalt: "{salt}"\n',
        "content/people.yaml": people,
        "content/audiences/insiders.yaml": "title: I\nceiling: TLP:AMBER\nattribution: pseudonym\ndepth: full\n"
        f"documents: {{{document}: {{formats: [docx]}}}}\n",
        "content/briefs/demo/brief.yaml": "title: A small brief\nshort_title: Small\ndate: 2026-11-22\n"
        "from: The secretariat\nbottom_line: {text: Meet soon.}\nsections:\n" + sections,
    }


def told(root, *texts, **options) -> str:
    return "\n".join(lines(root, SECTIONS, "insiders", project(*texts, **options)))


def test_a_person_has_one_letter_throughout_a_document(tmp_path):
    text = told(
        tmp_path, "As {person}`ann` and {person}`bob` said.", "{person}`ann`'s, {person}`ann's` turn."
    )
    [(first, second)] = re.findall(r"As Participant (.) and Participant (.) said", text)
    assert {first, second} == {"A", "B"}
    assert f"Participant {first}'s, Participant {first}’s turn" in text


def test_nobody_outside_of_the_document_moves_a_letter(tmp_path):
    alone = told(tmp_path / "1", "It was {person}`dee`.")
    assert "It was Participant A." in alone
    more = PEOPLE.replace("{id: ann,", "{id: aaa, name: New Person, role: a guest}\n  - {id: ann,")
    assert told(tmp_path / "2", "It was {person}`dee`.", people=more) == alone
    withheld = PEOPLE.replace("{id: ann,", "{id: ann, except: [insiders],")
    assert told(tmp_path / "3", "It was {person}`dee`.", people=withheld) == alone


def test_a_person_withheld_gets_no_letter(tmp_path):
    people = PEOPLE.replace("{id: ann,", "{id: ann, except: [insiders],")
    text = told(tmp_path, "So {person}`ann` and {person}`bob`.", people=people)
    assert "So a participant and Participant A." in text


def test_another_salt_gives_another_order(tmp_path):
    text = " ".join(f"{{person}}`{name}`" for name in NAMES)
    orders = {
        told(tmp_path / str(number), f"By {text}.", salt=f"salt number {number:010}") for number in range(6)
    }
    assert len(orders) > 1


def test_a_letter_has_no_plural_of_its_own(tmp_path):
    assert "So participants said." in told(tmp_path, "So {person}`ann|plural` said.")


def test_nothing_stands_in_for_a_letter(tmp_path):
    outcome = composed(
        tmp_path, SECTIONS, "insiders", project("By {person}`ann`[^1].\\n\\n[^1]: {person}`bob`.")
    )
    assert outcome.value is not None
    assert "a pseudonym" not in repr(outcome.value)
    assert "Participant B" in repr(outcome.value)


@pytest.mark.parametrize(("number", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters_go_on_after_z(number, expected):
    assert letter(number) == expected
