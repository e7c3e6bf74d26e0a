"""Fields that show the nearest words of a style (STYLEREF, ECMA-376 17.16.5.59), in headers above all.

Word shows an error in the place of a style that no text has. So each is held against the styles that the finished text is
in: it stays, or asks for the style that stands for the same, or becomes text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from communique.write.docx.names import style_id
from communique.write.docx.ooxml import NAME, NAMESPACES
from communique.write.docx.reference.fields import Field, fields_of
from communique.write.docx.reference.filling import write_run
from communique.write.docx.reference.localised import english_names
from communique.write.docx.reference.matching import KINDS, Styles
from communique.write.docx.reference.merging import Merged
from communique.write.docx.reference.nodes import Element

_FIELD = re.compile(
    r'STYLEREF\s+(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))(?P<switches>.*)', re.IGNORECASE | re.DOTALL
)
_NUMBERS = re.compile(r"\\[nrwp]\b", re.IGNORECASE)  # what it shows is a number or "above", and no words
# Styles of ours that stand for others in some documents.
_INSTEAD = {"title": ("Cover Title",)}
_BOXED = "ancestor::w:txbxContent"  # Word looks for styles in the text only


def settle_stylerefs(roots: Iterable[Element], text: Element, merged: Merged, otherwise: str) -> None:
    """Settles every such field below some elements of the template, in place; `text` is the whole text of the document.

    `otherwise` stands where there is nothing to show, and until Word counts, which it does when it lays out.
    """
    found = [
        (field, asked) for root in roots for field in fields_of(root) if (asked := _FIELD.match(field.code))
    ]
    if not found:
        return
    styles = Styles(merged.root)
    words = _StyleWords(styles, merged.ids, _used(text, styles))
    for field, asked in found:
        shown = "" if _NUMBERS.search(asked["switches"]) else otherwise
        field.show(partial(_written, shown))
        words.settle(field, (asked["quoted"] or asked["bare"] or "").strip(), asked["switches"])


def _written(words: str, holder: Element, letters: Element | None) -> list[Element]:
    return [write_run(holder, words, letters)]


@dataclass(frozen=True, slots=True)
class _StyleWords:
    """The styles of a file, the ids in it of ours, and the ids of those that its text is in."""

    styles: Styles
    ids: Mapping[str, str]
    used: frozenset[str]

    def settle(self, field: Field, name: str, switches: str) -> None:
        if self._is_used(name):
            return
        other = next((each for each in self._same(name) if each in self.used), None)
        if other is None:
            field.unwrap()
        else:
            field.ask(f'STYLEREF "{self.styles.name_of(other)}"{switches}')

    def _is_used(self, name: str) -> bool:
        found = self.styles.find(f"heading {name}" if re.fullmatch(r"[1-9]", name) else name, "")
        return found is not None and found.get(NAME["w:styleId"]) in self.used

    def _same(self, name: str) -> Iterator[str]:
        """The ids of the styles that stand for what a name means among ours."""
        folded = " ".join(name.split()).casefold()
        wanted = {folded, f"heading {folded}", *english_names(name)}
        for ours in KINDS:
            if ours.casefold() in wanted:
                for each in (ours, *_INSTEAD.get(ours.casefold(), ())):
                    yield self.ids[style_id(each)]


def _used(body: Element, styles: Styles) -> frozenset[str]:
    """The ids of the styles that words of a text are in."""
    default = styles.default("paragraph")
    plain = "" if default is None else default.get(NAME["w:styleId"], "")
    found: set[str] = set()
    for paragraph in body.xpath(f".//w:p[.//w:t[normalize-space()]][not({_BOXED})]", namespaces=NAMESPACES):
        named = paragraph.find(f"{NAME['w:pPr']}/{NAME['w:pStyle']}")
        found.add(plain if named is None else named.get(NAME["w:val"], ""))
    runs = f".//w:r[w:t[normalize-space()]][not({_BOXED})]/w:rPr/w:rStyle/@w:val"
    return frozenset({*found, *map(str, body.xpath(runs, namespaces=NAMESPACES))})
