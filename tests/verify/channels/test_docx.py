"""What a finished Word file says is heard, whichever way it says it, and by the channel that says so."""

from __future__ import annotations

import re
import zipfile
from contextlib import suppress
from functools import cache
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.verify.channels.docx import DOCX_CHANNELS, pictures_in_docx, said_in_docx
from communique.verify.channels.images import picture_fingerprint
from communique.verify.channels.model import Said
from communique.verify.extract.model import UnreadableError
from kit.canaries_docx import DOCX_PLANTS, MORE_DOCX_PLANTS, W, inner, para, with_gap, with_part
from kit.canaries_images import FORMAT_OF, IMAGE_PLANTS, MADE, jpeg
from kit.finished import written
from kit.samples import summary

CANARY = "Ossian Vantongeren-Clarke"
SENTENCE = "The withheld reserve is “two” & a half <battalions>."


@cache
def clean() -> bytes:
    return written(summary(), "docx")


def plain(text: str) -> str:
    return re.sub(r"[\s_]+", " ", text)


def heard(data: bytes, words: str = CANARY) -> set[str]:
    return {said.channel.id for said in said_in_docx(data) if words in plain(said.text)}


def test_every_channel_of_word_files_has_a_plant() -> None:
    assert set(DOCX_PLANTS) == {each.id for each in DOCX_CHANNELS}


def test_a_clean_file_says_none_of_it() -> None:
    assert heard(clean()) == set()


# Plants that stand in a part of the archive that is told twice over: as the bytes, and as what the bytes are.
ALSO = {"docx.zip-hidden": {"docx.zip-gaps"}}


@pytest.mark.leaks
@pytest.mark.parametrize("channel", DOCX_PLANTS)
def test_words_planted_in_a_word_file_are_heard_by_their_channel(channel: str) -> None:
    words = b"T3NzaWFu".decode() if channel == "docx.field-data" else CANARY
    found = heard(DOCX_PLANTS[channel](clean(), CANARY), words)
    assert channel in found
    assert found - {channel} <= ALSO.get(channel, set())


@pytest.mark.leaks
@pytest.mark.parametrize("way", MORE_DOCX_PLANTS, ids=lambda way: way[1])
def test_further_ways_into_a_channel_are_heard(way: tuple[str, str]) -> None:
    assert way[0] in heard(MORE_DOCX_PLANTS[way](clean(), CANARY))


@pytest.mark.leaks
@pytest.mark.parametrize("channel", IMAGE_PLANTS)
def test_words_planted_in_a_picture_of_a_word_file_are_heard(channel: str) -> None:
    format_ = FORMAT_OF.get(channel, "jpeg")
    picture = IMAGE_PLANTS[channel](MADE[format_](), CANARY)
    assert channel in heard(with_part(clean(), f"word/media/image77.{format_}", picture))


@pytest.mark.parametrize("channel", ["docx.text", "docx.alt", "docx.core-properties", "docx.relationships"])
def test_signs_that_markup_escapes_are_told_as_characters(channel: str) -> None:
    assert channel in heard(DOCX_PLANTS[channel](clean(), SENTENCE), SENTENCE)


def test_places_name_parts_by_number_when_their_names_are_the_files_own_words() -> None:
    for plant in DOCX_PLANTS.values():
        assert all("Ossian" not in said.where for said in said_in_docx(plant(clean(), CANARY)))
    data = with_part(
        clean(), f"word/media/{CANARY}.jpeg", IMAGE_PLANTS["image.comment"](jpeg(), "Selene Orr")
    )
    (said,) = (each for each in said_in_docx(data) if each.text == "Selene Orr")
    assert re.fullmatch(r"part number \d+, a comment", said.where)


def test_a_place_names_the_part_and_the_paragraphs() -> None:
    (said,) = (
        each for each in said_in_docx(DOCX_PLANTS["docx.text"](clean(), CANARY)) if CANARY in each.text
    )
    assert re.fullmatch(r"word/document\.xml, paragraphs 1 to \d+", said.where)
    assert said.text.startswith(f"{CANARY}\n")


def words_of(inside: str) -> dict[str, str]:
    """By channel, what a paragraph says in a file that says nothing else."""
    return {
        said.channel.name: said.text
        for said in said_in_docx(para(inside)(inner(""), ""))
        if said.channel.kind != "name"
    }


def test_a_changed_paragraph_is_told_as_it_is_and_as_it_was() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>".format
    change = f"{run('They ')}<w:del w:id='1'>{run('never ')}</w:del><w:ins w:id='2'>{run('always ')}</w:ins>{run('met.')}"
    said = words_of(change)
    assert said["text"] == "They always met."
    assert said["deleted"] == "They never met."


