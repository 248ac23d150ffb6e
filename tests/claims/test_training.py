"""Learning the weights: that it learns, that it gives the same bytes twice, and what it is told in words."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.claims.claim import TYPES
from plugins.claims.detector import detect
from plugins.claims.fingerprint import fingerprint_of
from plugins.claims.held_out import f1, fold_of
from plugins.claims.labelled import read_labelled, training_files
from plugins.claims.lexicon import LexiconProblems, load_lexicon, load_wording
from plugins.claims.regression import Example, fit
from plugins.claims.training import fingerprint, is_own, train
from plugins.claims.weights import STANDARD_WEIGHTS, STEP, load_weights, logistic, steps_of, weights_from

ROOT = Path(__file__).parents[2]
SHORT = Path(__file__).with_name("sentences") / "short_sentences.jsonl"


def part(tmp_path: Path, name: str, *, held_out: bool) -> Path:
    """Write the rows of our own sentences that are, or are not, in the fifth that is held out."""
    rows = SHORT.read_text("utf-8").splitlines()
    kept = [row for row in rows if (fold_of(json.loads(row)["source"]) in (0, 1)) is held_out]
    file = tmp_path / f"{name}.jsonl"
    file.write_text("\n".join(kept) + "\n", "utf-8")
    return file


def test_weights_learned_from_a_small_part_find_claims_in_documents_they_never_saw(tmp_path: Path) -> None:
    learned = train([part(tmp_path, "learned", held_out=False)])
    lexicon = replace(load_wording(), weights=weights_from(json.loads(learned)))
    rest = read_labelled(part(tmp_path, "rest", held_out=True))
    claims = [one.claim for one in rest]
    assert len(rest) > 50
    told = [detect(one.text, one.setting, lexicon) is not None for one in rest]
    has_digit = [bool(re.search(r"\d", one.text)) for one in rest]
    assert f1(claims, told) > 0.7
    assert f1(claims, told) > f1(claims, has_digit) + 0.2
    assert f1(claims, told) > f1(claims, [True] * len(claims))


def test_learning_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    file = part(tmp_path, "learned", held_out=True)
    assert train([file]) == train([file])


def test_the_committed_weights_can_be_read_by_people_and_are_small() -> None:
    text = STANDARD_WEIGHTS.read_text("utf-8")
    assert len(text.encode()) < 1_000_000
    assert max(map(len, text.splitlines())) < 300
    read = json.loads(text)
    assert list(read["weights"]) == sorted(read["weights"])
    assert tuple(read["types"]) == TYPES


def test_the_committed_weights_were_learned_with_these_lists_sentences_and_settings() -> None:
    own = [file for file in training_files(SHORT.parent / "none", SHORT.parent) if is_own(file)]
    assert load_weights().fingerprint == fingerprint(own), (
        "The wording lists, the labelled sentences or the settings of training have changed since the weights"
        " were learned. Learn them anew: run python3 tasks.py train"
    )


def test_a_phrase_added_to_the_lists_or_a_label_changed_changes_the_fingerprint(tmp_path: Path) -> None:
    lists, sentences = tmp_path / "lexicon.toml", tmp_path / "sample.txt"
    lists.write_text('phrases = ["relieves"]\n', "utf-8")
    sentences.write_text("=== page\ndefinition | It is a cuff.\n", "utf-8")
    before = fingerprint_of([sentences], 1.0, lists)
    assert fingerprint_of([sentences], 1.0, lists) == before
    assert fingerprint_of([sentences], 2.0, lists) != before
    lists.write_bytes(b'phrases = ["relieves"]\r\n')
    assert fingerprint_of([sentences], 1.0, lists) == before
    lists.write_text('phrases = ["relieves", "eases"]\n', "utf-8")
    assert fingerprint_of([sentences], 1.0, lists) != before
    lists.write_text('phrases = ["relieves"]\n', "utf-8")
    sentences.write_text("=== page\nefficacy | It is a cuff.\n", "utf-8")
    assert fingerprint_of([sentences], 1.0, lists) != before


def test_every_family_of_the_lists_has_its_weight() -> None:
    weights = load_weights()
    families = {f"family {family.name}" for family in load_lexicon().families}
    assert len(families - set(weights.rows)) <= 3, "families that hardly occur in what was learned from"


def test_missing_or_broken_weights_are_told_and_never_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "weights.json"
    whole = json.loads(STANDARD_WEIGHTS.read_text("utf-8"))
    wrong: list[dict[str, object]] = [
        {"weights": {}},
        {"weights": {"always": "much"}},
        {"weights": {"always": 1}},
        {"weights": {"always": "," * 19}},
        {"types": whole["types"][1:]},
        {"step": 1},
        {"threshold": "0.5"},
    ]
    for text in (None, "{", "[]", *(json.dumps(whole | part) for part in wrong)):
        if text is not None:
            broken.write_text(text, "utf-8")
        monkeypatch.setattr("plugins.claims.lexicon.load_weights", lambda: load_weights.__wrapped__(broken))
        with pytest.raises(LexiconProblems, match=r"tasks\.py train"):
            load_lexicon_anew()


def load_lexicon_anew() -> None:
    from plugins.claims import lexicon

    lexicon._with_weights.__wrapped__(load_wording())


def test_a_row_that_is_no_labelled_sentence_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "train_sample.jsonl"
    file.write_text(SHORT.read_text("utf-8").splitlines()[0] + '\n{"text": "It helps."}\n', "utf-8")
    with pytest.raises(ValueError, match=r"train_sample\.jsonl:2"):
        read_labelled(file)


def test_only_files_that_are_there_to_learn_from_are_learned_from(tmp_path: Path) -> None:
    for name in ("train_b.jsonl", "train_a.jsonl", "dev_open.jsonl"):
        (tmp_path / name).write_text("", "utf-8")
    names = [file.name for file in training_files(tmp_path, tmp_path / "none")]
    assert names == ["train_a.jsonl", "train_b.jsonl"]


def test_the_best_weights_are_found() -> None:
    """With one trait and a light penalty, the weight is the logarithm of the odds."""
    examples = [Example(((0, 1.0),), int(number < 3)) for number in range(4)]
    ((weight,),) = fit(examples, [1e-9])
    assert logistic(weight) == pytest.approx(0.75, abs=1e-4)


def test_the_best_weights_for_many_outcomes_give_their_shares() -> None:
    examples = [Example(((0, 1.0),), outcome) for outcome in (0, 0, 1, 2)]
    ((first, second, third),) = fit(examples, [1e-6], 3)
    assert second == pytest.approx(third, abs=1e-3)
    assert first - second == pytest.approx(0.6931, abs=1e-3)


def test_a_trait_counts_with_its_value_and_a_row_with_its_weight() -> None:
    """Half a trait needs twice the weight; a row that counts three times is three rows."""
    halves = [Example(((0, 0.5),), outcome) for outcome in (0, 1, 1)]
    thrice = [Example(((0, 1.0),), 0), Example(((0, 1.0),), 1, weight=2.0)]
    ((half,),), ((whole,),) = fit(halves, [1e-9]), fit(thrice, [1e-9])
    assert half == pytest.approx(2 * whole, abs=1e-3)
    assert whole == pytest.approx(0.6931, abs=1e-3)


TRAITS = st.dictionaries(
    st.sampled_from([*list(load_weights().rows)[:400], "points", "word nobody-has-this"]),
    st.sampled_from([1.0, 1.0, 1.0, 0.25, -0.875]),
)


@given(TRAITS)
def test_packed_weights_add_up_like_those_of_the_file(traits: dict[str, float]) -> None:
    weights = load_weights()
    expected = [0.0] * len(TYPES)
    for name, value in (("always", 1.0), *traits.items()):
        for place, steps in enumerate(steps_of(weights.rows.get(name, ""))):
            expected[place] += STEP * steps * value
    assert weights.sums(traits) == pytest.approx(expected)


def test_what_a_sentence_is_told_by_needs_no_library_that_learning_needs() -> None:
    code = (
        "import sys; from plugins.claims.lexicon import load_lexicon; import plugins.claims.detector;"
        " load_lexicon(); print(sorted({'numpy', 'scipy'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "[]"
