"""What `make_reference.py` says about names that the code has without words of their own.

Each table is held against the code when the pages are made: a name too many or too few stops it.
"""

from __future__ import annotations

from collections.abc import Mapping

EXIT_CODES: Mapping[int, str] = {
    0: "All is well; there may be warnings.",
    1: "The input is wrong or a check refused. The findings are told; nothing was published, and what was published "
    "before is as it was. Or standard output took no more, as on a full disk: then the last line on standard error says what "
    "was done.",
    2: "The command line is wrong: an option, a name of a brief, audience or document that does not "
    "exist, or a folder without a project.",
    3: "A bug of communique. It prints a trace and asks to be reported; nothing was published.",
}

ARGUMENTS: Mapping[str, str] = {
    "[BRIEF]...": "Names of briefs: folders of `content/briefs/`. None named means all. Faults in files of other briefs are "
    "told all the same.",
    "[PATH]": "What to explain: `cases/ID`, `case/ID`, `content/briefs/NAME/brief.yaml:41`, `people/ID`, `ministers`, "
    "`ministers/summary`, a brief, or `BRIEF:cases/ID`. May be absent with `--matrix`.",
    "[DIR]": "The folder that was published into. None named means the project's `out/`.",
}

# Elements of templates: where each may stand, and what it is.
BLOCKS: Mapping[str, str] = {
    "h1": "the title of the document; one in each document",
    "h2": "a heading of level 2; levels go down one at a time",
    "h3": "a heading of level 3",
    "h4": "a heading of level 4",
    "p": "a paragraph",
    "ul": "a list with bullets; holds `<li>` only",
    "ol": "a list with numbers; holds `<li>` only",
    "dl": "a definition list; holds `<dt>`, each followed by its `<dd>`",
    "table": "a table, see below; vanishes when its body has no rows",
    "aside": "a remark set apart; its class is its kind",
    "div": "a region; its class says which, without one it only groups",
    "section": "a group of blocks; leaves no trace in the document",
    "nav": "the table of contents, filled from the headings of levels 2 to {depth}",
    "hr": "a page break",
}
INSIDE: Mapping[str, str] = {
    "li": "an item of `<ul>` or `<ol>`; holds running text or blocks",
    "dt": "a term of `<dl>`; holds running text",
    "dd": "what is said of the term; holds running text or blocks",
    "caption": "in `<table>`: its takeaway; a table with a caption is numbered",
    "colgroup": "in `<table>`: holds one `<col>` for each column",
    "col": "in `<colgroup>`: width and alignment of a column",
    "thead": "in `<table>`: rows that repeat on each page",
    "tbody": "in `<table>`: the rows",
    "tfoot": "in `<table>`: a note below the table",
    "tr": "a row; all rows of a table have the same number of cells, counting `colspan`",
    "th": "a header cell; holds running text or blocks",
    "td": "a cell; holds running text or blocks",
}
PHRASES: Mapping[str, str] = {
    "strong": "important words",
    "em": "stressed words",
    "code": "a literal name or value",
    "br": "a new line in the same paragraph",
    "span": "words with a role; its class says which",
    "a": "a link to an address (`href`) or to an item of the brief (`ref`)",
    "input": "a box to tick",
    "fill": "a place to fill in, with what stands there already; in Word a control round it, in a PDF a field below it where "
    "the audience has `fillable: true`, and room to write elsewhere",
}
ATTRIBUTES: Mapping[tuple[str, str], str] = {
    ("", "class"): "the role of the element, from the tables below",
    (
        "",
        "of",
    ): 'the item that the element shows, as `of="{{ item.path }}"`: findings then name the item\'s line, '
    "references to the item lead here, limits know what could go, and the marking counts it",
    ("aside", "label"): "the word shown before the remark",
    (
        "col",
        "share",
    ): "the column's part of the table's width, as a number; shares need not add up to anything",
    ("col", "align"): "`start`, `centre` or `end`",
    (
        "th",
        "scope",
    ): "what the cell heads: `col`, `row` or `rowgroup`; by default `col` in `<thead>`, else `row`",
    ("th", "colspan"): "how many columns the cell takes, at most 50",
    ("td", "colspan"): "how many columns the cell takes, at most 50",
    ("a", "href"): "an address that begins with `https://`, `http://` or `mailto:`",
    ("a", "ref"): "an item, as in `case/us-rok-exercises`; an empty link shows the item's title",
    ("input", "type"): "always `checkbox`",
    ("input", "name"): "a name that stays the same from version to version",
    ("input", "label"): "what is ticked, for those who cannot see the line",
    ("fill", "kind"): "`choice`, `date`, `words`, or `notes` for words on several lines",
    ("fill", "name"): "a name that stays the same from version to version",
    ("fill", "label"): "what goes there",
    ("fill", "options"): "of a choice: `value=words shown`, parted by `|`",
    ("input", "checked"): "present when the box is ticked already",
}
# Classes that are no role, with the elements that take them.
OTHER_CLASSES: Mapping[tuple[str, str], str] = {
    ("h2", "numbered"): "the heading gets a number; so do `<h3>` and `<h4>`",
    ("ul", "unmarked"): "the list has no bullets",
    (
        "div",
        "bibliography",
    ): "the list of cited sources; vanishes, with the heading before it, when nothing is cited",
    (
        "div",
        "glossary",
    ): "the list of used terms; vanishes, with the heading before it, unless the audience has "
    "`glossary: table`",
}

