"""What a finished PDF can say: every channel told, whatever hides in it, and nothing told wrongly."""

from __future__ import annotations

import pytest

from communique.verify.channels.model import Said
from communique.verify.channels.pdf import PDF_CHANNELS, said_in_pdf
from kit import samples
from kit.canaries_pdf import PDF_PLANTS
from kit.finished import written

CANARY = "Ossian Vantongeren-Clarke"


@pytest.fixture(scope="module")
def finished() -> bytes:
    return written(samples.SAMPLES["summary"](samples.A4), "pdf")


def heard(data: bytes, words: str) -> list[Said]:
    """What tells the words, whatever breaks or spaces stand in them."""
    wanted = "".join(words.split())
    return [
        said
        for said in said_in_pdf(data)
        if wanted in "".join(said.text.replace("%20", "").split()).replace("\ufffe", "-")
    ]


@pytest.mark.leaks
@pytest.mark.parametrize("plant", PDF_PLANTS)
def test_a_canary_is_heard_in_its_channel(finished: bytes, plant: str) -> None:
    told = heard(PDF_PLANTS[plant](finished, CANARY), CANARY)
    assert plant.partition(":")[0] in {said.channel.id for said in told}


@pytest.mark.leaks
@pytest.mark.parametrize("plant", PDF_PLANTS)
def test_places_are_told_without_the_words_of_the_file(finished: bytes, plant: str) -> None:
    for said in said_in_pdf(PDF_PLANTS[plant](finished, CANARY)):
        assert "Ossian" not in said.where
        assert "Clarke" not in said.where


def test_every_channel_has_a_plant() -> None:
    assert {channel.id for channel in PDF_CHANNELS} == {plant.partition(":")[0] for plant in PDF_PLANTS}
