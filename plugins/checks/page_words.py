"""The words of a built page or feed entry, apart from its disclaimer."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

# The line that says who pays stands below every article and names the product; it is no part of its text.
# Only one short paragraph behind the disclaimer is taken for it, so that no text can hide there.
SPONSOR_LINE = "article > p.from-whom"
SPONSOR_WORDS = 25


def run_together(text: str) -> str:
    """Return text with all white space, no-break spaces too, made single spaces."""
    return re.sub(r"[\s\u00a0\u2060]+", " ", text).strip()


def letters_of(text: str) -> str:
    """Return the letters and digits of a text only: what no typography changes."""
    return re.sub(r"[\W_]+", "", text).casefold()


def words_of_page(tree: LexborHTMLParser, articles: list[LexborNode]) -> str:
    """Return the words of a page's articles and of what else stands in its main part, ways to other pages
    left out; a list has none. Effect: takes what is left out off the tree."""
    words = [words_of(article) for article in articles]
    # One at a time: one may stand in another.
    while left_out := tree.css_first("article[data-manuscript], main nav"):
        left_out.decompose()
    return "\n".join((*words, *(words_of(main) for main in tree.css("main") if articles)))


def words_of(node: LexborNode) -> str:
    """Return the words of an article: see `BuiltPage.words`. Effect: takes what is left out off the tree."""
    for notice in node.css("[data-disclaimer-id]"):
        for line in node.css(SPONSOR_LINE):
            is_behind = line.parent is not None and line.parent.mem_id == node.mem_id
            if is_behind and len(line.text(separator=" ").split()) <= SPONSOR_WORDS:
                line.decompose()
        notice.decompose()
    pictures = (node.attributes.get("alt") or "" for node in node.css("[alt]"))
    return "\n".join((node.text(separator=" "), node.text(), *pictures))
