"""What an approved claim rested on when it was approved, from the git repository that the blog stands in.

The commits that touched the register, its evidence or the library are gone through from the newest on, until
one is found in which the part has the sign that was approved. Where there is no git, no repository or no such
commit, nothing is known, and the message says so; nothing else depends on it.
"""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from plugins.approval.claim import ApprovedClaim, Register
from plugins.approval.fingerprint import Facts, facts_of, sign
from plugins.approval.register import parse_register
from plugins.bibliography.evidence import Evidence, WrongEvidence, parse_evidence
from plugins.bibliography.library import Library, entries_in
from plugins.bibliography.reference import Reference, reference_from_csl
from plugins.bibliography.retraction import Retractions, parse_retractions
from plugins.manuscript.source import Source, Unreadable

MOST_COMMITS = 100
SECONDS = 10


@dataclass(frozen=True, slots=True)
class History:
    """The past of a blog's register and library. Remembers what it has read."""

    claims: Path
    references: Path
    evidence: Path
    _files: dict[tuple[str, str], str | None] = field(default_factory=dict, repr=False)
    _registers: dict[str, Register] = field(default_factory=dict, repr=False)
    _lists: dict[str, Retractions] = field(default_factory=dict, repr=False)

    def before(self, claim: ApprovedClaim, part: str, approved: str) -> Facts | None:
        """Return what a part of a claim was when it had the approved sign. Effect: runs git."""
        for commit in self._commits(claim):
            old = self._claim(commit, claim)
            if old is None:
                continue
            facts = facts_of(old, self._library(commit, old, part))[part]
            if sign(facts) == approved:
                return facts
        return None

    def _commits(self, claim: ApprovedClaim) -> Iterator[str]:
        files = [self.claims, self.references, *(self.evidence / f"{key}.toml" for key in _keys(claim))]
        said = _git(
            _folder(self.claims),
            "log", "--format=%H", f"-n{MOST_COMMITS}", "--", *(str(file.resolve()) for file in files),
        )  # fmt: skip
        yield from (said or "").split()

    def _claim(self, commit: str, claim: ApprovedClaim) -> ApprovedClaim | None:
        # Many claims may have lapsed at once, through one source.
        if commit not in self._registers:
            text = self._text(commit, self.claims) or ""
            try:
                self._registers[commit] = parse_register(Source(self.claims.name, text)).register
            except Unreadable:
                self._registers[commit] = Register()
        return self._registers[commit].claim(claim.id)

    def _library(self, commit: str, claim: ApprovedClaim, part: str) -> Library:
        """Return of the library what a part of a claim rests on, as it was."""
        if part == "reference":
            listed = self._text(commit, self.references.with_name("retractions.csv")) or ""
            return Library(self._references(commit), retractions=self._retractions(listed))
        evidence: dict[str, Evidence] = {}
        for key in _keys(claim) if part in ("figure", "study") else ():
            try:
                if (text := self._text(commit, self.evidence / f"{key}.toml")) is not None:
                    evidence[key] = parse_evidence(key, text)
            except WrongEvidence:
                continue
        return Library(evidence=evidence)

    def _references(self, commit: str) -> dict[str, Reference]:
        found: dict[str, Reference] = {}
        source = Source(self.references.name, self._text(commit, self.references) or "[]")
        try:
            for item, _ in entries_in(source):
                reference = reference_from_csl(item if isinstance(item, dict) else {})
                found.setdefault(reference.key, reference)
        except Unreadable:
            return {}
        return found

    def _retractions(self, text: str) -> Retractions:
        # A list may have sixty thousand lines, and most commits leave it as it is.
        if text not in self._lists:
            self._lists[text] = parse_retractions(Source("retractions.csv", text)) if text else Retractions()
        return self._lists[text]

    def _text(self, commit: str, file: Path) -> str | None:
        known = (commit, str(file))
        if known not in self._files:
            text = _git(_folder(file), "show", f"{commit}:./{file.name}")
            self._files[known] = text.removeprefix("\ufeff") if text is not None else None
        return self._files[known]


def _keys(claim: ApprovedClaim) -> tuple[str, ...]:
    return tuple(dict.fromkeys(figure.partition("#")[0] for figure in claim.figures))


def _folder(file: Path) -> Path:
    return file.resolve().parent


def _git(folder: Path, *words: str) -> str | None:
    """Return what git says, None where there is no git or it knows nothing. Effect: runs git, which reads."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
        "GIT_OPTIONAL_LOCKS": "0",
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
    }
    try:
        ran = subprocess.run(
            ["git", "--no-pager", *words],
            cwd=folder,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return ran.stdout.decode("utf-8", "replace") if ran.returncode == 0 else None