def test_a_word_that_is_partly_hidden_is_told_whole() -> None:
    said = words_of("<w:r><w:t>Vanton</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>geren</w:t></w:r>")
    assert said["text"] == "Vanton"
    assert said["hidden"] == "Vantongeren"


def test_a_run_that_switches_hiding_off_is_shown() -> None:
    said = words_of("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>Seen</w:t></w:r>")
    assert said["text"] == "Seen"
    assert "hidden" not in said


def test_of_alternatives_each_is_told_once_in_its_sentence() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>".format
    said = words_of(
        f"{run('a ')}<mc:AlternateContent><mc:Choice>{run('new')}</mc:Choice><mc:Fallback>{run('old')}</mc:Fallback>"
        f"</mc:AlternateContent>{run(' word')}"
    )
    assert said["text"] == "a new word"
    assert said["alternatives"] == "a old word"


def test_white_space_of_the_markup_parts_no_word() -> None:
    said = words_of("\n  <w:r>\n <w:t>Van</w:t>\n</w:r>\n <w:r><w:t>ton</w:t></w:r>")
    assert said["text"] == "Vanton"


def test_damaged_markup_is_heard_where_a_parser_refuses() -> None:
    def damaged(data: bytes) -> bytes:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            text = archive.read("word/document.xml")
        return with_part(data, "word/document.xml", text.replace(b"</w:body>", b""))

    assert heard(damaged(DOCX_PLANTS["docx.text"](clean(), CANARY))) == {"docx.text"}


def test_entities_are_told_and_not_expanded() -> None:
    bomb = "<!DOCTYPE x [" + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9)) + "]>"
    data = with_part(clean(), "customXml/item1.xml", f"{bomb}<x>&e8;</x>")
    assert sum(len(said.text) for said in said_in_docx(data)) < 400_000


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(UnreadableError):
        list(said_in_docx(b"plain words"))


def test_files_too_deep_in_files_are_refused() -> None:
    data = inner(CANARY)
    for _ in range(9):
        data = with_part(inner("x"), "word/embeddings/a.docx", data)
    with pytest.raises(UnreadableError, match="deep"):
        list(said_in_docx(data))


def test_an_embedded_file_that_cannot_be_opened_is_refused() -> None:
    with pytest.raises(UnreadableError):
        list(said_in_docx(with_part(clean(), "word/embeddings/a.docx", inner(CANARY)[:90])))


def test_damaged_markup_costs_no_more_than_its_length() -> None:
    for piece in (
        "<w:t ",
        "<w:p",
        "<!--",
        "<!d[",
        "<?",
        "<![CDATA[",
        '<w:t a="',
        "data:;",
        "<w:style>",
        "a",
        "</w:p>",
    ):
        data = with_part(inner("x"), "word/styles.xml", f'<w:styles xmlns:w="{W}">' + piece * 30_000)
        assert list(said_in_docx(data))


def test_an_archive_inside_others_may_not_be_large() -> None:
    bomb = with_part(inner("x"), "word/media/a.bin", bytes(40_000_000))
    assert list(said_in_docx(bomb))
    with pytest.raises(UnreadableError, match="size"):
        list(said_in_docx(with_part(inner("x"), "word/embeddings/a.docx", bomb)))


def test_pictures_are_found_whatever_their_parts_are_called() -> None:
    data = with_part(clean(), "word/settings.bin", jpeg("navy"))
    marks = {picture_fingerprint(picture) for picture, _ in pictures_in_docx(data)}
    assert picture_fingerprint(jpeg("navy")) in marks


def test_every_channel_has_a_title_of_its_own() -> None:
    assert (
        len({each.title for each in DOCX_CHANNELS})
        == len({each.id for each in DOCX_CHANNELS})
        == len(DOCX_CHANNELS)
    )


@given(st.integers(0, 2_000), st.binary(min_size=1, max_size=60))
def test_damaged_archives_are_heard_or_refused(at: int, damage: bytes) -> None:
    data = inner("words")
    broken = data[:at] + damage + data[at + len(damage) :]
    with suppress(UnreadableError):
        assert all(isinstance(said, Said) for said in said_in_docx(broken))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40))
def test_any_words_come_through_runs_and_marks_whole(words: str) -> None:
    told = "\n".join(said.text for said in said_in_docx(DOCX_PLANTS["docx.text"](inner("x"), f"|{words}|")))
    assert f"|{words}|" in told


def test_a_gap_with_an_entry_in_it_is_unpacked() -> None:
    assert heard(with_gap(clean(), b"PK\x03\x04" + CANARY.encode())) == {"docx.zip-gaps"}
