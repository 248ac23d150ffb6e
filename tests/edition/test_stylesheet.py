"""The one style sheet."""

from pathlib import Path

import pytest

from plugins.edition.stylesheet import assemble


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    for name, text in {
        "styles/base.css": "base {}\n",
        "styles/tokens.css": "/* what\nthey mean */\ntokens {}\n\n",
        "styles/print.css": "print {}",
        "components/b/style.css": "b {} /* kept short */\n",
        "components/a/style.css": "a {}\n",
        "components/c/template.html": "c",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_layers_come_in_their_order_and_components_by_name(theme: Path) -> None:
    assert assemble(theme) == "tokens {}\nbase {}\na {}\nb {}\nprint {}\n"


def test_the_style_of_every_component_of_our_theme_is_in_it() -> None:
    theme = Path(__file__).parents[2] / "theme"
    styles = list((theme / "components").glob("*/style.css"))
    assert styles
    assert assemble(theme).count("@layer components {") == len(styles)
