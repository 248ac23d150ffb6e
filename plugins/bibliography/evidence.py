"""What a reference found, figure by figure: content/evidence/<key>.toml.

The values are in evidence_model.py, how a file is read and held to its form in evidence_reading.py, and
how sums are worked out anew in derived.py.
"""

from plugins.bibliography.evidence_model import BASES, DIRECTIONS, NO_GROUP, NO_PAYER, Evidence, Figure
from plugins.bibliography.evidence_reading import (
    FIGURES,
    EvidenceFile,
    WrongEvidence,
    contrary_sources,
    parse_evidence,
    read_evidence,
)

__all__ = [
    "BASES",
    "DIRECTIONS",
    "FIGURES",
    "NO_GROUP",
    "NO_PAYER",
    "Evidence",
    "EvidenceFile",
    "Figure",
    "WrongEvidence",
    "contrary_sources",
    "parse_evidence",
    "read_evidence",
]
