"""Fifty works to export and bring back, with everything an AMA reference may need; all of them made up."""

from itertools import cycle, islice

from plugins.bibliography.reference import Json

Csl = dict[str, Json]
PEOPLE: tuple[Csl, ...] = (
    {"family": "Vale", "given": "Anna"},
    {"family": "Berg", "given": "Jan P.", "non-dropping-particle": "van der"},
    {"family": "Poe", "given": "Paul", "suffix": "Jr"},
    {"family": "Müller-Østby", "given": "Zoë"},
    {"family": "Cruz", "given": "José Luis", "non-dropping-particle": "de la"},
    {"family": "O'Hara", "given": "Maeve"},
    {"family": "Łukasz", "given": "Ewa", "suffix": "III"},
    {"literal": "Plato"},
)
GROUP: Csl = {"literal": "Hill Walkers Study Group"}
TITLES = (
    "Walking uphill in the sample town: a randomized trial",
    "Does a bench help? Fifty people with & without one",
    "MRI of 40% of all “sample” hills",
    "Standing, walking_and resting: 5 µm, α-blockers and <5 °C",
    "Étude of the Gehör",
)
JOURNALS = (
    ("Journal of Sample Hills", "J Sample Hills"),
    ("Bench", "Bench"),
    ("Walking & Standing", "Walk Stand"),
)


def day(*parts: int) -> Json:
    return {"date-parts": [list(parts)]}


def people(start: int, many: int) -> list[Json]:
    return [dict(person) for person in islice(cycle(PEOPLE), start, start + many)]


def article(at: int) -> Csl:
    """An article; every way of telling its date, pages, issue and authors comes up."""
    journal, short = JOURNALS[at % 3]
    made: Csl = {
        "type": "article-journal",
        "title": f"{TITLES[at % 5]} {at}",
        "author": [*people(at, 1 + at % 8), *([dict(GROUP)] if at % 4 == 1 else [])],
        "container-title": journal,
        "container-title-short": short,
        "issued": (day(2001 + at % 20), day(2001 + at % 20, 1 + at % 12), day(2001 + at % 20, 1 + at % 12, 1 + at % 28))[at % 3],
        "volume": str(3 + at),
        "page": (f"{100 + at}-{112 + at}", f"e{1000 + at}", f"{200 + at}", f"S{10 + at}-S{19 + at}")[at % 4],
        "DOI": f"10.1000/hills_{at}(20){at % 10}",
        "PMID": str(1_000_000 + at),
    }  # fmt: skip
    if at % 3:
        made["issue"] = ("2", "suppl 1", "5-6")[at % 3]
    if at % 2:
        made["PMCID"] = f"PMC{7_000_000 + at}"
    return made


def book(at: int) -> Csl:
    made: Csl = {
        "type": "book",
        "title": f"The sample book of hills {at}",
        "edition": f"{1 + at}",
        "publisher": "Sample & Sons",
        "issued": day(2010 + at),
    }
    made["editor" if at % 2 else "author"] = people(at, 2)
    return made


def chapter(at: int) -> Csl:
    return {
        "type": "chapter",
        "title": f"How hills are climbed {at}",
        "author": people(at + 1, 3),
        "editor": people(at + 3, 2),
        "container-title": "The sample book of hills",
        "edition": "2",
        "publisher": "Sample Press",
        "issued": day(2015),
        "page": f"{10 * at + 1}-{10 * at + 9}",
    }


def report(at: int) -> Csl:
    return {
        "type": "report",
        "title": f"510(k) summary of the sample device {at}",
        "author": [{"literal": "Sample Agency for Devices"}],
        "publisher": "Sample Agency",
        "genre": "510(k) premarket notification",
        "number": f"K2338{at:02}",
        "issued": day(2024, 5, 6),
        "URL": f"https://agency.example/a_b%20c?id={at}&x=1",
    }


def thesis(at: int) -> Csl:
    return {
        "type": "thesis",
        "title": f"On benches {at}",
        "author": people(at, 1),
        "genre": "Dissertation",
        "publisher": "University of the Sample Town",
        "issued": day(2018),
    }


def page(at: int) -> Csl:
    return {
        "type": "webpage",
        "title": f"Cover for walking aids {at}",
        "author": [{"literal": "Sample Medicare Office"}] if at % 2 else people(at, 1),
        "container-title": "Sample Agency",
        "issued": day(2025, 1, 26),
        "URL": f"https://agency.example/cover/{at}",
        "accessed": day(2026, 11, 10 + at),
    }


def works() -> tuple[Csl, ...]:
    """Return the fifty, of all kinds that every program has."""
    return (
        *(article(at) for at in range(28)),
        *(book(at) for at in range(5)),
        *(chapter(at) for at in range(5)),
        *(report(at) for at in range(4)),
        *(thesis(at) for at in range(3)),
        *(page(at) for at in range(5)),
    )


def papers() -> tuple[Csl, ...]:
    """Return fifty of the kinds that PubMed has."""
    return (
        *(article(at) for at in range(40)),
        *(book(at) for at in range(5)),
        *(chapter(at) for at in range(5)),
    )
