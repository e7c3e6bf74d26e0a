"""The channels of a Word file."""

from __future__ import annotations

from communique.verify.channels.model import Blind, Channel, Kind


def _channel(name: str, kind: Kind, title: str) -> Channel:
    return Channel("docx", name, kind, title)


READ, KEPT, NAME = Kind.READ, Kind.KEPT, Kind.NAME

# Words in paragraphs.
TEXT = _channel("text", READ, "text of the body, tables and lists, and the kept results of fields")
TEXTBOXES = _channel("textboxes", READ, "text boxes, drawn and VML")
HEADERS = _channel("headers", READ, "headers and footers, used or not")
FOOTNOTES = _channel("footnotes", READ, "footnotes, called or not")
ENDNOTES = _channel("endnotes", READ, "endnotes, called or not")
MATH = _channel("math", READ, "formulas")
RUBY = _channel("ruby", READ, "phonetic guides above characters")
SYMBOLS = _channel("symbols", READ, "characters given by their number in a symbol font")
DIAGRAMS = _channel("diagrams", READ, "charts and diagrams, with the data that they keep")
WATERMARKS = _channel("watermarks", READ, "words drawn as WordArt, such as watermarks")
ALT = _channel("alt", READ, "alternative texts of pictures, drawings and tables")
HIDDEN = _channel("hidden", KEPT, "hidden text, by the run or by its style")
DELETED = _channel("deleted", KEPT, "deleted and moved text, and paragraphs as they were before the change")
ALTERNATIVES = _channel(
    "alternatives", KEPT, "the other branch of alternative contents, kept for old programs"
)
COMMENTS = _channel("comments", KEPT, "comments")
GLOSSARY = _channel("glossary", KEPT, "building blocks of the glossary document")
# Words in attributes.
COMMENT_AUTHORS = _channel("comment-authors", KEPT, "authors and initials of comments")
REVISIONS = _channel("revisions", KEPT, "authors and dates of tracked changes and comments")
PEOPLE = _channel("people", KEPT, "the list of people who edited, with their accounts")
FIELDS = _channel(
    "fields", KEPT, "field instructions, deleted ones too, and form fields' names, helps and defaults"
)
FIELD_DATA = _channel("field-data", KEPT, "private data of fields")
LINKS = _channel("links", KEPT, "links' targets inside the file, tooltips and places")
CONTROLS = _channel("controls", KEPT, "content controls: tags, titles, placeholders, list items, bindings")
BOOKMARKS = _channel("bookmarks", NAME, "bookmarks and ranges with names")
DRAWINGS = _channel("drawings", NAME, "names and ids of drawings and shapes")
TAGS = _channel("tags", NAME, "smart tags and custom markup")
IDENTIFIERS = _channel("identifiers", NAME, "ids of paragraphs, editing sessions and comments")
ATTRIBUTES = _channel("attributes", KEPT, "any other attribute of any element")
STRAY = _channel("stray", KEPT, "any other text, between elements or in unknown ones")
NAMES = _channel("names", NAME, "names of elements, attributes and namespaces")
MARKUP = _channel("markup", KEPT, "XML comments, processing instructions, document types and entities")
# Parts of their own.
VARIABLES = _channel("variables", KEPT, "document variables")
MAIL_MERGE = _channel("mail-merge", KEPT, "mail merge: sources, connections and queries")
SETTINGS = _channel("settings", KEPT, "settings of the document and for the web")
STYLES = _channel("styles", NAME, "names, aliases and ids of styles")
NUMBERING = _channel("numbering", READ, "texts of list levels, and names of lists")
FONTS = _channel("fonts", NAME, "names of fonts, and of what stands in for them")
FONT_NAMES = _channel("font-names", NAME, "the name tables of embedded fonts")
THEME = _channel("theme", NAME, "names of the theme, its colours and fonts")
CUSTOM_XML = _channel("custom-xml", KEPT, "custom XML: elements, attributes, schemas")
CORE = _channel("core-properties", KEPT, "core properties: title, subject, creator, keywords, last editor, …")
APP = _channel(
    "app-properties", KEPT, "program properties: template, company, manager, link base, titles of parts, …"
)
CUSTOM = _channel("custom-properties", KEPT, "custom properties")
RELATIONSHIPS = _channel("relationships", KEPT, "targets of relationships, inside and outside")
TEMPLATE = _channel("template", KEPT, "the path of the attached template")
CONTENT_TYPES = _channel("content-types", NAME, "content types and the part names there")
EMBEDDED = _channel("embedded", KEPT, "embedded files and parts of any other form, in all formats known here")
# The archive.
PART_NAMES = _channel("part-names", NAME, "names of parts and folders in the archive")
ZIP_COMMENTS = _channel("zip-comments", KEPT, "comments of the archive and its entries")
ZIP_EXTRA = _channel("zip-extra", KEPT, "extra fields of the archive's entries")
ZIP_GAPS = _channel("zip-gaps", KEPT, "bytes before, between and behind the archive's entries")
ZIP_HIDDEN = _channel("zip-hidden", KEPT, "entries that the directory does not list, or lists twice")

DOCX_CHANNELS = tuple(each for each in list(globals().values()) if isinstance(each, Channel))
DOCX_BLIND = (
    Blind(
        "docx",
        "source of macros inside vbaProject.bin",
        "it is compressed; a file with macros is refused anyway",
    ),
    Blind(
        "docx", "encrypted packages and entries", "nothing can be read without the password; they are refused"
    ),
    Blind(
        "docx",
        "compressed streams of OLE objects",
        "only printable stretches are read; such a file is refused anyway",
    ),
    Blind("docx", "times in the archive's directory", "numbers are no words"),
    Blind(
        "docx",
        "words laid out from shapes, tables of letters or list numbers",
        "no paragraph holds them whole",
    ),
)
