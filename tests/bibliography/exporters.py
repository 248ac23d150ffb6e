"""References as other programs export them, written by the rules of each format."""

import json
import re
import textwrap
from collections.abc import Iterator
from xml.sax.saxutils import escape

from plugins.bibliography.reference import Json

Csl = dict[str, Json]
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def text(work: Csl, name: str) -> str:
    return str(work.get(name, ""))


def names(work: Csl, role: str) -> list[dict[str, str]]:
    listed = work.get(role, [])
    assert isinstance(listed, list)
    return [{part: str(value) for part, value in name.items()} for name in listed if isinstance(name, dict)]


def date(work: Csl, name: str) -> list[int]:
    value = work.get(name)
    assert isinstance(value, dict)
    parts = value["date-parts"]
    assert isinstance(parts, list)
    assert isinstance(parts[0], list)
    return [int(str(part)) for part in parts[0]]


def family(name: dict[str, str]) -> str:
    return " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))


def range_ends(work: Csl) -> tuple[str, str]:
    first, _, last = text(work, "page").partition("-")
    return first, last


# CSL-JSON as Zotero writes it: keys that are addresses, PubMed numbers in the note, dates as texts


def csl_json(works: tuple[Csl, ...]) -> str:
    return json.dumps([_zotero(at, work) for at, work in enumerate(works)], indent="\t", ensure_ascii=False)


def _zotero(at: int, work: Csl) -> Csl:
    made: Csl = {
        "id": f"http://zotero.org/users/1/items/AB12CD{at:02}",
        **work,
        "abstract": "Long.",
        "source": "PubMed",
    }
    notes = [f"{name}: {made.pop(name)}" for name in ("PMID", "PMCID") if name in made]
    if "container-title-short" in made:
        made["journalAbbreviation"] = made.pop("container-title-short")
    for name in ("issued", "accessed"):
        if name in made:
            made[name] = {"date-parts": [[str(part) for part in date(work, name)]]}
    if notes:
        made["note"] = "\n".join(notes)
    return made


# RIS, specification of 2011


RIS_TYPES = {"article-journal": "JOUR", "book": "BOOK", "chapter": "CHAP", "report": "RPRT", "thesis": "THES",
             "webpage": "ELEC"}  # fmt: skip


def ris(works: tuple[Csl, ...]) -> str:
    return "\r\n".join("\r\n".join(_ris(work)) for work in works)


def _ris(work: Csl) -> Iterator[str]:
    kind = text(work, "type")
    yield f"TY  - {RIS_TYPES[kind]}"
    yield f"TI  - {text(work, 'title')}"
    for name in names(work, "author"):
        yield f"AU  - {_comma_name(name)}"
    for name in names(work, "editor"):
        yield f"{'A2' if kind == 'chapter' else 'ED'}  - {_comma_name(name)}"
    year, month, day = (*date(work, "issued"), 0, 0)[:3]
    yield f"PY  - {year}"
    yield f"DA  - {year}/{f'{month:02}' if month else ''}/{f'{day:02}' if day else ''}/"
    if kind == "article-journal":
        yield f"JF  - {text(work, 'container-title')}"
        yield f"JA  - {text(work, 'container-title-short')}"
    elif "container-title" in work:
        yield f"T2  - {text(work, 'container-title')}"
    first, last = range_ends(work)
    tags = {"VL": text(work, "volume"), "IS": text(work, "issue"), "SP": first, "EP": last,
            "ET": text(work, "edition"), "PB": text(work, "publisher"), "M3": text(work, "genre"),
            "SN": text(work, "number") or ("0000-0000" if kind == "article-journal" else ""),
            "DO": text(work, "DOI"), "AN": text(work, "PMID"), "C2": text(work, "PMCID"),
            "UR": text(work, "URL")}  # fmt: skip
    yield from (f"{tag}  - {value}" for tag, value in tags.items() if value)
    if "PMID" in work:
        yield "DB  - PubMed"
    if "accessed" in work:
        yield "Y2  - {:04}/{:02}/{:02}/".format(*date(work, "accessed"))
    yield "ER  - "
    yield ""


