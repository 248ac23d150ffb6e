"""Another look for the list of references: any style file of the Citation Style Language (CSL).

The work is done by citeproc-py. It lets markup in a field through, so it is given no HTML to make: its
formatter sets signs around what is italic, raised or lowered, and only `runs.as_html` makes markup,
which escapes everything. AMA, the default, is printed by our own ama.py and needs none of this
(docs/decisions/2026-11-24-printing-references.md).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO

from lxml import etree

from plugins.bibliography.ama import Printer, format_reference, readable_reference
from plugins.bibliography.csl_json import csl_from_reference, from_signs, signed
from plugins.bibliography.links import doi_address, web_address
from plugins.bibliography.names import Name
from plugins.bibliography.reference import PartialDate, Reference
from plugins.bibliography.runs import Part, Run, as_text

CSL = "{http://purl.org/net/xbiblio/csl}"
OWN_NUMBER = re.compile(r"\A\s*(?:\[1\]|\(1\)|1\.)\s+")
# What citeproc-py raises at a style or a field it is not made for: anything but a word about it.
BREAKS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    RuntimeError,
    TypeError,
    ValueError,
)
SAMPLE = Reference(
    "sample", "article-journal", "Sample", (Name("Sample", "Ann"),), "Samples", "Samples", PartialDate(2026)
)  # fmt: skip


class WrongStyle(ValueError):
    """A style file that cannot be used; the message is a sentence for whoever named it."""


class _Signs:
    """What citeproc-py calls a formatter: it marks a text as italic, raised or lowered. Weight, small
    capitals and underlines are the page's business."""

    preformat = Bold = Light = Underline = SmallCaps = staticmethod(str)

    @staticmethod
    def Italic(text: str) -> str:  # noqa: N802  (citeproc-py names them so)
        return signed(text, "i")

    @staticmethod
    def Superscript(text: str) -> str:  # noqa: N802
        return signed(text, "sup")

    @staticmethod
    def Subscript(text: str) -> str:  # noqa: N802
        return signed(text, "sub")

    Oblique = Italic


def read_style(data: bytes) -> Printer:
    """Return what prints references in the style of a CSL file's bytes; raise `WrongStyle`, in words,
    where it is none. A reference that the style cannot print raises it, too, when it is printed."""
    prepared = _prepared(data)
    # Only here, because it is slow to load (0.1 s) and most blogs have no style of their own.
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
    from citeproc.source import VariableError
    from citeproc.source.json import CiteProcJSON

    try:
        style = CitationStylesStyle(BytesIO(prepared), validate=False)
    except (*BREAKS, etree.LxmlError) as error:
        raise WrongStyle(f"It cannot be used: {_reason(error)}.") from None

    def print_one(reference: Reference) -> Part:
        reference = readable_reference(reference)
        try:
            made = CitationStylesBibliography(style, CiteProcJSON([csl_from_reference(reference)]), _Signs)
            made.register(Citation([CitationItem("reference")]))
            # Of a reference in which there is nothing for this style, there is no line.
            line = "".join(str(piece) for printed in made.bibliography() for piece in printed)
        except (*BREAKS, VariableError) as error:
            raise WrongStyle(
                f"It cannot print the reference “{reference.key}”, a “{reference.type}”: {_reason(error)}."
            ) from None
        runs = from_signs(OWN_NUMBER.sub("", " ".join(line.split())))
        if not as_text(runs).strip(" .,;:"):
            return format_reference(reference)
        return tuple(_linked(runs, reference))

    print_one(SAMPLE)
    return print_one


def _prepared(data: bytes) -> bytes:
    """Return a style without the numbers, which the page's own list gives; raise `WrongStyle`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = f"line {error.lineno}: " if error.lineno else ""
        raise WrongStyle(f"It is not valid XML ({line}{_reason(error)}).") from None
    if root.tag != f"{CSL}style":
        raise WrongStyle(
            "It is no style of the Citation Style Language: its first element is not CSL’s “style”."
        )
    if (parent := root.find(f"{CSL}info/{CSL}link[@rel='independent-parent']")) is not None:
        raise WrongStyle(f"It only names another style, {parent.get('href')}. Download that one.")
    if root.find(f"{CSL}bibliography") is None:
        raise WrongStyle("It formats notes only and holds no form for a list of references.")
    schema = _schema()
    if not schema.validate(root):
        first = schema.error_log[0]
        raise WrongStyle(f"It is not a valid CSL 1.0 style (line {first.line}: {first.message}).")
    for number in root.iter(f"{CSL}text"):
        if number.get("variable") == "citation-number":
            number.set("variable", "citation-label")
    return etree.tostring(root)


@cache
def _schema() -> etree.RelaxNG:
    from citeproc import SCHEMA_PATH

    return etree.RelaxNG(etree.parse(SCHEMA_PATH))


def _reason(error: BaseException) -> str:
    return str(error).strip().rstrip(".") or type(error).__name__


def _linked(runs: Part, reference: Reference) -> Iterator[Run]:
    """Make links of the reference's own address and DOI where the style prints them."""
    places = [reference.url] if reference.url else []
    if doi_address(reference.doi):
        places += [f"https://doi.org/{reference.doi}", f"doi:{reference.doi}", reference.doi]
    if not places:
        yield from runs
        return
    place = re.compile("|".join(map(re.escape, places)))
    for run in runs:
        start = 0
        for match in place.finditer(run.text):
            yield replace(run, text=run.text[start : match.start()])
            is_doi = match[0] != reference.url
            address = doi_address(reference.doi) if is_doi else web_address(reference.url)
            yield replace(run, text=match[0], address=address)
            start = match.end()
        yield replace(run, text=run.text[start:])
