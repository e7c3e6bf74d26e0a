"""What a finished PDF can say: every channel told, whatever hides in it, and nothing told wrongly."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.verify.channels import pdf_file
from communique.verify.channels.images_channels import IMAGE_CHANNELS
from communique.verify.channels.model import Said
from communique.verify.channels.pdf import PDF_CHANNELS, said_in_pdf
from communique.verify.channels.pdf_syntax import parse, text_of
from communique.verify.extract.model import UnreadableError
from kit import samples
from kit.canaries_pdf import PDF_PLANTS
from kit.finished import edited_pdf, written

# Plants that draw with a font of Latin letters, or write bytes that are no text around the words.
DRAWN = re.compile(
    r"page$|letter|form|invisible|white|off-page|covered|layer-text|appearances|patterns|glyphs|unused|idle|marked"
    r"|profiles|strings$|redrawn|revisions$|behind the end of a stream|links"
)
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
def test_a_canary_is_heard_in_its_channel_and_no_place_repeats_it(finished: bytes, plant: str) -> None:
    told = heard(PDF_PLANTS[plant](finished, CANARY), CANARY)
    assert plant.partition(":")[0] in {said.channel.id for said in told}
    assert not [said.where for said in told if "Ossian" in said.where or "Clarke" in said.where]


# How documents really leaked, and the plant that does the same.
INCIDENTS = {
    "a redacted contract, its full text in the bookmarks": "pdf.bookmarks",
    "a court filing, its text under black boxes": "pdf.covered",
    "a study, its text under pictures": "pdf.covered:by a picture",
    "a page saved again without its names, the old one below": "pdf.revisions",
    "records with the path of each included file": "pdf.private:path of an included file",
    "a template's path on somebody's disk": "pdf.attachment-names:a path",
    "attachments of another edition": "pdf.attachments:a Word file",
}


@pytest.mark.leaks
@pytest.mark.parametrize("incident", INCIDENTS)
def test_what_leaked_elsewhere_is_heard_here(finished: bytes, incident: str) -> None:
    plant = INCIDENTS[incident]
    assert heard(PDF_PLANTS[plant](finished, CANARY), CANARY)
    assert not heard(finished, CANARY)


@pytest.mark.leaks
@pytest.mark.parametrize("plant", [key for key in PDF_PLANTS if not DRAWN.search(key)])
def test_canaries_of_other_alphabets_are_heard(finished: bytes, plant: str) -> None:
    words = "Łukasz Ødegård, 김민서, Оссиан"
    told = heard(PDF_PLANTS[plant](finished, words), words)
    assert plant.partition(":")[0] in {said.channel.id for said in told}


def test_every_channel_has_a_plant() -> None:
    planted = {plant.partition(":")[0] for plant in PDF_PLANTS}
    assert {channel.id for channel in PDF_CHANNELS} == {
        plant for plant in planted if plant.startswith("pdf.")
    }


@pytest.mark.parametrize("kind", samples.SAMPLES)
def test_nothing_that_an_independent_reader_finds_is_skipped(kind: str) -> None:
    data = written(samples.SAMPLES[kind](samples.A4), "pdf")
    told = "\n".join(said.text for said in said_in_pdf(data))
    with pikepdf.open(BytesIO(data)) as pdf:
        missing = [text for item in pdf.objects for text in strings_and_names(item) if text not in told]
    assert missing == []


def strings_and_names(item: Any, depth: int = 0) -> Iterator[str]:
    """What an object holds, by pikepdf. The file's own fingerprint is not told."""
    if isinstance(item, pikepdf.String):
        yield str(item)
    elif isinstance(item, pikepdf.Name):
        yield str(item)[1:]
    elif isinstance(item, pikepdf.Array) and (depth == 0 or not item.is_indirect):
        for each in item:
            yield from strings_and_names(each, depth + 1)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream) and (depth == 0 or not item.is_indirect):
        entries = item.stream_dict if isinstance(item, pikepdf.Stream) else item
        for key, each in entries.items():
            if str(entries.get("/Type")) == "/XRef":
                continue
            yield key[1:]
            yield from strings_and_names(each, depth + 1)


KEYS = st.sampled_from(
    ["Alt", "T", "Type", "S", "P", "A", "K", "FT", "Kids", "Limits", "EF", "JS", "Pg", "Lang", "Parent"]
)
VALUES = st.recursive(
    st.just("canary") | KEYS.map(lambda key: "/" + key) | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)