CONTEXT: Mapping[str, str] = {
    "brief": "the brief as this audience sees it. Its keys are those of [content files](content.md), with two "
    "exceptions: `from` is `brief.author`, and `handling`, `audience` and `except` are empty. `brief.principles` and "
    "`brief.cases` hold what is in the files beside `brief.yaml`. Every item has its content path in `path`",
    "audience": "how the audience is to be spoken to, see below",
    "options": "the options of the document, each by its name: `options.sign_off`",
    "document": "`document.name` is the template's name, `document.title` its title",
    "words": "the words that documents set by themselves, in the document's language: {words}",
}
READER: Mapping[str, str] = {
    "id": "its file name without `.yaml`",
    "title": "what the readers are called",
    "language": "the document's language",
    "depth": "`essential`, `standard` or `full`",
    "glossary": "`expand`, `table` or `none`",
    "page": "`A4` or `Letter`",
    "margins": "the audience's own margins in millimetres, or nothing",
    "evidence": "`show` or `hide`",
    "restriction": "a further restriction beside the marking, or an empty text",
    "watermark": "words that stand behind the text of the pages, or an empty text; the marking is not among them",
    "variables": 'its variables: `audience.variables.get("addressee")`',
}
FILTERS: Mapping[str, str] = {
    "cite": "`{{ item|cite }}`: the item's `sources` as a citation; nothing where the audience has `evidence: hide`",
    "date": "`{{ brief.date|date }}`: a date as readers of the language write it",
    "evidence": "`{{ item|evidence }}`: the item's evidence tag; nothing where the audience has `evidence: hide`",
    "number": "`{{ value|number }}`: a number as readers of the language write it",
    "one_line": "`{{ item|one_line }}`: the item's `variants.one_line`, or its main text",
    "plain": "`{{ item.text|plain }}`: a text as characters only, for attributes",
    "short": "`{{ item|short }}`: the item's `variants.short`, or its main text",
    "matrix": "`{{ brief|matrix(caption, key) }}`: how far each case shows the principles, as a figure (several where it is "
    "too large for one); nothing for fewer than two cases. The key tells letter and words of each mark: "
    "`applied=A applied|partly=P partly applied|absent=N not applied|none=– not assessed`",
    "timeline": "`{{ case|timeline(caption) }}`: the dated events of a case as a figure; nothing for fewer than two. The "
    "caption stands where the case has no `timeline_title`",
}
OPTION_TYPES: Mapping[str, str] = {
    "text": "a text",
    "yesno": "`true` or `false`",
    "count": "a whole number from 1 to 10,000",
    "ids": "a list of ids of the collection named by `of`; when an audience sets it, the document holds these only",
    "choice": "one of the `choices`",
}
