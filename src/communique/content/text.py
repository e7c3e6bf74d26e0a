"""Text fields: Markdown that remembers which field of which item it is, and where in the file each word stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from communique.content.characters import is_visible
from communique.content.tree import Scalar
from communique.findings import Origin

LINE_ELEMENT = "x-line"
PROSE_ELEMENT = "x-prose"
FIGURE_ELEMENT = "x-figure"


class Leaf(str):
    """A scalar on its way into the model: its text, and the node and content path that it came from."""

    __slots__ = ("path", "scalar")
    scalar: Scalar
    path: str

    @classmethod
    def of(cls, scalar: Scalar, path: str) -> Leaf:
        """The text of a scalar node."""
        leaf = cls(scalar.text)
        leaf.scalar, leaf.path = scalar, path
        return leaf


@dataclass(frozen=True, slots=True)
class Text:
    """Markdown as the author wrote it. In a template it stands for itself: `{{ item.text }}` carries its path along.

    `path` is the content path of the field (`key_messages/trust/text`); it is made of ids, never of positions.
    """

    markdown: str
    path: str
    scalar: Scalar = field(repr=False)  # a template that prints a text's repr must learn no line numbers

    ELEMENT = PROSE_ELEMENT

    @property
    def origin(self) -> Origin:
        """Where the field's value begins in its file."""
        return self.scalar.origin

    def place(self, needle: str, nth: int = 0) -> Origin:
        """Where some characters of the text stand in the file (see `Scalar.place`)."""
        return self.scalar.place(needle, nth)

    def __html__(self) -> str:
        """The element that `compose/markup` replaces by the parsed text; Jinja calls this instead of escaping."""
        return f'<{self.ELEMENT} path="{escape(self.path)}"></{self.ELEMENT}>'

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls._from_leaf)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "description": cls.__doc__.split("\n", 1)[0] if cls.__doc__ else ""}

    @classmethod
    def _from_leaf(cls, value: object) -> Text:
        if isinstance(value, cls):
            return value
        if not isinstance(value, Leaf):
            kind = "text"
            raise PydanticCustomError("text_type", "Input should be {kind}", {"kind": kind})
        if not is_visible(value):
            raise PydanticCustomError("empty_text", "Input should have some words", {})
        return cls(str(value), value.path, value.scalar)


@dataclass(frozen=True, slots=True)
class Line(Text):
    """Markdown of one paragraph: a title, a step, the text of a check."""

    ELEMENT = LINE_ELEMENT


@dataclass(frozen=True, slots=True)
class Prose(Text):
    """Markdown of any number of paragraphs and lists."""
