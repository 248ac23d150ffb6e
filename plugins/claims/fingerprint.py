"""Whether `weights.json` was learned from the lists, the sentences and the settings that are here now.

The weights belong to the wording lists they were learned with: a family that is added later has none. The
file therefore keeps the fingerprint of all it depends on that this repository holds, and a test compares it.
The NIH sentences stay outside of the repository and cannot be part of it.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from plugins.claims.lexicon import STANDARD_LEXICON
from plugins.claims.traits import TRAITS_VERSION

LENGTH = 16


def fingerprint_of(own: Sequence[Path], settings: object, lexicon: Path = STANDARD_LEXICON) -> str:
    """Return what changes with the lists, our own labelled sentences, the traits and the settings.

    Line ends do not count, since Git may change them. Raises `OSError` for a file that is not there.
    """
    digest = sha256(f"{TRAITS_VERSION} {settings!r}".encode())
    for file in (lexicon, *sorted(own, key=lambda path: path.name)):
        digest.update(f"\n{file.name}\n".encode())
        digest.update(file.read_text(encoding="utf-8").encode())
    return digest.hexdigest()[:LENGTH]
