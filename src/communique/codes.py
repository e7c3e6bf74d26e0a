"""The catalogue of finding codes: each with what it means and what usually mends it.

The documentation's table is made from this file, and every code has a case in the tests. A code never changes its
meaning: scripts rely on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class Code(Enum):
    """What a finding is about; the value stands in brackets after the message."""

    # -- files and YAML
    FILE_MISSING = "file-missing"
    FILE_UNREADABLE = "file-unreadable"
    FILE_TOO_LARGE = "file-too-large"
    EMPTY_FILE = "empty-file"
    UNREAD_FILE = "unread-file"
    NOT_UTF8 = "not-utf8"
    YAML_SYNTAX = "yaml-syntax"
    YAML_TAB = "yaml-tab"
    YAML_TAG = "yaml-tag"
    YAML_ALIAS = "yaml-alias"
    YAML_TOO_DEEP = "yaml-too-deep"
    YAML_TOO_MANY = "yaml-too-many"
    COMMENT_IN_TEXT = "comment-in-text"
    DUPLICATE_KEY = "duplicate-key"
    BAD_CHARACTER = "bad-character"
    WORD_TOO_LONG = "word-too-long"
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
    UNKNOWN_PATH = "unknown-path"
    UNKNOWN_OPTION = "unknown-option"
    ALT_TEXT_MISSING = "alt-text-missing"
    TIMELINE = "timeline"
    UNUSED_CONDITION = "unused-condition"
    # -- attribution
    NAME_IN_TEXT = "name-in-text"
    AFFILIATION_IN_TEXT = "affiliation-in-text"
    ROLE_TELLS_WHO = "role-tells-who"
    PERSON_FORM_MISSING = "person-form-missing"
    SALT_MISSING = "salt-missing"
    # -- selection
    REFERENCE_TO_WITHHELD = "reference-to-withheld"
    ABOVE_CEILING = "above-ceiling"
    PERSON_JOINED = "person-joined"
    LETTERS_JOINED = "letters-joined"
    PLACE_FILLED = "place-filled"
    FACTS_DISAGREE = "facts-disagree"
    COUNT_TELLS = "count-tells"
    # -- templates
    TEMPLATE_SYNTAX = "template-syntax"
    TEMPLATE_UNDEFINED = "template-undefined"
    TEMPLATE_FAULT = "template-fault"
    TEMPLATE_RUNAWAY = "template-runaway"
    TEMPLATE_MARKUP = "template-markup"
    TEMPLATE_OPTIONS = "template-options"
    EMPTY_DOCUMENT = "empty-document"
    DRAWING_TOO_TALL = "drawing-too-tall"
    NO_ROOM = "no-room"
    CITATION_STYLE = "citation-style"
    NO_WORDING = "no-wording"
    # -- this machine
    NATIVE_LIBRARY = "native-library"
    PROCESS_LOST = "process-lost"
    # -- themes
    UNKNOWN_THEME = "unknown-theme"
    CONTRAST = "contrast"
    REFERENCE_UNREADABLE = "reference-unreadable"
    REFERENCE_UNSAFE = "reference-unsafe"
    REFERENCE_STYLES = "reference-styles"
    REFERENCE_COVER = "reference-cover"
    REFERENCE_CONTROL = "reference-control"
    FONT_NOT_EMBEDDED = "font-not-embedded"
    # -- writing
    STYLE_SHEET = "style-sheet"
    MISSING_GLYPH = "missing-glyph"
    # -- verifying finished files
    OUTPUT_DAMAGED = "output-damaged"
    OUTPUT_METADATA = "output-metadata"
    TEXT_DISAGREES = "text-disagrees"
    NOT_ACCESSIBLE = "not-accessible"
    NOT_ARCHIVABLE = "not-archivable"
    MARKING_MISSING = "marking-missing"
    MARKING_WRONG = "marking-wrong"
    MARKING_PLACE = "marking-place"
    UNASKED_CONTENT = "unasked-content"
    LEAKED_WORDS = "leaked-words"
    LEAKED_NAME = "leaked-name"
    LEAKED_ID = "leaked-id"
    LEAKED_PICTURE = "leaked-picture"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_MANY_WORDS = "too-many-words"
    # -- publishing
    BAD_OUTPUT_NAME = "bad-output-name"
    OUTPUT_BUSY = "output-busy"
    OUTPUT_UNWRITABLE = "output-unwritable"
    OUTPUT_FOREIGN = "output-foreign"
    MANIFEST_UNREADABLE = "manifest-unreadable"
    TOLD_BEFORE = "told-before"
    COMMITMENTS_DIFFER = "commitments-differ"
    MARKING_RAISED = "marking-raised"
    PUBLISHED_MISSING = "published-missing"
    PUBLISHED_CHANGED = "published-changed"
    PUBLISHED_STRAY = "published-stray"


# What a finding means and what usually mends it, for a drafter who knows Word but not Python; in the order of `Code`.
MEANING: Mapping[Code, str] = {
    # -- files and YAML
    Code.FILE_MISSING: "A file that is needed, or that a line names, is not there. Create it, or correct the name: "
    "capitals count.",
    Code.FILE_UNREADABLE: "A file is there but cannot be opened. Check its permissions, and that it is no link to a "
    "place outside the project.",
    Code.FILE_TOO_LARGE: "A content file has more than 2 MB. Split it into several briefs or cases; pictures are "
    "files of their own.",
    Code.EMPTY_FILE: "A file holds nothing, or only comments. Write its content, or delete the file.",
    Code.UNREAD_FILE: "A file lies in content/ where nothing reads it, so what it says is in no document. Most often its "
    "name ends in .yml or is misspelt. Rename it, or move it elsewhere.",
    Code.NOT_UTF8: "A file is saved in an encoding other than UTF-8, so its letters cannot be told. Save it again "
    "with the encoding UTF-8.",
    Code.YAML_SYNTAX: "The file cannot be read from this place on. Most often a text holds a colon and a blank and "
    "needs quotes, a quote or bracket is not closed, or a line is indented differently from those above it.",
    Code.YAML_TAB: "A line is indented with a tab. Use spaces, two for each level.",
    Code.YAML_TAG: "A value begins with an exclamation mark, which YAML takes for a command (a tag). Remove the tag, "
    "or put the text in quotes.",
    Code.YAML_ALIAS: "A value begins with an asterisk, which YAML takes for a repetition of something above, and "
    "nothing above has that name. Put the text in quotes.",
    Code.YAML_TOO_DEEP: "The file is nested more than 40 levels deep. Usually a bracket is not closed.",
    Code.YAML_TOO_MANY: "The file grows beyond 100,000 values when its repetitions (&name, *name) are filled in. "
    "Write the text out instead.",
    Code.COMMENT_IN_TEXT: "Behind a blank and '#' the rest of a line is a comment, which no document shows. Here a word or number "
    "follows directly, as in 'number #3', and was perhaps meant to be read. Put the text in quotes; a comment has a blank behind "
    "its '#'.",
    Code.DUPLICATE_KEY: "The same key stands twice in one place, and only one of the two could be used. Merge them, "
    "or remove one.",
    Code.BAD_CHARACTER: "The text holds a character that no document can hold, most often an invisible one that was brought "
    "along by copying: the mark of a lost letter (U+FFFD), a control character, a byte order mark, or one that turns the direction of words by force (U+202A to U+202E). "
    "Delete it; typing the words again is the surest way. Isolates (U+2066 to U+2069), direction marks, joiners and the zero "
    "width space may stay.",
    Code.WORD_TOO_LONG: "A text holds more than 500 characters without a space or hyphen, as when data were pasted into it. No "
    "line can hold them, and laying them out takes minutes. Take them out, or part them with spaces.",
    Code.IMAGE_TOO_LARGE: "A picture has more than 20 MB or 40 million pixels, or a drawing (SVG) has more than 50,000 parts, "
    "counted as often as they are repeated. Save a smaller or simpler version of it.",
    Code.IMAGE_UNREADABLE: "A file that should be a picture is none, or is damaged. Export it again as PNG, JPEG or "
    "SVG; a drawing (SVG) must say how large it is.",
    Code.IMAGE_UNSAFE: "A drawing (SVG) holds a script, moves, declares entities or fetches something from outside. "
    "Export it as plain SVG with everything inside it.",
    # -- fields
    Code.UNKNOWN_KEY: "The word before the colon is not one that can stand here; often it is mistyped or indented "
    "under the wrong item. The reference of content files lists the keys.",
    Code.MISSING_KEY: "An item lacks a key that it must have. Add a line with the key and its value.",
    Code.EMPTY_VALUE: "There is nothing behind the colon, or nothing that a reader would see: blanks, marks, the call of a "
    "footnote. Write the value, or remove the line.",
    Code.WRONG_TYPE: "A text stands where a list or a number should be, or the other way round. A list is written on "
    "lines that begin with '- ', or in brackets: [one, two].",
    Code.WRONG_VALUE: "The value is not one of those that are possible here, such as a date that is not in the "
    "calendar or a misspelt depth. The message says what is possible.",
    Code.BAD_ID: "An id, or a name that becomes a file name, has a form that is not allowed. Use lower-case letters, "
    "digits and single hyphens, at most 64 characters.",
    Code.DUPLICATE_ID: "Two items that are told apart by their id have the same one. Give one of them another.",
    # -- text
    Code.TEXT_TOO_LONG: "One text field has more than 200,000 characters. Split it into sections.",
    Code.MARKUP: "The text holds something that has no place in a text field: a heading, a picture, a table, a second "
    "paragraph in a one-paragraph field, a link to a file, the title of a link, a citation that cannot be read, a line "
    "that is read as an address which no link uses. The message says what to write instead.",
    Code.UNKNOWN_ROLE: "A role is a word in braces before words in backticks, such as {person}`kim`. This one does "
    "not exist, or no backtick (`) follows it; there are person, ref and term.",
    # -- across files
    Code.NO_PROJECT: "There is no project here: content/project.yaml marks one. Go to the project's folder, or name "
    "it with -C.",
    Code.NOTHING_TO_BUILD: "No audience asks for anything that could be built. Look at the documents of the "
    "audiences, at the audiences of the brief, and at the names on the command line.",
    Code.UNKNOWN_REFERENCE: "A {ref}, or a list that picks items, names an item that the brief does not have. "
    "Correct the id.",
    Code.UNKNOWN_PERSON: "A {person} names somebody who is not in people.yaml. Correct the id, or add the person.",
    Code.UNKNOWN_TERM: "A {term} names a term that is not in glossary.yaml. Correct the id, or add the term.",
    Code.UNKNOWN_SOURCE: "A citation or a 'sources' list names a source that is not in sources.yaml. Correct the "
    "key, or add the source.",
    Code.UNKNOWN_AUDIENCE: "A line or the command names an audience that has no file in content/audiences/. Correct "
    "the name: it is the file's name without '.yaml'.",
    Code.UNKNOWN_HANDLING: "A marking is not a rung of the handling ladder. Write it as the ladder has it, such as "
    "TLP:AMBER+STRICT.",
    Code.UNKNOWN_PRINCIPLE: "The crosswalk of a case rates a principle that the brief's principles.yaml does not "
    "have. Correct the id.",
    Code.UNKNOWN_BRIEF: "The command names a brief that has no folder in content/briefs/. Correct the name.",
    Code.UNKNOWN_DOCUMENT: "An audience or the command asks for a kind of document that has no template. Correct the "
    "name, or add templates/documents/NAME.html.j2.",
    Code.UNKNOWN_PATH: "The command asks about something that is no item, document, audience or brief of this project. "
    "Name an item by its path, such as cases/ID, or by the line where it is written, such as FILE:LINE.",
    Code.UNKNOWN_OPTION: "An audience sets something under a document that its template does not offer. The "
    "reference of templates lists the options of each document.",
    Code.ALT_TEXT_MISSING: "A figure has no words for those who cannot see it. Add 'alt:' with what the picture "
    "shows, or 'decorative: true' when it carries no meaning.",
    Code.TIMELINE: "The machine-readable dates of an event make no moment or period. A day has 'date'; a period has 'from' "
    "and 'to', and ends after it begins.",
    Code.UNUSED_CONDITION: "An item is for nobody, since every audience it names is also excepted. Remove one of the "
    "two marks.",
    # -- attribution
    Code.NAME_IN_TEXT: "A person of people.yaml is named in plain text, so that every reader of the item sees the name. It "
    "is an error when one of them may not know it. Write {person} with the person's id, or where no markup is "
    "possible, the role; a name that is public there, such as an author's, can be acknowledged in project.yaml.",
    Code.AFFILIATION_IN_TEXT: "The institute or office of a person of people.yaml stands in the text. Beside the person's "
    "role it tells who that is. Take one of the two out; where the institute is spoken of for another reason, "
    "acknowledge it in project.yaml.",
    Code.ROLE_TELLS_WHO: "A person is told of by role, and the country, service or date beside it fit so few persons of the "
    "register that a reader could tell who it is. Make the role wider, take the country or date out, or let the "
    "audience read the collective word.",
    Code.PERSON_FORM_MISSING: "A text asks for the possessive or plural of a person's role in a language whose rules are not "
    "known, and the words are used as they are. Write the form in people.yaml, under 'forms', or put the sentence "
    "otherwise.",
    Code.SALT_MISSING: "An audience is told of persons by letters, and project.yaml has no salt to make them with. Add a line "
    "'salt:' with at least 16 characters typed at random, and keep it as secret as people.yaml.",
    # -- selection
    Code.REFERENCE_TO_WITHHELD: "Something an audience reads refers to an item, a term or a source that is withheld "
    "from it, and would give its existence away. Mark both in the same way, or remove the reference.",
    Code.ABOVE_CEILING: "A brief names an audience that may not receive any of it. Take the audience from the "
    "brief's list, or lower the brief's marking.",
    Code.PERSON_JOINED: "Two audiences read the same words of a person, and the one that is trusted no further is told "
    "more of who it was, so the two documents together name whom one of them veils. Give both the same attribution, or "
    "keep the item from one of them.",
    Code.LETTERS_JOINED: "Two documents that call a person by letters quote the same words of theirs, so their letters can be "
    "put side by side, and each document has further words of the person. Keep the quotation from one of the documents, or "
    "speak of persons collectively.",
    Code.PLACE_FILLED: "An audience with 'redaction: mark' is shown that something was withheld, and an audience that is trusted "
    "no further reads it, so the two documents side by side tell what was removed. Treat the item alike for both, or leave "
    "no trace of it.",
    Code.FACTS_DISAGREE: "A shorter wording has a number or a month that the full text of its item does not have, so two "
    "documents would tell different facts. Correct one of them, or write the number in both.",
    Code.COUNT_TELLS: "A text says how many cases, principles or other items there are in all, and reaches an audience from "
    "which some of them are withheld. Leave the number out, or keep the text from that audience.",
    # -- templates
    Code.TEMPLATE_SYNTAX: "The template cannot be read: a brace or tag is not closed, or a part or filter does not "
    "exist. Look at this line and the one above.",
    Code.TEMPLATE_UNDEFINED: "The template uses a name that it is not given. What templates are given is in the "
    "reference of templates.",
    Code.TEMPLATE_FAULT: "The template does something that is not allowed or cannot be worked out, such as dividing "
    "by zero. Correct the expression on this line.",
    Code.TEMPLATE_RUNAWAY: "The template loops without end or prints too much. Look at the loop or macro that calls "
    "itself.",
    Code.TEMPLATE_MARKUP: "The template printed an element, class or attribute outside the vocabulary, or put one "
    "where it cannot stand. The reference of templates lists all of them.",
    Code.TEMPLATE_OPTIONS: "A document's template does not begin with its front matter. Begin it with a title and, "
    "if there are any, its options.",
    Code.EMPTY_DOCUMENT: "After selection nothing was left that the template shows to this audience. Let it see "
    "something, or take the document from its list.",
    Code.NO_ROOM: "A table has a column narrower than 5 mm, or lists and quotations stand in each other more than 9 deep: words "
    "would stand letter below letter, and Word has no more levels. Show fewer columns, turn the page sideways, or write "
    "inner lists as paragraphs. Or something that cannot be broken takes a page: a heading, or in a PDF a row of a table or "
    "a footnote. Shorten it, or tell its text elsewhere.",
    Code.DRAWING_TOO_TALL: "A chart, a row of the matrix or the picture of a timeline needs more room than a page has. "
    "Draw fewer bars or events, or give them shorter labels; an event has a 'one_line' variant for the picture.",
    Code.CITATION_STYLE: "The theme's citation style cannot be used. Use a style in CSL 1.0.2.",
    Code.NO_WORDING: "The words that documents set by themselves (Page, Table, Figure) are not known in this "
    "language, and English ones are used. Choose a language that has them, or accept the warning.",
    # -- this machine
    Code.NATIVE_LIBRARY: "A program library that PDF files are made with is not installed on this machine. The "
    "message names the command that installs it. HTML does not need it, nor does DOCX without contents.",
    Code.PROCESS_LOST: "The system ended a process while documents were built, most often because memory ran out. Nothing "
    "was published. Build again with fewer processes at once.",
    # -- themes
    Code.UNKNOWN_THEME: "An audience or project.yaml names a look that has no folder in templates/themes/. Correct "
    "the name.",
    Code.CONTRAST: "A colour of the theme is too faint for words on its ground (WCAG AA asks for 4.5 to 1), and some readers "
    "could not read them. Make the words darker or the ground lighter.",
    Code.REFERENCE_UNREADABLE: "The theme's Word template cannot be opened: it is damaged, protected by a password, too "
    "large, or no Word file. Open it in Word, save it again as .docx or .dotx without a password, and put it back.",
    Code.REFERENCE_UNSAFE: "The theme's Word template holds something that must not get into every document, or that would "
    "not come along whole: tracked changes, protection, macros, something fetched from outside, hidden text, a field that "
    "tells of a machine or a person, a chart, SmartArt or embedded file, a picture that is damaged or far too large. The "
    "message names the place and what to do there in Word.",
    Code.REFERENCE_STYLES: "The theme's Word template lacks a style that a document needs. A style of another name is "
    "named under 'word: styles:' in theme.yaml; one that may be made from the brand's values stands under 'word: brand:'.",
    Code.REFERENCE_COVER: "The cover of the theme's Word template shows the title in a text box, which screen readers come "
    "to last and some programs leave out; documents then have their own title as well. Put the title in the open text.",
    Code.REFERENCE_CONTROL: "A content control of the theme's Word template does not do what it is for. A control 'content' stands "
    "beside other words, in a table, or is the second one, so the document does not go there; or a control has a name that "
    "documents do not fill, so what stands in it as a sample is in all of them.",
    Code.FONT_NOT_EMBEDDED: "A font that was to be inside Word files is not: the theme asks for its fonts, or its Word template "
    "has some inside, and the licence bits of one of them do not allow it, or it is damaged or holds some letters only. Word "
    "files name the font, and readers without it see a substitute.",
    # -- writing
    Code.STYLE_SHEET: "The theme's print.css holds something that the PDF program does not understand, at the line "
    "told. Correct or remove it.",
    Code.MISSING_GLYPH: "A character is in none of the theme's fonts, so readers would see an empty box. Write it "
    "otherwise, or add a font that has it to the theme.",
    # -- verifying finished files
    Code.OUTPUT_DAMAGED: "A finished file cannot be opened again, or is not what its name says. Nothing in your "
    "content should cause this: please report it.",
    Code.OUTPUT_METADATA: "A finished file's title, language or other property is not the one that the document has. "
    "Nothing in your content should cause this: please report it.",
    Code.TEXT_DISAGREES: "A finished file says something else than the document it was made from: words are missing, "
    "doubled, added or in another order. If the theme's print.css hides or moves text, mend it there; otherwise "
    "please report it.",
    Code.NOT_ACCESSIBLE: "A finished file breaks a rule of accessibility: readers who listen to it would miss "
    "something. The message says what; templates and themes are the usual places.",
    Code.NOT_ARCHIVABLE: "A finished PDF breaks a rule of PDF/A-3a, which archives ask for: it may not look the same "
    "everywhere and for good. The message says what; the theme and the pictures are the usual places.",
    Code.MARKING_MISSING: "A header or footer of a finished file does not bear the handling marking. Look at what the "
    "theme's print.css does to headers and footers.",
    Code.MARKING_WRONG: "A header or footer of a finished file bears a marking that is lower than what stands on its page, "
    "above the reader's ceiling, or none of the ladder. If the theme's print.css changes headers and footers, mend it "
    "there; otherwise please report it.",
    Code.MARKING_PLACE: "A TLP label in a header or footer is smaller than 12 points, not at the right, or not in its own "
    "colour, which the standard asks for. Mend it in the theme's print.css or theme.yaml.",
    Code.UNASKED_CONTENT: "A finished file holds something that nobody asked for, such as a script, an attachment or a "
    "macro. Look for it in the templates, the theme and the pictures that changed last.",
    Code.LEAKED_WORDS: "A finished file says words of an item that is withheld from its readers, in a place that the "
    "message names. The first place under it is where they were typed into text that these readers get, the last where "
    "the withheld item is written. Take them out, give both the same mark, or acknowledge them in project.yaml.",
    Code.LEAKED_NAME: "A finished file names a person of people.yaml who is hidden from its readers: by name, another "
    "spelling, an e-mail address or the affiliation. Write {person}`id` instead of the name, or acknowledge it in "
    "project.yaml with a reason.",
    Code.LEAKED_ID: "A finished file has the id of an item that is withheld from its readers, in an anchor, a file name "
    "or another name for programs. Look for it in templates and in what these readers get, or rename the item.",
    Code.LEAKED_PICTURE: "A finished file shows a picture that is withheld from its readers, under whatever name. Take it "
    "out of what they get, or give both figures the same mark.",
    Code.TOO_MANY_PAGES: "The document is longer than the audience's 'max_pages'. Shorten it; the message names what "
    "could go first, by 'priority'. Nothing is cut by itself.",
    Code.TOO_MANY_WORDS: "The document has more words than the audience's 'max_words'. Shorten it; the message names "
    "what could go first, by 'priority'. Nothing is cut by itself.",
    # -- publishing
    Code.BAD_OUTPUT_NAME: "A name would make a path that cannot be published everywhere, or something else stands in "
    "its place. Rename the brief, audience or document, or remove what is in its way.",
    Code.OUTPUT_BUSY: "Another build is publishing into the same folder. Wait until it has ended, then build again.",
    Code.OUTPUT_FOREIGN: "The output folder holds files that no build has put there, and no manifest, so it is not a "
    "folder to publish into. Name a new or an empty folder.",
    Code.OUTPUT_UNWRITABLE: "The output folder cannot be written to. Check its permissions and the free space, or name "
    "another one with -o.",
    Code.MANIFEST_UNREADABLE: "The manifest of what was published before cannot be read. Build everything again into an "
    "empty folder.",
    Code.MARKING_RAISED: "A document that was published before is marked higher now, or its audience may no longer have it, "
    "and the earlier copies are still with their readers. Recall them, or take back the change.",
    Code.TOLD_BEFORE: "An earlier copy of this document, still in the output folder, says what is now withheld from its "
    "readers; whoever has both copies sees what was taken out. Recall the earlier copies and build into an empty folder, or "
    "let these readers have it.",
    Code.COMMITMENTS_DIFFER: "What is withheld from the readers of a published file is no longer what it was when the file "
    "was built, by the record in the manifest. The source or the salt has changed since: build again.",
    Code.PUBLISHED_MISSING: "A file that the manifest lists is no longer there. Build again.",
    Code.PUBLISHED_CHANGED: "A published file is no longer the one that was built: somebody has edited it, or filled it in. Move "
    "it out of the output folder to keep the changes, or delete it, and build again. A build replaces no such file.",
    Code.PUBLISHED_STRAY: "A file lies in the output folder that no build has put there. Move it elsewhere: what is in "
    "this folder is taken for released.",
}