def _comma_name(name: dict[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    return ", ".join(filter(None, (family(name), name.get("given"), name.get("suffix"))))


# MEDLINE: lines of 80 signs, going on behind six blanks


def nbib(works: tuple[Csl, ...]) -> str:
    return "\n\n".join("\n".join(_nbib(work)) for work in works) + "\n"


def _nbib(work: Csl) -> Iterator[str]:
    kind = text(work, "type")
    yield _line("PMID", text(work, "PMID") or "9999999")
    yield _line("OWN", "NLM")
    year, month, day = (*date(work, "issued"), 0, 0)[:3]
    yield _line("DP", " ".join(filter(None, (str(year), MONTHS[month - 1] if month else "", str(day or "")))))
    if kind != "book":
        yield _line("TI", text(work, "title") + ("" if text(work, "title").endswith("?") else "."))
    if kind != "article-journal":
        yield _line("BTI", text(work, "title" if kind == "book" else "container-title"))
        yield _line("PT", "Book" if kind == "book" else "Book Chapter")
    first, last = range_ends(work)
    tags = {"VI": text(work, "volume"), "IP": text(work, "issue"), "PG": f"{first}-{last}" if last else first,
            "LID": f"{text(work, 'DOI')} [doi]" if "DOI" in work else ""}  # fmt: skip
    yield from (_line(tag, value) for tag, value in tags.items() if value)
    yield _line("AB", "BACKGROUND: " + "Words that nobody needs here. " * 12)
    for role, full, short in (("author", "FAU", "AU"), ("editor", "FED", "ED")):
        for name in names(work, role):
            if "literal" in name and name["literal"] == "Plato":
                yield _line(full, "Plato")
                yield _line(short, "Plato")
            elif "literal" in name:
                yield _line("CN", name["literal"])
            else:
                yield _line(
                    full, f"{family(name)}, {' '.join(filter(None, (name['given'], name.get('suffix'))))}"
                )
                initials = "".join(re.findall(r"\b[A-ZÀ-Ž]", name["given"]))
                yield _line(short, " ".join(filter(None, (family(name), initials, name.get("suffix")))))
                if role == "author":
                    yield _line("AD", "Sample Town.")
    if kind == "article-journal":
        yield _line("PT", "Journal Article")
        yield _line("TA", text(work, "container-title-short"))
        yield _line("JT", text(work, "container-title"))
        yield _line("PMC", text(work, "PMCID"))
        yield _line("AID", f"{text(work, 'DOI')} [doi]")
    else:
        yield _line("PB", text(work, "publisher"))
        yield _line("EN", text(work, "edition"))
    yield _line("SO", "Left out.")


def _line(tag: str, value: str) -> str:
    return "\n".join(
        textwrap.wrap(f"{tag:<4}- {value}", 80, subsequent_indent=" " * 6, break_long_words=False,
                      break_on_hyphens=False)
    )  # fmt: skip


# BibTeX: LaTeX's signs escaped, capitals kept by braces, every second with BibLaTeX's fields


BIB_TYPES = {"article-journal": "article", "book": "book", "chapter": "incollection", "report": "techreport",
             "thesis": "phdthesis", "webpage": "online"}  # fmt: skip
LATEX = {"&": r"\&", "%": r"\%", "_": r"\_", "#": r"\#", "$": r"\$", "é": r"{\'e}", "ö": r'{\"o}', "ü": r'\"{u}',
         "Ø": r"{\O}", "Ł": r"{\L}", "ë": r'{\"{e}}', "α": r"{$\alpha$}", "µ": r"{\textmu}", "°": r"{\textdegree}",
         "“": "``", "”": "''", "<": r"{$<$}", "É": r"{\'E}"}  # fmt: skip


def bibtex(works: tuple[Csl, ...]) -> str:
    head = "% made by hand\n@string{hills = {Journal of Sample Hills}}\n@comment{nothing}\n\n"
    return head + "\n".join(_bib(at, work) for at, work in enumerate(works))


def latex(value: str) -> str:
    made = "".join(LATEX.get(sign, sign) for sign in value)
    return re.sub(r"\b(MRI|K\d+)\b", r"{\1}", made)


def _bib(at: int, work: Csl) -> str:
    kind = text(work, "type")
    fields: dict[str, str] = {"title": f"{{{latex(text(work, 'title'))}}}"}
    for role in ("author", "editor"):
        if names(work, role):
            fields[role] = "{" + " and ".join(_bib_name(name) for name in names(work, role)) + "}"
    year, month, day = (*date(work, "issued"), 0, 0)[:3]
    if day or at % 2:
        fields["date"] = "{" + "-".join(f"{part:02}" for part in date(work, "issued")) + "}"
    else:
        fields["year"] = str(year)
        if month:
            fields["month"] = MONTHS[month - 1].lower()
    whole = text(work, "container-title")
    place = {"article-journal": "journal", "webpage": "organization"}.get(kind, "booktitle")
    if whole:
        fields[place] = "hills" if whole == "Journal of Sample Hills" else f"{{{latex(whole)}}}"
    if kind == "webpage":
        fields["urldate"] = "{{{:04}-{:02}-{:02}}}".format(*date(work, "accessed"))
    maker = {"report": "institution", "thesis": "school"}.get(kind, "publisher")
    plain = {"shortjournal": text(work, "container-title-short"), "volume": text(work, "volume"),
             "number": text(work, "issue") or text(work, "number"), "edition": text(work, "edition"),
             maker: text(work, "publisher"), "type": text(work, "genre")}  # fmt: skip
    fields |= {name: f"{{{latex(value)}}}" for name, value in plain.items() if value}
    page = text(work, "page")
    if page:
        fields["eid" if page.startswith("e") else "pages"] = "{" + page.replace("-", "--") + "}"
    if "PMID" in work and at % 2:
        fields |= {"eprint": f"{{{text(work, 'PMID')}}}", "eprinttype": "{pubmed}"}
    verbatim = {"doi": "DOI", "url": "URL", "pmcid": "PMCID"} | ({} if at % 2 else {"pmid": "PMID"})
    fields |= {name: f"{{{text(work, csl)}}}" for name, csl in verbatim.items() if csl in work}
    body = ",\n  ".join(f"{name} = {value}" for name, value in fields.items())
    return f"@{BIB_TYPES[kind]}{{work:{at},\n  {body}\n}}\n"


def _bib_name(name: dict[str, str]) -> str:
    if "literal" in name:
        return f"{{{latex(name['literal'])}}}"
    return ", ".join(filter(None, (latex(family(name)), name.get("suffix"), latex(name["given"]))))


# EndNote XML


ENDNOTE = {"article-journal": ("Journal Article", 17), "book": ("Book", 6), "chapter": ("Book Section", 5),
           "report": ("Report", 27), "thesis": ("Thesis", 32), "webpage": ("Web Page", 12)}  # fmt: skip


def endnote(works: tuple[Csl, ...]) -> str:
    records = "".join(_endnote(at, work) for at, work in enumerate(works, 1))
    return f'<?xml version="1.0" encoding="UTF-8" ?><xml><records>{records}</records></xml>'


def styled(value: str) -> str:
    half = len(value) // 2
    style = '<style face="{}" font="default" size="100%">{}</style>'
    return style.format("normal", escape(value[:half])) + style.format("italic", escape(value[half:]))


def _endnote(at: int, work: Csl) -> str:
    kind = text(work, "type")
    named, code = ENDNOTE[kind]
    edited = kind == "book" and "editor" in work
    named, code = ("Edited Book", 28) if edited else (named, code)
    roles = {"authors": names(work, "editor" if edited else "author"),
             "secondary-authors": [] if edited else names(work, "editor")}  # fmt: skip
    people = "".join(
        f"<{role}>"
        + "".join(f"<author>{styled(_endnote_name(name))}</author>" for name in listed)
        + f"</{role}>"
        for role, listed in roles.items()
        if listed
    )
    year, month, day = (*date(work, "issued"), 0, 0)[:3]
    written = " ".join(filter(None, (MONTHS[month - 1] if month else "", str(day or ""))))
    accessed = date(work, "accessed") if "accessed" in work else []
    page = text(work, "page")
    fields = {
        "pages": page if not page.startswith("e") else "",
        "custom7": page if page.startswith("e") else "",
        "volume": text(work, "volume"),
        "number": text(work, "issue"),
        "edition": text(work, "edition"),
        "publisher": text(work, "publisher"),
        "isbn": text(work, "number") or ("0000-000X" if kind == "article-journal" else ""),
        "work-type": text(work, "genre"),
        "accession-num": text(work, "PMID"),
        "remote-database-name": "Medline" if "PMID" in work else "",
        "custom2": text(work, "PMCID"),
        "electronic-resource-num": text(work, "DOI"),
    }
    if accessed and at % 2:
        fields["access-date"] = "{:04}-{:02}-{:02}".format(*accessed)
    elif accessed:
        fields |= {"volume": str(accessed[0]), "number": f"{MONTHS[accessed[1] - 1]} {accessed[2]}"}
    titles = f"<title>{styled(text(work, 'title'))}</title>"
    if "container-title" in work:
        titles += f"<secondary-title>{styled(text(work, 'container-title'))}</secondary-title>"
    journal = ""
    if kind == "article-journal":
        short = styled(text(work, "container-title-short"))
        journal = (
            f"<periodical><full-title>{styled(text(work, 'container-title'))}</full-title>"
            f"<abbr-1>{short}</abbr-1></periodical>"
        )
    address = (
        f"<urls><related-urls><url>{styled(text(work, 'URL'))}</url></related-urls></urls>"
        if "URL" in work
        else ""
    )
    return (
        f'<record><database name="a.enl">a.enl</database><rec-number>{at}</rec-number>'
        f'<ref-type name="{named}">{code}</ref-type><contributors>{people}</contributors>'
        f"<titles>{titles}</titles>{journal}"
        + "".join(f"<{name}>{styled(value)}</{name}>" for name, value in fields.items() if value)
        + f"<dates><year>{styled(str(year))}</year>"
        + (f"<pub-dates><date>{styled(written)}</date></pub-dates>" if written else "")
        + f"</dates>{address}</record>"
    )


def _endnote_name(name: dict[str, str]) -> str:
    """A group ends with a comma, so that EndNote does not part it."""
    return f"{name['literal']}," if "literal" in name else _comma_name(name)
