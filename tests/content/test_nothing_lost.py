"""Every word that an author wrote in a text field is in what is parsed, however it is marked up and nested."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from communique.content.markdown import DEEPEST
from communique.content.prose import Parsed, parse_prose
from communique.content.spans import Citation, Code, PersonUse, Reference, TermUse, Words
from communique.content.text import Prose
from communique.content.tree import Mapping, Scalar, parse_tree
from communique.findings import Origin

_WORD = re.compile(r"w[0-9]+")
_DEEPER = DEEPEST + 5  # of what is built below; a list and its item are two of the parser's levels


def parsed(markdown: str) -> Parsed:
    return parse_prose(Prose(markdown, "a", Scalar(markdown, Origin("a.yaml", 1, 1), markdown)))


def words_of(text: Parsed) -> list[str]:
    """What is said, with the names that are looked up, in reading order; a footnote's at its call."""
    said: list[str] = []
    for span in text.all_spans():
        match span:
            case Words(words) | Code(words):
                said.append(words)
            case PersonUse(name, _, _):
                said.append(name)
            case TermUse(name, _, label) | Reference(name, _, label):
                said.append(f"{label} {name}")
            case Citation(sources, _):
                said += [f"{source.prefix} {source.key} {source.locator}" for source in sources]
            case _:
                pass
    return _WORD.findall(" ".join(said))


_INLINES: tuple[str, ...] = (
    "{}", "*{}*", "_{}_", "**{}**", "***{}***", "[{}](https://a.b)", "[{}][here]", "\\*{}\\*", "“{}”", "({})",
    "^[{}]", "&amp; {}", "{}\\\nand", "{}  \nthen",
)  # fmt: skip
_NAMES = (
    "{{person}}`{}`", "{{term}}`{}`", "{{ref}}`the case <case/{}>`", "[@{}, p. 4]", "`{}`", "<https://a.b/{}>",
)  # fmt: skip

_inline = st.recursive(
    st.sampled_from(("W", *(name.format("W") for name in _NAMES))),
    lambda inner: st.one_of(
        st.builds(lambda form, text: form.format(text), st.sampled_from(_INLINES), inner),
        st.builds("{} {}".format, inner, inner),
    ),
    max_leaves=6,
)


def _indented(text: str, first: str, rest: str) -> str:
    return "\n".join((first if at == 0 else rest) + line for at, line in enumerate(text.split("\n")))


def _list(items: list[str], mark: str, *, loose: bool) -> str:
    blank = "\n\n" if loose else "\n"
    return blank.join(_indented(item, mark, " " * len(mark)) for item in items)


def _nested(depth: int, marks: list[str], inner: str) -> str:
    """A block in so many lists and quotations, each with words of its own before the next."""
    for at in range(depth):
        mark = marks[at % len(marks)]
        inner = f"W\n\n{inner}" if at else inner
        inner = _indented(inner, mark, "> " if mark == "> " else " " * len(mark))
    return inner


_marks = st.sampled_from(("- ", "* ", "1. ", "3) ", "> "))
_blocks: st.SearchStrategy[str] = st.recursive(
    _inline,
    lambda inner: st.one_of(
        st.builds(_list, st.lists(inner, min_size=1, max_size=3), st.sampled_from(("- ", "2. ")), loose=st.booleans()),
        st.builds(lambda text: _indented(text, "> ", "> "), inner),
        st.builds("{}\n\n{}".format, inner, inner),
    ),
    max_leaves=8,
)  # fmt: skip
_texts = st.one_of(
    _blocks,
    st.builds(_nested, st.integers(1, _DEEPER), st.lists(_marks, min_size=1, max_size=4), _blocks),
)


def _with_words(shape: str) -> tuple[str, list[str]]:
    """A text of this shape with a word of its own in each place, and these words."""
    count = shape.count("W")
    words = [f"w{at}" for at in range(count)]
    for word in words:
        shape = shape.replace("W", word, 1)
    if "[here]" in shape:
        shape += "\n\n[here]: https://a.b\n"
    return shape, words


@settings(max_examples=300)
@given(_texts)
def test_every_word_of_a_text_is_in_what_is_parsed(shape):
    markdown, words = _with_words(shape)
    read = parsed(markdown)
    assume(not any(finding.message == "a footnote calls a footnote" for finding in read.findings))
    assert sorted(set(words_of(read))) == sorted(words)


def _bullets(depth: int) -> str:
    return "".join(f"{'  ' * at}- level w{at}\n" for at in range(depth))


DEEP: dict[str, Callable[[int], str]] = {
    "lists": _bullets,
    "lists on one line": lambda depth: "- " * depth + "w0",
    "quotations": lambda depth: "> " * depth + "w0",
    "both": lambda depth: "> - " * (depth // 2) + "1. " * (depth % 2) + "w0",
    "emphasis": lambda depth: "".join(f"*w{at} " for at in range(depth)) + "x*" * depth,
    "strong emphasis": lambda depth: "**" * depth + "w0" + "**" * depth,
}


@pytest.mark.parametrize("make", DEEP.values(), ids=DEEP)
def test_what_can_be_shown_has_no_finding(make):
    assert parsed(make(DEEPEST)).findings == ()


@pytest.mark.parametrize("depth", [DEEPEST + 1, DEEPEST + 6, 300])
@pytest.mark.parametrize("make", DEEP.values(), ids=DEEP)
def test_what_is_deeper_is_one_finding_and_no_crash(make, depth):
    (finding,) = parsed(make(depth)).findings
    assert f"more than {DEEPEST} deep" in finding.message
    assert finding.hint


@pytest.mark.parametrize("make", DEEP.values(), ids=DEEP)
def test_what_is_refused_is_parsed_all_the_same(make):
    markdown = make(DEEPEST + 6)
    assert words_of(parsed(markdown)) == _WORD.findall(markdown)


def test_each_place_that_is_too_deep_is_told_with_its_line():
    lines = (*_bullets(11).splitlines(), "", "Between.", "", *_bullets(10).splitlines())
    source = "a: |\n" + "".join(f"  {line}\n" for line in lines)
    node = parse_tree(source, "a.yaml").value
    assert isinstance(node, Mapping)
    scalar = node.get("a")
    assert isinstance(scalar, Scalar)
    found = parse_prose(Prose(scalar.text, "a", scalar)).findings
    assert [str(finding.origin) for finding in found] == ["a.yaml:11:21", "a.yaml:25:21"]
    assert {finding.code.value for finding in found} == {"no-room"}


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("Words.\n\n[Minister]: No.\n", "[Minister]"),
        ("[a], see\n\n[a]: https://a.b\n[a]: https://c.d\n", "[a]: https://c.d"),
        ("> [a]: https://a.b\n", "> [a]"),
        ('See [here](https://a.b "what it says").\n', "https"),
        ('See [here][a].\n\n[a]: https://a.b "what it says"\n', "https"),
    ],
)
def test_words_that_commonmark_takes_out_of_the_text_are_told(markdown, line):
    (finding,) = parsed(markdown).findings
    assert finding.code.value == "markup"
    at = finding.origin
    assert markdown.split("\n")[at.line - 1][at.column - 1 :].startswith(line)
