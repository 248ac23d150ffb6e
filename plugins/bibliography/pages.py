"""Volume, issue and pages as AMA prints them (AMA Manual of Style, 11th ed., 3.11)."""

import re

# 545-50, S12-5, e12-e15, 1041-9.e3; roman numerals and article numbers do not have this form.
PAGE_RANGE = re.compile(
    r"""
    (?P<letters>[A-Za-z]{0,4})(?P<first>[0-9]{1,12})
    \s*[-‐‑–—]+\s*
    (?P<again>[A-Za-z]{0,4})(?P<last>[0-9]{1,12})
    (?P<tail>\.e[0-9]{1,4}(?:-[0-9]{1,4})?)?                          # 1041-9.e3: pages of the web alone
    """,
    re.VERBOSE,
)
DASHES = re.compile(r"\s*[-‐‑–—]+\s*")
PART_OF_ISSUE = re.compile(
    r"""
    (?P<issue>[^\s_,()]*?)[\s_,(]*
    (?P<kind>suppl(?:ement)?|pt|part)\.?          # 18_suppl_3, 2 Pt 1, Supplement 4
    (?:[\s_]*(?=[0-9])|[\s_]+|(?=[\s)]*\Z))(?P<number>[\w-]*)[\s)]*
    """,
    re.VERBOSE | re.IGNORECASE,
)


def full_pages(pages: str) -> str:
    """Return page ranges with both ends whole: 545-50 becomes 545-550, S12-5 becomes S12-S15 (AMA 11th
    ed., 3.11). Roman numerals, single pages and electronic locators stay as they are."""
    return ", ".join(_full_range(piece.strip()) for piece in re.split(r"[,;]", pages) if piece.strip())


def _full_range(pages: str) -> str:
    match = PAGE_RANGE.fullmatch(pages)
    if match is None:
        return DASHES.sub("-", pages)
    letters, first, last = match["letters"], match["first"], match["last"]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    # 545-12 is no range cut short, nor is A12-B3: nobody knows what was meant.
    if match["again"] not in ("", letters) or int(last) < int(first):
        return DASHES.sub("-", pages)
    return f"{letters}{first}-{letters}{last}{match['tail'] or ''}"


def volume_and_issue(volume: str, issue: str, supplement: str) -> str:
    """Return 12(3), 12(suppl 1), 12(3)(suppl 1), 12(3, pt 1) (AMA 11th ed., 3.11).

    A supplement or a part stands in `issue`, in `volume` or in a field of its own, as the exporter
    pleases; both words are small and abbreviated.
    """
    pieces: list[str] = []
    for text in (issue, "" if issue else volume):
        if match := PART_OF_ISSUE.fullmatch(text):
            kind = "pt" if match["kind"].lower().startswith("p") else "suppl"
            part = " ".join(filter(None, (kind, match["number"])))
            if text == volume and not issue:
                volume, issue = match["issue"], ""
                pieces = [f"({part})"]
            elif kind == "pt" and match["issue"]:
                pieces = [f"({match['issue']}, {part})"]
            else:
                pieces = [f"({match['issue']})" if match["issue"] else "", f"({part})"]
            break
    else:
        pieces = [f"({DASHES.sub('-', issue)})"] if issue else []
    if supplement and not any("suppl" in piece for piece in pieces):
        number = re.sub(r"(?i)\Asuppl(?:ement)?\.?\s*", "", supplement)
        pieces.append(f"({' '.join(filter(None, ('suppl', number)))})")
    return f"{volume}{''.join(pieces)}"


def abbreviated(journal: str) -> str:
    """Return an abbreviated journal name without stops: “J. Hills Med.” becomes “J Hills Med” (AMA 11th
    ed., 3.11 and 13.10)."""
    return re.sub(r"\.(?=[A-Z])", " ", re.sub(r"\.(?=[\s:)]|\Z)", "", journal))
