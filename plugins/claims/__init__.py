"""What an article asserts, and which of its sentences need a source.

Read in this order: `claim.py` (the kinds of claim), `lexicon.toml` (the wording that gives a claim
away, written for a medical writer), `lexicon.py` (reading that file), `cues.py` (finding it),
`traits.py` and `weights.py` (what was learned), `detector.py` (deciding), `training.py` (learning, with
`learning.py`, `held_out.py` and `fingerprint.py`),
`languages.py` and `spanish.py` (articles in Spanish, by `lexicon.es.toml`), `coverage.py` and
`surroundings.py` (which citation covers which claim), `article.py` (all of it for one article).
"""
