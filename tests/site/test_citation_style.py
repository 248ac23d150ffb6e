"""The setting CITATION_STYLE on a real site: another look, and no site at all where the style is wrong."""

from pathlib import Path

import pytest

from tests.blog import Blog

HOUSE = Path(__file__).parents[1] / "bibliography" / "styles" / "house.csl"
AMA_LINE = "<i>J Made Up Stud</i>. 2021;3(2):14-19."
HOUSE_LINE = "“Large Print in Waiting Rooms: A Made-up Study”. <i>Journal of Made-Up Studies</i> 3 pp 14–19."


def choose(blog: Blog, file: str) -> None:
    blog.swap("pelicanconf.py", 'CITATION_STYLE = ""', f"CITATION_STYLE = {file!r}")


def pages(blog: Blog) -> str:
    return "\n".join(page.read_text("utf-8") for page in blog.path("output").rglob("*.html"))


def test_without_a_style_of_its_own_a_site_has_ama_style(published: Blog) -> None:
    assert AMA_LINE in pages(published)


def test_a_site_has_its_references_in_the_style_its_house_has_chosen(blog: Blog) -> None:
    blog.write("content/house.csl", HOUSE.read_text("utf-8"))
    choose(blog, "content/house.csl")
    run = blog.task("build")
    assert run.code == 0, run.words
    built = pages(blog)
    assert (HOUSE_LINE in built, AMA_LINE in built) == (True, False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "The citation style cannot be opened"),
        ("<html/>", "The citation style cannot be used. It is no style of the Citation Style Language"),
    ],
)
def test_a_wrong_style_stops_the_build_in_words_and_nothing_is_built(
    blog: Blog, text: str | None, words: str
) -> None:
    if text is not None:
        blog.write("content/house.csl", text)
    choose(blog, "content/house.csl")
    run = blog.task("build")
    assert run.code != 0
    assert words in run.words
    assert "Name a CSL style file in CITATION_STYLE" in run.words
    assert "Traceback" not in run.words
    assert not list(blog.path("output").rglob("*.html"))
