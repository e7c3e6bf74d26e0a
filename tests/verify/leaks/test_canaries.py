"""The whole guard against each channel: a canary in a finished file, and the guard goes red.

The table of plants is that of the channels' own tests; a channel without a plant fails there. Here the same plants meet
everything between a file and a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from communique.audience.model import Withheld
from communique.compose.model import Document
from communique.findings import Finding
from communique.verify.channels.files import CHANNELS
from communique.verify.conform import Finished
from communique.verify.leaks import check_leaks, guard_for
from communique.verify.leaks.check import HINT
from communique.verify.leaks.licence import licence_of
from kit import samples
from kit.canaries_docx import DOCX_PLANTS, MORE_DOCX_PLANTS, with_part
from kit.canaries_html import HTML_PLANTS, MORE_HTML_PLANTS
from kit.canaries_images import FORMAT_OF, IMAGE_PLANTS, MADE, MORE_IMAGE_PLANTS, gif
from kit.canaries_pdf import PDF_PLANTS
from kit.finished import written
from kit.secrets import PERSON_AT, SECRET_AT, hidden, withheld

pytestmark = pytest.mark.leaks
Plant = Callable[[bytes, str], bytes]
ALL_MADE = {**MADE, "gif": gif}
NAME = "Ossian Vantongeren-Clarke"
SENTENCE = "The quiet channel through Halden was opened by the second envoy"
SECRETS = Withheld(
    withheld(f"{SENTENCE}, in writing.").items, hidden(NAME, "a participant").people
)  # both at once, as in any build


@cache
def summary() -> Document:
    """A document of one page and a half."""
    return samples.SAMPLES["summary"](samples.A4)


def told(data: bytes, format: str, secrets: Withheld = SECRETS) -> tuple[Finding, ...]:
    """What the guard finds in a file."""
    file = Finished(f"out/track-two/public/summary.{format}", format, data)
    return check_leaks(file, guard_for(secrets, licence_of(())), summary()).findings


def in_word(plant: Plant, format: str) -> Plant:
    """A plant of pictures, in a picture of a Word file."""
    return lambda data, words: with_part(
        data, f"word/media/image77.{format}", plant(ALL_MADE[format](), words)
    )


def plants() -> Iterator[tuple[str, str, Plant]]:
    """The name of each plant, the format of its file, and the plant."""
    yield from ((name, "pdf", plant) for name, plant in PDF_PLANTS.items())
    yield from ((name, "docx", plant) for name, plant in DOCX_PLANTS.items())
    yield from ((f"{name}:{way}", "docx", plant) for (name, way), plant in MORE_DOCX_PLANTS.items())
    yield from ((name, "html", plant) for name, plant in HTML_PLANTS.items())
    yield from ((f"{name}:{way}", "html", plant) for (name, way), plant in MORE_HTML_PLANTS.items())
    for name, plant in IMAGE_PLANTS.items():
        yield name, "docx", in_word(plant, FORMAT_OF.get(name, "jpeg"))
    for (name, way, format), plant in MORE_IMAGE_PLANTS.items():
        yield f"{name}:{way}", "docx", in_word(plant, format)


PLANTS = tuple(plants())


def test_every_channel_has_a_plant_and_there_are_more_than_sixty():
    assert {name.partition(":")[0] for name, _, _ in PLANTS} >= {channel.id for channel in CHANNELS}
    assert len(PLANTS) > 60


@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
def test_a_clean_file_is_passed(format):
    assert told(written(summary(), format), format) == ()


@pytest.mark.parametrize(("name", "format", "plant"), PLANTS, ids=[name for name, _, _ in PLANTS])
def test_a_hidden_person_named_in_any_channel_is_a_leak(name, format, plant):
    findings = told(plant(written(summary(), format), NAME), format)
    assert "leaked-name" in {finding.code.value for finding in findings}
    assert all(finding.related[-1] == PERSON_AT for finding in findings)
    assert_silent(findings)


@pytest.mark.parametrize(("name", "format", "plant"), PLANTS, ids=[name for name, _, _ in PLANTS])
def test_withheld_words_in_any_channel_are_a_leak(name, format, plant):
    findings = told(plant(written(summary(), format), SENTENCE), format)
    assert {finding.code.value for finding in findings} == {"leaked-words"}
    assert all(finding.related[-1] == SECRET_AT for finding in findings)
    assert_silent(findings)


def assert_silent(findings: tuple[Finding, ...]) -> None:
    """A finding names the file, the place in it and the line of the source, and no word of what is withheld."""
    words = {word for word in re.findall(r"[A-Z]\w+", f"{NAME} {SENTENCE}") if word != "The"}
    for finding in findings:
        assert finding.origin.path.startswith("out/track-two/public/summary.")
        assert finding.hint == HINT
        assert not words & set(re.findall(r"\w+", finding.message))