def as_pdf(value: Any) -> Any:
    """A value made of Python's own kinds, as pikepdf has it; every `canary` becomes a string."""
    if isinstance(value, list):
        return pikepdf.Array([as_pdf(each) for each in value])
    if isinstance(value, dict):
        return pikepdf.Dictionary({f"/{key}": as_pdf(each) for key, each in value.items()})
    if value == "canary":
        return pikepdf.String(CANARY)
    return pikepdf.Name(value) if isinstance(value, str) else value


@given(value=VALUES, key=KEYS, packed=st.booleans(), place=st.sampled_from(["root", "page", "tag"]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_string_is_heard_wherever_it_hangs(
    small: bytes, value: Any, key: str, packed: bool, place: str
) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        holder = {"root": pdf.Root, "page": pdf.pages[0].obj, "tag": pdf.pages[0].obj.Resources}[place]
        holder[f"/Planted{key}"] = pdf.make_indirect(as_pdf({key: value}))
        holder[f"/Inline{key}"] = as_pdf({key: [value, "canary"]})

    data = edited_pdf(small, plant)
    if packed:
        data = repacked(data)
    times = sum(said.text.count(CANARY) for said in said_in_pdf(data))
    assert times >= str(value).count("canary") * 2 + 1


def repacked(data: bytes) -> bytes:
    """The same objects, in object streams."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def small() -> bytes:
    buffer = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(buffer)
    return buffer.getvalue()


def outcome(data: bytes) -> list[Said] | UnreadableError:
    """What a file says, or that it cannot be read; anything else that is raised is a fault of ours."""
    try:
        return list(said_in_pdf(data))
    except UnreadableError as refusal:
        return refusal


@given(at=st.floats(0, 1, exclude_max=True), bytes_=st.binary(min_size=1, max_size=6), cut=st.booleans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_files_are_heard_or_refused(small: bytes, at: float, bytes_: bytes, cut: bool) -> None:
    data = PDF_PLANTS["pdf.fields:V"](PDF_PLANTS["pdf.font-characters"](small, CANARY), CANARY)
    start = int(at * len(data))
    found = outcome(data[:start] if cut else data[:start] + bytes_ + data[start + len(bytes_) :])
    told = found if isinstance(found, list) else []
    assert isinstance(found, UnreadableError) or told
    assert all(said.where for said in told)
    assert {said.channel for said in told} <= {*PDF_CHANNELS, *IMAGE_CHANNELS}


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7\n", b"PK\3\4", b"%PDF-1.7\n1 0 obj\n(((((", b"%PDF-1.7\n1 0 obj\n" + b"[<<" * 100_000],
    ids=["empty", "a header only", "an archive", "never closed", "deep"],
)
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert isinstance(outcome(data), UnreadableError)


def test_files_attached_to_attached_files_are_heard_to_a_depth(small: bytes) -> None:
    attach = PDF_PLANTS["pdf.attachments"]
    inner = attach(small, CANARY)
    for _ in range(2):
        inner = edited_pdf(small, lambda pdf, inside=inner: attached(pdf, inside))
    assert {said.channel.id for said in heard(inner, CANARY)} == {"pdf.attachments"}
    for _ in range(6):
        inner = edited_pdf(small, lambda pdf, inside=inner: attached(pdf, inside))
    assert isinstance(outcome(inner), UnreadableError)


def attached(pdf: pikepdf.Pdf, inside: bytes) -> None:
    pdf.Root.Attached = pdf.make_stream(inside, Type=pikepdf.Name.EmbeddedFile)


@pytest.mark.parametrize(
    "junk",
    [
        b"trailer <<>> " * 30_000,
        b"\n9 0 obj (" * 30_000,
        b"\n9 0 obj << /A [ " * 30_000,
        b"\n9 0 obj << " + b"1 " * 300_000 + b">> endobj",
        b"\n9 0 obj <<>> stream\nBT (x) Tj" + b" ID" * 300_000 + b"\nendstream endobj",
        b"\n9 0 obj <<>> stream\nBT (x) Tj" + b" <" * 300_000 + b"\nendstream endobj",
        b"\n9 0 obj <<>> stream\nbegincmap <00> <FFFFFF> <0041>"
        + b" endbfrange" * 300
        + b"\nendstream endobj",
        b"1 0 " * 300_000,
        b"(" * 300_000,
        b"<" * 300_000,
    ],
    ids=[
        "trailers",
        "strings",
        "arrays",
        "no keys",
        "pixels",
        "brackets",
        "ranges",
        "numbers",
        "open",
        "hex",
    ],
)
def test_junk_without_end_takes_no_time_without_end(small: bytes, junk: bytes) -> None:
    found = outcome(small + junk)
    assert isinstance(found, list)
    assert {said.text for said in said_in_pdf(small) if said.channel.id == "pdf.page"} <= {
        said.text for said in found
    }


def test_an_open_string_hides_nothing_behind_it(small: bytes) -> None:
    packed = zlib.compress(CANARY.encode())
    stream = b"\n9 0 obj <</Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream endobj" % (
        len(packed),
        packed,
    )
    assert heard(small + b"\n8 0 obj (open endobj" + stream, CANARY)


def test_strings_are_read_as_the_standard_says() -> None:
    written = rb"(a\(b\)\101\\(in(side)) \r\n\8)"
    assert parse(written).value == b"a(b)A\\(in(side)) \r\n8"
    assert parse(b"<</A#42 <4 1>/C[1 0 R null true -.5]>>").value == {
        "AB": b"A",
        "C": [(1, 0), None, True, -0.5],
    }


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"\xfe\xff\x01\x41", "Ł"),
        (b"\xff\xfe\x41\x01", "Ł"),
        (b"\xef\xbb\xbf\xc5\x81", "Ł"),
        (b"\x95", "Ł"),
        (b"\xfe\xff\x00\x1b\x00e\x00n\x00\x1b\x00a", "a"),
    ],
)
def test_text_strings_are_read_in_each_encoding(written: bytes, read: str) -> None:
    assert text_of(written) == read


@pytest.mark.parametrize(
    "filters", [["ASCII85Decode"], ["ASCIIHexDecode"], ["RunLengthDecode"], ["FlateDecode", "FlateDecode"]]
)
def test_streams_are_heard_through_each_filter(small: bytes, filters: list[str]) -> None:
    words = CANARY.encode()
    packed = {
        "ASCII85Decode": base64.a85encode(words) + b"~>",
        "ASCIIHexDecode": words.hex().encode() + b">",
        "RunLengthDecode": bytes([len(words) - 1]) + words + b"\x80",
        "FlateDecode": zlib.compress(zlib.compress(words)),
    }[filters[0]]
    head = b"\n9 0 obj <</Filter[%b]/Length %d>>\nstream\n" % (
        b"".join(b"/" + f.encode() for f in filters),
        len(packed),
    )
    assert {said.channel.id for said in heard(small + head + packed + b"\nendstream endobj", CANARY)} >= {
        "pdf.streams"
    }


def test_a_bomb_is_refused(small: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "LIMIT", 1 << 20)
    packed = zlib.compress(zlib.compress(bytes(32 << 20)))
    bomb = b"\n9 0 obj\n<</Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n%b\nendstream\nendobj\n"
    refusal = outcome(small + bomb % (len(packed), packed))
    assert isinstance(refusal, UnreadableError)
    assert "unpacks to more than" in str(refusal)


def test_circles_end(finished: bytes) -> None:
    def bend(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(
            b"/Self Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
        )
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Self=form))
        resources = pdf.pages[0].obj.Resources
        resources.XObject = pikepdf.Dictionary(Self=form)
        pdf.pages[0].contents_add(b"/Self Do")
        tree = pdf.make_indirect(pikepdf.Dictionary(Limits=[pikepdf.String(CANARY)] * 2))
        tree.Kids = pikepdf.Array([tree])
        pdf.Root.Names.Dests = tree

    assert heard(edited_pdf(finished, bend), CANARY)


def test_an_encrypted_file_that_opens_without_a_password_is_heard(finished: bytes) -> None:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(PDF_PLANTS["pdf.info"](finished, CANARY))) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="desk", user=""))
    assert CANARY.encode() not in buffer.getvalue()
    assert "pdf.info" in {said.channel.id for said in heard(buffer.getvalue(), CANARY)}


def test_a_file_that_needs_a_password_is_refused(finished: bytes) -> None:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(finished)) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="desk", user="secret"))
    assert isinstance(outcome(buffer.getvalue()), UnreadableError)


def test_places_are_pages_where_they_can_be(finished: bytes) -> None:
    for plant, where in {
        "pdf.page": "page 1",
        "pdf.annotations:Contents": "an annotation, page 1",
        "pdf.fields:V": "a form field, page 1",
        "pdf.private": "a program's private data on page 1",
        "pdf.bookmarks": "the bookmarks",
    }.items():
        told = heard(PDF_PLANTS[plant](finished, CANARY), CANARY)
        assert where in {said.where for said in told}


def test_a_file_of_ours_draws_nothing_unseen(finished: bytes) -> None:
    unseen = {
        "pdf.invisible",
        "pdf.off-page",
        "pdf.covered",
        "pdf.unused",
        "pdf.idle",
        "pdf.loose",
        "pdf.revisions",
    }
    assert not {said.channel.id for said in said_in_pdf(finished)} & unseen
