"""The catalogue of finding codes: each with what it means and what usually mends it.

The documentation's table is made from this file, and every code has a case in the tests. A code never changes its
meaning: scripts rely on it.
"""

from __future__ import annotations

from enum import Enum


class Code(Enum):
    """What a finding is about; the value stands in brackets after the message."""

    # -- files and YAML
    FILE_MISSING = "file-missing"
    FILE_UNREADABLE = "file-unreadable"
    FILE_TOO_LARGE = "file-too-large"
    EMPTY_FILE = "empty-file"
    NOT_UTF8 = "not-utf8"
    YAML_SYNTAX = "yaml-syntax"
    YAML_TAB = "yaml-tab"
    YAML_TAG = "yaml-tag"
    YAML_ALIAS = "yaml-alias"
    YAML_TOO_DEEP = "yaml-too-deep"
    YAML_TOO_MANY = "yaml-too-many"
    DUPLICATE_KEY = "duplicate-key"
    BAD_CHARACTER = "bad-character"
    IMAGE_TOO_LARGE = "image-too-large"
    IMAGE_UNREADABLE = "image-unreadable"
    IMAGE_UNSAFE = "image-unsafe"
    # -- fields
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    EMPTY_VALUE = "empty-value"
    WRONG_TYPE = "wrong-type"
    WRONG_VALUE = "wrong-value"
    BAD_ID = "bad-id"
    DUPLICATE_ID = "duplicate-id"
    # -- text
    TEXT_TOO_LONG = "text-too-long"
    MARKUP = "markup"
    UNKNOWN_ROLE = "unknown-role"
    # -- across files
    NO_PROJECT = "no-project"
    NOTHING_TO_BUILD = "nothing-to-build"
    UNKNOWN_REFERENCE = "unknown-reference"
    UNKNOWN_PERSON = "unknown-person"
    UNKNOWN_TERM = "unknown-term"
    UNKNOWN_SOURCE = "unknown-source"
    UNKNOWN_AUDIENCE = "unknown-audience"
    UNKNOWN_HANDLING = "unknown-handling"
    UNKNOWN_PRINCIPLE = "unknown-principle"
    UNKNOWN_BRIEF = "unknown-brief"
    UNKNOWN_DOCUMENT = "unknown-document"
    UNKNOWN_OPTION = "unknown-option"
    ALT_TEXT_MISSING = "alt-text-missing"
    UNUSED_CONDITION = "unused-condition"
    # -- selection
    REFERENCE_TO_WITHHELD = "reference-to-withheld"
    ABOVE_CEILING = "above-ceiling"
    # -- templates
    TEMPLATE_SYNTAX = "template-syntax"
    TEMPLATE_UNDEFINED = "template-undefined"
    TEMPLATE_FAULT = "template-fault"
    TEMPLATE_RUNAWAY = "template-runaway"
    TEMPLATE_MARKUP = "template-markup"
    TEMPLATE_OPTIONS = "template-options"
    EMPTY_DOCUMENT = "empty-document"
    CITATION_STYLE = "citation-style"
    NO_WORDING = "no-wording"
    # -- this machine
    NATIVE_LIBRARY = "native-library"
    # -- themes
    UNKNOWN_THEME = "unknown-theme"
    # -- writing
    STYLE_SHEET = "style-sheet"
    MISSING_GLYPH = "missing-glyph"
