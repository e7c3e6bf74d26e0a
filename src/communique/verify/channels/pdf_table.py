"""The channels of a PDF, as a table; ISO 32000-1 is the source of what there is."""

from __future__ import annotations

from communique.verify.channels.model import Blind, Channel, Kind


def _channel(name: str, kind: Kind, title: str) -> Channel:
    return Channel("pdf", name, kind, title)


PAGE = _channel("page", Kind.READ, "Text that the pages draw, with the drawings they use, page by page")
INVISIBLE = _channel(
    "invisible",
    Kind.KEPT,
    "Text drawn so that nothing shows: invisible, clipped away, transparent, of no size",
)
WHITE = _channel("white", Kind.KEPT, "Text drawn in white")
OFF_PAGE = _channel("off-page", Kind.KEPT, "Text drawn outside the edges of its page")
COVERED = _channel("covered", Kind.KEPT, "Text under a picture or a box that was drawn over it")
LAYER_TEXT = _channel("layer-text", Kind.KEPT, "Text of layers, which a viewer can hide")
LAYERS = _channel("layers", Kind.KEPT, "Names of layers and of their settings")
APPEARANCES = _channel("appearances", Kind.READ, "Text that annotations and form fields draw")
PATTERNS = _channel("patterns", Kind.KEPT, "Text inside patterns that fill areas")
GLYPHS = _channel("glyphs", Kind.KEPT, "Text inside the drawings that a Type 3 font has for characters")
UNUSED = _channel("unused", Kind.KEPT, "Text in drawings that no page uses, or only as a mask")
IDLE = _channel(
    "idle",
    Kind.KEPT,
    "Strings in drawing instructions that draw nothing, and text inside small pictures there",
)
ALT = _channel("alt", Kind.READ, "Alternative texts of tags")
ACTUAL_TEXT = _channel("actual-text", Kind.READ, "Replacement texts of tags, which are copied and read aloud")
EXPANSIONS = _channel("expansions", Kind.READ, "Expansions of abbreviations in tags")
TAG_TITLES = _channel("tag-titles", Kind.KEPT, "Titles of tags")
LANGUAGES = _channel("languages", Kind.NAME, "Languages of the file and of tags")
TAG_IDS = _channel("tag-ids", Kind.NAME, "Identifiers of tags, and their index")
TAG_ATTRIBUTES = _channel(
    "tag-attributes", Kind.KEPT, "Attributes of tags, such as summaries and headers of tables"
)
TAG_CLASSES = _channel("tag-classes", Kind.KEPT, "Classes of attributes of tags")
TAG_NAMES = _channel("tag-names", Kind.NAME, "Names of tags, their roles and namespaces")
MARKED = _channel(
    "marked",
    Kind.READ,
    "Properties of marked content on the pages: alternative, replacement and expansion texts",
)
BOOKMARKS = _channel("bookmarks", Kind.READ, "Titles of bookmarks")
DESTINATIONS = _channel(
    "destinations", Kind.NAME, "Names of places that links lead to, and other indexes of names"
)
INFO = _channel(
    "info", Kind.KEPT, "Document properties: title, author, subject, keywords, programs, dates and any others"
)
METADATA = _channel("metadata", Kind.KEPT, "XMP metadata, of the document and of any object")
ANNOTATIONS = _channel(
    "annotations", Kind.READ, "Comments and the texts of links: contents, author, subject, names, rich text"
)
LINKS = _channel("links", Kind.KEPT, "Addresses of links")
FIELDS = _channel(
    "fields", Kind.READ, "Form fields: names, descriptions, values, defaults, choices, rich text"
)
XFA = _channel("xfa", Kind.KEPT, "XFA forms")
ATTACHMENT_NAMES = _channel(
    "attachment-names", Kind.KEPT, "Names, paths and descriptions of attached and linked files"
)
ATTACHMENTS = _channel("attachments", Kind.KEPT, "What attached files say, at any depth")
PAGE_LABELS = _channel("page-labels", Kind.READ, "Labels of pages")
SCRIPTS = _channel("scripts", Kind.KEPT, "JavaScript, and actions of events")
THREADS = _channel("threads", Kind.KEPT, "Titles and properties of article threads")
PRIVATE = _channel("private", Kind.KEPT, "Private data of programs, and dates of pages")
VIEWER = _channel(
    "viewer", Kind.KEPT, "Settings for viewers, collections, extensions, requirements and permissions"
)
INTENTS = _channel("intents", Kind.KEPT, "Names and notes of output intents")
PROFILES = _channel("profiles", Kind.KEPT, "Descriptions inside colour profiles")
FONTS = _channel("fonts", Kind.NAME, "Names of fonts, in the file and inside the embedded programs")
FONT_CHARACTERS = _channel(
    "font-characters",
    Kind.NAME,
    "Characters that a font can draw and no page does; names of glyphs; character maps",
)
RESOURCES = _channel("resources", Kind.NAME, "Names of resources, and names in drawing instructions")
COMMENTS = _channel(
    "comments", Kind.KEPT, "Comments in the notation of the file and of its drawing instructions"
)
NAMES = _channel("names", Kind.NAME, "Any other name in the file")
STRINGS = _channel(
    "strings", Kind.KEPT, "Any other string, in any object, also in those to which nothing points"
)
STREAMS = _channel("streams", Kind.KEPT, "Words in streams of an unknown kind")
LOOSE = _channel(
    "loose", Kind.KEPT, "Bytes between objects, behind the end of streams and behind the end of the file"
)
REVISIONS = _channel("revisions", Kind.KEPT, "Earlier states of the file that later changes left inside it")

PDF_CHANNELS: tuple[Channel, ...] = tuple(
    value for value in tuple(globals().values()) if isinstance(value, Channel)
)

PDF_BLIND: tuple[Blind, ...] = (
    Blind(
        "pdf",
        "Words drawn as pixels, or as lines and curves",
        "They are shapes; nothing says which letters they are.",
    ),
    Blind(
        "pdf",
        "Text in a font that tells no characters for its codes, or wrong ones",
        "What it draws can be read by eye only. Our own files map every code (PDF/UA-1, 7.21.7).",
    ),
    Blind(
        "pdf",
        "Pixel values of pictures",
        "They are compared neither as text nor as numbers; their metadata are read.",
    ),
    Blind(
        "pdf",
        "Words of fewer than five letters, or of other than Latin letters, inside bytes that are no text",
        "Such stretches also arise by chance, so that they would be false alarms.",
    ),
    Blind(
        "pdf",
        "Objects to which nothing points, in an encrypted file",
        "They are lost when it is decrypted; our files are not encrypted.",
    ),
    Blind(
        "pdf", "Meaning: a paraphrase, a hint, the width of a gap", "Nothing that compares words can see it."
    ),
)
