"""The guard as a whole: persons, pictures, file names, acknowledgements, and what it says of a hit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.audience.model import Withheld
from communique.content.registers import Acknowledged, Forms, PersonForms
from communique.findings import Finding, Origin
from communique.verify.conform import Finished
from communique.verify.extract.model import UnreadableError
from communique.verify.gate import listen
from communique.verify.leaks import Heard, check_leaks, check_reasons, guard_for
from communique.verify.leaks.licence import licence_of
from kit.canaries_images import jpeg, png
from kit.finished import written
from kit.samples import doc, heading, para
from kit.secrets import PERSON_AT, SECRET_AT, hidden, withheld

ORIGIN = Origin("content/people.yaml", 1, 1)
PATH = "out/demo/public/summary.html"


def heard(text: str, secrets: Withheld, path: str = PATH) -> Heard:
    """What the guard hears in a page with a title and one paragraph."""
    document = doc(heading(1, "A brief"), para(text))
    file = Finished(path, "html", written(document, "html"))
    return check_leaks(file, guard_for(secrets, licence_of(())), document)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return sorted({finding.code.value for finding in findings})


@pytest.mark.parametrize(
    "typed",
    [
        "Calvin R. Hathersage said so.", "Hathersage, C. R.", "HATHERSAGE’S view", "cal.hathersage@navy.example",
        "C\u00adalvin Hather\u00adsage", "C a l v i n  H a t h e r s a g e", "Кэлвин Хатерсейдж",
    ],
)  # fmt: skip
def test_a_name_typed_in_any_spelling_is_a_leak(typed):
    secrets = hidden(aliases=("Cal Hathersage", "Кэлвин Хатерсейдж"), affiliation="Penobscot Bay Institute")
    assert codes(heard(typed, secrets).findings) == ["leaked-name"]


@pytest.mark.parametrize("shown", ["Calvin R. Hathersage", "a retired naval officer", "a participant"])
def test_an_affiliation_is_a_leak_beside_what_the_person_is_called(shown):
    secrets = hidden(shown=shown, affiliation="Penobscot Bay Institute")
    (told,) = heard(f"Of the Penobscot Bay Institute is {shown.upper()}.", secrets).findings
    assert (told.code.value, told.message.partition(":")[0]) == (
        "leaked-name",
        "the affiliation of a person who is hidden from this reader is in the file",
    )


def test_an_affiliation_that_stands_alone_is_no_leak_where_an_author_typed_it_and_one_elsewhere():
    secrets = hidden(affiliation="Penobscot Bay Institute")
    words = "The Penobscot Bay Institute is on the bay."
    assert heard(words, secrets).findings == ()
    file = Finished(PATH, "html", written(doc(heading(1, "A brief"), para(words)), "html"))
    other = doc(heading(1, "A brief"), para("All is well."))
    assert codes(check_leaks(file, guard_for(secrets, licence_of(())), other).findings) == ["leaked-name"]


def test_a_person_with_forms_of_their_own_is_guarded_like_all_others():
    of = PersonForms(
        **{"@keys": {"role": ORIGIN}, "role": Forms(**{"@keys": {"plural": ORIGIN}, "plural": "guests"})}
    )
    (one,) = hidden().people
    secrets = replace(hidden(), people=(replace(one, person=one.person.model_copy(update={"forms": of})),))
    assert codes(heard("Calvin R. Hathersage said so.", secrets).findings) == ["leaked-name"]


def test_a_leak_is_told_with_the_line_that_it_was_typed_on_and_that_of_the_register():
    (finding,) = heard("Calvin R. Hathersage said so.", hidden()).findings
    assert (finding.origin.path, finding.origin.line) == (PATH, 0)
    assert finding.related == (para("").source.origin, PERSON_AT)
    assert "Hathersage" not in finding.message + finding.hint


def test_the_files_own_name_can_leak():
    found = heard("All is well.", hidden(), "out/demo/hathersage-talks/summary.html").findings
    assert [(finding.code.value, finding.message) for finding in found] == [
        (
            "leaked-name",
            "a person who is hidden from this reader is named in the file: the name of the file, its path",
        )
    ]


@pytest.mark.parametrize("format", ["docx", "html", "pdf"])
def test_a_withheld_picture_is_known_again_whatever_its_name(format):
    from communique.compose.model import Figure, Image
    from kit.samples import SOURCE, spans

    shown = Figure(Image(png(), "image/png", 8, 8), "A quay", spans("A quay"), SOURCE)
    document = doc(heading(1, "A brief"), shown)
    file = Finished(f"out/demo/public/summary.{format}", format, written(document, format))
    guard = guard_for(withheld("x", picture=png()), licence_of(()))
    assert codes(check_leaks(file, guard, document).findings) == ["leaked-picture"]
    other = guard_for(withheld("x", picture=jpeg()), licence_of(()))
    assert check_leaks(file, other, document).findings == ()


WORDS = "The chair will not stand again after the autumn round"


def test_what_an_author_acknowledges_with_a_reason_passes_and_is_remembered():
    known = Acknowledged(words=f"{WORDS}.", reason="Announced on 3 May")
    secrets = replace(withheld(f"{WORDS} in Halden."), acknowledged=(known,))
    assert heard(f"{WORDS}.", secrets) == Heard((), (known,))
    assert codes(heard(f"{WORDS} in Halden.", secrets).findings) == ["leaked-words"]


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("Announced on 3 May", []),
        (f"The speech said: {WORDS}", []),  # what passes may be repeated
        ("She told us that it would be in Halden", ["leaked-words"]),
        ("He said so himself (C. R. Hathersage)", ["leaked-name"]),
        ("On the pages of the Penobscot Bay Institute", []),
        ("Said by a retired naval officer of the Penobscot Bay Institute", ["leaked-name"]),
    ],
)
def test_the_reason_of_an_acknowledgement_goes_into_the_manifest_and_tells_nothing_withheld(reason, told):
    known = Acknowledged(words=WORDS, reason=reason)
    people = hidden(affiliation="Penobscot Bay Institute").people
    secrets = replace(withheld(f"{WORDS} in Halden."), acknowledged=(known,), people=people)
    passed = heard(f"{WORDS}.", secrets)
    assert passed == Heard((), (known,))
    findings = tuple(check_reasons(passed, guard_for(secrets, licence_of(())), "public"))
    assert codes(findings) == told
    assert not any("Halden" in each.message + each.hint or "Hathersage" in each.message for each in findings)


def test_an_acknowledgement_for_one_place_counts_there_only():
    here, elsewhere = (
        replace(
            withheld(f"{WORDS} in Halden."),
            acknowledged=(Acknowledged(words=WORDS, reason="r", where=where),),
        )
        for where in ("brief", "sections/other")
    )
    assert heard(f"{WORDS}.", here).findings == ()
    assert codes(heard(f"{WORDS}.", elsewhere).findings) == ["leaked-words"]


def test_an_acknowledged_name_passes():
    known = Acknowledged(words="Calvin R. Hathersage", reason="Author of a published book")
    assert heard("By Calvin R. Hathersage.", replace(hidden(), acknowledged=(known,))).findings == ()


def test_a_file_that_the_guard_cannot_open_is_not_taken_for_silent():
    document = doc(heading(1, "A brief"))
    guard = guard_for(withheld(WORDS), licence_of(()))
    broken = Finished("out/demo/public/summary.docx", "docx", b"PK\x03\x04 is no archive")
    with pytest.raises(UnreadableError):
        check_leaks(broken, guard, document)
    assert codes(listen(broken, document, guard).findings) == ["output-damaged"]


def test_the_guard_and_what_it_looks_for_show_no_words_in_logs():
    guard = guard_for(withheld(WORDS), licence_of(()))
    assert "chair" not in repr(guard)
    assert "autumn" not in repr(guard.secrets)


def test_the_line_of_the_withheld_item_is_told():
    (finding,) = heard(f"{WORDS}.", withheld(WORDS)).findings
    assert finding.related[-1] == SECRET_AT


def test_an_id_in_an_anchor_is_a_leak():
    document = doc(heading(1, "A brief", anchor="quiet-costs"), para("All is well."))
    file = Finished(PATH, "html", written(document, "html"))
    found = check_leaks(file, guard_for(withheld("x", path="points/quiet-costs"), licence_of(())), document)
    assert codes(found.findings) == ["leaked-id"]
