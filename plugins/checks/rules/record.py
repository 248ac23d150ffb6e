"""WEB658: what the site tells machines of its claims is what its pages say."""

from collections.abc import Iterator

from plugins.checks.claims_record import RECORD, RecordedArticle, RecordedClaim
from plugins.checks.finding import Severity
from plugins.checks.page_words import letters_of
from plugins.checks.publication import BuiltPage, Publication
from plugins.checks.rule import Hit, Subject, rule

REBUILD = "Publish the site again, and change no built file by hand."
# Of one article many claims may differ for one reason; the first few tell it.
MOST_OF_AN_ARTICLE = 3


@rule("WEB658", Severity.ERROR, Subject.SITE)
def record_differs_from_pages(publication: Publication) -> Iterator[Hit]:
    """claims.json is there, has the form that is documented, and tells of every article what its page says.

    Why:
        Who answers for the site reads in that file what it claims and on what grounds. Each article must be
        in it, at the address and with the title and disclaimer that it has, and each claim must stand on the
        page word for word, at the heading that is named, with its references in the page's list. Nothing
        in it may expire later than what it rests on.
    Flagged:
        index.html
        theme/site.css
        feeds/all.atom.xml
        claims.json
    ---
        index.html
        claims.json
    Accepted:
        index.html
        theme/site.css
        feeds/all.atom.xml
    ---
        index.html
        archives.html
    Source:
        House rule: the gate fails closed. A site without articles needs no such file.
    """
    record, expected = publication.record, publication.expected
    if record is None:
        if expected.listed and RECORD not in publication.unread:
            yield Hit("The file with the claims of the site is missing.", REBUILD, path=RECORD)
        return
    for wrong in record.wrong:
        yield Hit(wrong, REBUILD, path=record.path)
    if record.wrong:
        return
    pages = {page.path: page for page in publication.pages}
    told: set[str] = set()
    for article in record.articles:
        page = pages.get(article.address)
        if page is None or page.manuscript not in expected.listed:
            what = f"It tells of an article at “{article.address}”, where none is published."
            yield Hit(what, REBUILD, path=record.path)
        elif page.manuscript in told:
            yield Hit(f"It tells of “{article.address}” twice.", REBUILD, path=record.path)
        else:
            told.add(page.manuscript)
            for what in _differences(article, page, publication):
                yield Hit(f"Of “{article.address}” it tells {what}.", REBUILD, path=record.path)
    for manuscript in expected.listed:
        if manuscript not in told:
            yield Hit(f"It does not tell of {manuscript}.", REBUILD, path=record.path)


def _differences(article: RecordedArticle, page: BuiltPage, publication: Publication) -> Iterator[str]:
    if not letters_of(article.title) or letters_of(article.title) not in page.unmarked:
        yield f"a title that its page does not have: “{article.title}”"
    due = publication.expected.disclaimers.get(page.manuscript)
    if due is None or (article.disclaimer, article.version) != (due.id, due.version):
        yield f"another disclaimer than it must carry: “{article.disclaimer}”, version {article.version}"
    yield from _days(article, page)
    wrong = [what for claim in article.claims for what in _wrong(claim, page)]
    yield from wrong[:MOST_OF_AN_ARTICLE]
    if len(wrong) > MOST_OF_AN_ARTICLE:
        yield f"{len(wrong) - MOST_OF_AN_ARTICLE} more things that are not so on its page"


def _days(article: RecordedArticle, page: BuiltPage) -> Iterator[str]:
    """Yield the days that its page does not show, and what would expire after that on which it rests."""
    shown = page.crossings.days
    if article.reviewed and article.reviewed not in shown:
        yield f"a day of review that its page does not show: {article.reviewed}"
    # The day of the next review, which the page shows, or the one on which a claim of it expires before that.
    if article.expires and article.expires not in (*shown, *(claim.expires for claim in article.claims)):
        yield f"a last day that neither its page nor a claim of it has: {article.expires}"
    for claim in article.claims:
        if claim.reviewed != article.reviewed:
            yield f"another day of review for one of its claims: {claim.reviewed or 'none'}"
            return
        limits = [day for day in (*claim.due, claim.expires) if day]
        if limits and (article.expires or "9") > min(limits):
            yield f"that it expires after a claim of it, or what that rests on, does: {min(limits)}"
            return
        if claim.due and (claim.expires or "9") > min(claim.due):
            yield f"a claim that expires after its evidence is due again: {claim.expires or 'never'}"
            return


def _wrong(claim: RecordedClaim, page: BuiltPage) -> Iterator[str]:
    letters = letters_of(claim.wording)
    if not letters or letters not in page.unmarked:
        yield f"a claim that its page does not make: “{claim.wording}”"
    if claim.anchor and claim.anchor not in page.crossings.ids:
        yield f"a place that its page does not have: “#{claim.anchor}”"
    for key in claim.keys:
        if key not in page.crossings.keys:
            yield f"a source that its page does not list: “{key}”"
