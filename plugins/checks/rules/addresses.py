"""HDR458 to HDR460: the addresses of articles and pages, and texts that never get one."""

from collections.abc import Iterator
from posixpath import basename, splitext

from plugins.checks.collection import Collection
from plugins.checks.finding import Severity
from plugins.checks.links import files_linked
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.manuscript.address import address_mistakes


@rule("HDR458", Severity.ERROR, Subject.ARTICLE)
def unusable_address(review: Review) -> Iterator[Hit]:
    """An article's slug, or else its title, makes an address of its own; so do its topic, tags and authors.

    Why:
        The page is written under that address. Without one, or with one that the site needs itself, it
        cannot be built, and is left out.
    Flagged:
        Title: ⟦Index⟧

        “index” is the address of the start page.
    ---
        Title: ⟦???⟧

        The title holds no letter and no digit.
    ---
        Title: A narrow canal
        Slug: ⟦what is it?⟧

        The canal holds nerves.
    ---
        Title: A narrow canal
        Category: ⟦★★★⟧
        Tags: nerves, ⟦!⟧
        Lang: ⟦../en⟧

        The canal holds nerves.
    Accepted:
        Title: ???
        Slug: what-is-it

        The slug makes the address.
    ---
        Title: Archives of a narrow canal
        Tags: C++, L4/L5, naïve

        The canal holds nerves.
    Source:
        House rule; file names have at most 255 bytes, and Windows keeps some names for devices.
    """
    for mistake in address_mistakes(review.document.header, review.is_page):
        yield Hit(mistake.message, mistake.help, mistake.span)


@rule("HDR459", Severity.ERROR, Subject.COLLECTION)
def same_address(collection: Collection) -> Iterator[Hit]:
    """No two articles or pages have the same address.

    Why:
        One of them would take the other's place, so only one is built.
    Flagged:
        ==> articles/one.md <==
        Title: One
        Slug: ⟦walking⟧

        The canal holds nerves.

        ==> articles/two.md <==
        Title: ⟦Walking⟧

        The canal holds nerves.
    ---
        ==> articles/new.md <==
        Title: ⟦Walking⟧
        Status: draft

        A draft that would take the place of an article.

        ==> articles/old.md <==
        Title: Walking

        The canal holds nerves.
    Accepted:
        ==> articles/walking.md <==
        Title: Walking

        The canal holds nerves.

        ==> pages/walking.md <==
        Title: Walking

        Pages have a folder of their own.
    ---
        ==> articles/walking.md <==
        Title: Walking
        Slug: walking

        The canal holds nerves.

        ==> articles/caminar.md <==
        Title: Caminar
        Slug: walking
        Lang: es
        Translation: true

        El canal contiene nervios.
    Source:
        House rule.
    """
    for manuscript in collection.under_review:
        twins = collection.by_address.get(manuscript.address.casefold(), ())
        for twin in twins:
            # Only the draft can be told: what is published was there before it.
            if twin is manuscript or (twin.header.is_draft and not manuscript.header.is_draft):
                continue
            yield Hit(
                f"{twin.source.path} has the same address: {manuscript.address}.",
                "Give one of the two another “Slug:”.",
                manuscript.address_span,
                manuscript.source,
            )
            break


@rule("HDR460", Severity.WARNING, Subject.COLLECTION)
def text_that_is_not_read(collection: Collection) -> Iterator[Hit]:
    """Every text in the content folder is one that the site reads, or offers for download.

    Why:
        Whoever wrote it believes that it is published, or that its disclaimer holds.
    Flagged:
        ==> articles/walking.markdown <==
        Title: Walking

        ==> articles/one.md <==
        Title: One
    ---
        ==> walking.md <==
        Title: Walking

        ==> articles/one.md <==
        Title: One
    ---
        ==> articles/walking.MD <==
        Title: Walking

        ==> articles/one.md <==
        Title: One
    Accepted:
        ==> articles/walking/uphill.md <==
        Title: Walking

        ==> articles/.walking.md <==
        A backup that an editor hides.
    ---
        ==> articles/one.md <==
        Title: One

        Take [our list]({static}list.txt) with you.

        ==> articles/list.txt <==
        Insurance card
    Source:
        House rule.
    """
    offered = files_linked(collection) if collection.unread else frozenset()
    for name, place in collection.unread:
        if place in offered:
            continue
        stem, ending = splitext(basename(place))
        folder = place.split("/")[0]
        if ending != ".md" and folder in ("articles", "pages", "disclaimers"):
            mend = (
                f"If it is to be read, save it as plain text under the name {stem}.md. If not, move it out."
            )
        else:
            mend = "If it is to be published, move it into articles/ or pages/. If not, move it out of here."
        yield Hit("The site does not read this file, so nothing of it is on any page.", mend, path=name)
