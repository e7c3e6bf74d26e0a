"""The channels of a PDF, as a table; ISO 32000-1 is the source of what there is."""

from __future__ import annotations

from communique.verify.channels.model import Blind, Channel, Kind


def _channel(name: str, kind: Kind, title: str) -> Channel:
    return Channel("pdf", name, kind, title)


PAGE = _channel("page", Kind.READ, "text that the pages draw, with the drawings they use, page by page")
INVISIBLE = _channel(
    "invisible",
    Kind.KEPT,
    "text drawn so that nothing shows: invisible, clipped away, transparent, of no size",
)
WHITE = _channel("white", Kind.KEPT, "text drawn in white")
OFF_PAGE = _channel("off-page", Kind.KEPT, "text drawn outside the edges of its page")
COVERED = _channel("covered", Kind.KEPT, "text under a picture or a box that was drawn over it")
LAYER_TEXT = _channel("layer-text", Kind.KEPT, "text of layers, which a viewer can hide")
LAYERS = _channel("layers", Kind.KEPT, "names of layers and of their settings")
APPEARANCES = _channel("appearances", Kind.READ, "text that annotations and form fields draw")
PATTERNS = _channel("patterns", Kind.KEPT, "text inside patterns that fill areas")
GLYPHS = _channel("glyphs", Kind.KEPT, "text inside the drawings that a Type 3 font has for characters")
UNUSED = _channel("unused", Kind.KEPT, "text in drawings that no page uses, or only as a mask")
IDLE = _channel(
    "idle",
    Kind.KEPT,
    "strings in drawing instructions that draw nothing, and text inside small pictures there",
)
ALT = _channel("alt", Kind.READ, "alternative texts of tags")
ACTUAL_TEXT = _channel("actual-text", Kind.READ, "replacement texts of tags, which are copied and read aloud")
EXPANSIONS = _channel("expansions", Kind.READ, "expansions of abbreviations in tags")
TAG_TITLES = _channel("tag-titles", Kind.KEPT, "titles of tags")
LANGUAGES = _channel("languages", Kind.NAME, "languages of the file and of tags")
TAG_IDS = _channel("tag-ids", Kind.NAME, "identifiers of tags, and their index")
TAG_ATTRIBUTES = _channel(
    "tag-attributes", Kind.KEPT, "attributes of tags, such as summaries and headers of tables"
)
TAG_CLASSES = _channel("tag-classes", Kind.KEPT, "classes of attributes of tags")
TAG_NAMES = _channel("tag-names", Kind.NAME, "names of tags, their roles and namespaces")
MARKED = _channel(
    "marked",
    Kind.READ,
    "properties of marked content on the pages: alternative, replacement and expansion texts",
)
BOOKMARKS = _channel("bookmarks", Kind.READ, "titles of bookmarks")
DESTINATIONS = _channel(
    "destinations", Kind.NAME, "names of places that links lead to, and other indexes of names"
)
INFO = _channel(
    "info", Kind.KEPT, "document properties: title, author, subject, keywords, programs, dates and any others"
)
METADATA = _channel("metadata", Kind.KEPT, "XMP metadata, of the document and of any object")
ANNOTATIONS = _channel(
    "annotations", Kind.READ, "comments and the texts of links: contents, author, subject, names, rich text"
)
LINKS = _channel("links", Kind.KEPT, "addresses of links")
FIELDS = _channel(
    "fields", Kind.READ, "form fields: names, descriptions, values, defaults, choices, rich text"
)
XFA = _channel("xfa", Kind.KEPT, "XFA forms")
ATTACHMENT_NAMES = _channel(
    "attachment-names", Kind.KEPT, "names, paths and descriptions of attached and linked files"
)
ATTACHMENTS = _channel("attachments", Kind.KEPT, "what attached files say, at any depth")
PAGE_LABELS = _channel("page-labels", Kind.READ, "labels of pages")
SCRIPTS = _channel("scripts", Kind.KEPT, "JavaScript, and actions of events")
THREADS = _channel("threads", Kind.KEPT, "titles and properties of article threads")
PRIVATE = _channel("private", Kind.KEPT, "private data of programs, and dates of pages")
VIEWER = _channel(
    "viewer", Kind.KEPT, "settings for viewers, collections, extensions, requirements and permissions"
)
INTENTS = _channel("intents", Kind.KEPT, "names and notes of output intents")
PROFILES = _channel("profiles", Kind.KEPT, "descriptions inside colour profiles")
FONTS = _channel("fonts", Kind.NAME, "names of fonts, in the file and inside the embedded programs")
FONT_CHARACTERS = _channel(
    "font-characters",
    Kind.NAME,
    "characters that a font can draw and no page does; names of glyphs; character maps",
)
RESOURCES = _channel("resources", Kind.NAME, "names of resources, and names in drawing instructions")
COMMENTS = _channel(
    "comments", Kind.KEPT, "comments in the notation of the file and of its drawing instructions"
)
NAMES = _channel("names", Kind.NAME, "any other name in the file")
STRINGS = _channel(
    "strings", Kind.KEPT, "any other string, in any object, also in those to which nothing points"
)
STREAMS = _channel("streams", Kind.KEPT, "words in streams of an unknown kind")
LOOSE = _channel(
    "loose", Kind.KEPT, "bytes between objects, behind the end of streams and behind the end of the file"
)
REVISIONS = _channel("revisions", Kind.KEPT, "earlier states of the file that later changes left inside it")

PDF_CHANNELS: tuple[Channel, ...] = tuple(
    value for value in tuple(globals().values()) if isinstance(value, Channel)
)

PDF_BLIND: tuple[Blind, ...] = (
    Blind(
        "pdf",
        "words drawn as pixels, or as lines and curves",
        "They are shapes; nothing says which letters they are.",
    ),
    Blind(
        "pdf",
        "text in a font that tells no characters for its codes, or wrong ones",
        "What it draws can be read by eye only. Our own files map every code (PDF/UA-1, 7.21.7).",
    ),
    Blind(
        "pdf",
        "pixel values of pictures other than those that are withheld",
        "They are compared neither as text nor as numbers; their metadata are read.",
    ),
    Blind(
        "pdf",
        "words of fewer than five letters, or of other than Latin letters, inside bytes that are no text",
        "Such stretches also arise by chance, so that they would be false alarms.",
    ),
    Blind(
        "pdf",
        "objects to which nothing points, in an encrypted file",
        "They are lost when it is decrypted; our files are not encrypted.",
    ),
    Blind(
        "pdf", "meaning: a paraphrase, a hint, the width of a gap", "Nothing that compares words can see it."
    ),
)
