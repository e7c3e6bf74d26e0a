"""Possessives and plurals of persons that a text asks for and that nobody has written."""

from __future__ import annotations

from collections.abc import Iterator

from communique.audience.attribution import has_form, is_english
from communique.audience.model import View
from communique.codes import Code
from communique.content.prose import parse_prose
from communique.content.registers import Person
from communique.content.spans import PersonUse
from communique.content.walk import texts
from communique.findings import Finding, Severity


def check_forms(view: View, persons: tuple[Person, ...]) -> Iterator[Finding]:
    """In languages other than English a form has to stand in the register: there is no rule that makes it."""
    if is_english(view.reader.language):
        return
    known = {person.id: person for person in persons}
    for located in (view.brief, *view.terms.values()):
        for text in texts(located):
            for span in parse_prose(text).all_spans():
                if isinstance(span, PersonUse) and span.form and span.person in known:
                    yield from _missing(span, known[span.person], view)


def _missing(use: PersonUse, person: Person, view: View) -> Iterator[Finding]:
    shown = view.people[person.id]
    if has_form(person, shown, use.form):
        return
    language = view.reader.language
    message = (
        f"there is no {use.form} of '{shown}' in '{language}' for '{person.id}'; the words stay as they are"
    )
    hint = (
        f"write it in people.yaml, under 'forms:' of the person, or put the sentence without the {use.form}"
    )
    yield Finding(
        Code.PERSON_FORM_MISSING, use.origin, message, hint, (person.origin,), severity=Severity.WARNING
    )
