"""Approved claims on a walker that does not exist, for the examples of the rules and for tests."""

from dataclasses import replace
from datetime import date

from plugins.approval.approvals import Approvals, hold
from plugins.approval.claim import Approval, ApprovedClaim
from plugins.approval.fingerprint import approved as signed
from plugins.approval.register import RegisterFile, parse_register
from plugins.bibliography.library import Library
from plugins.manuscript.source import Source

CLAIMS = """
require_approval = true

[claims.hall-time]
wording = "Average hall time with the walker fell from 90 to 40 seconds."
figure = "known2020#standing"
products = ["walker"]

[claims.folding]
wording = "The walker folds in 5 seconds in tests."
products = ["walker"]

[claims.weight]
wording = "The walker weighs 7 pounds with its bag."
figure = "known2020"

[claims.brakes]
wording = "The walker has 2 brakes on each side."

[claims.handle]
wording = "In a test, 9 of 12 people liked the blue handle."
companions = [["no other handle", "only this handle"]]
"""
BY, ROLE = "Sample Reviewer, MD (fictional)", "medical reviewer"


def approved(claim: ApprovedClaim, library: Library, until: date | None = None) -> ApprovedClaim:
    """Return a claim as somebody approves it."""
    return signed(claim, Approval(BY, ROLE, date(2025, 3, 5), until), library)


def sample_approvals(library: Library, today: date) -> Approvals:
    """Return the claims above: approved, not in force any more, lapsed, not approved, tied to a text."""
    read = parse_register(Source("content/claims.toml", CLAIMS))
    assert read.flaws == ()
    made = []
    for claim in read.register.claims:
        until = date(2026, 1, 31) if claim.id == "folding" else None
        if claim.id == "brakes":
            made.append(claim)
        elif claim.id == "weight":
            before = approved(replace(claim, wording="The walker weighs 6 pounds."), library)
            made.append(replace(before, wording=claim.wording))
        else:
            made.append(approved(claim, library, until))
    register = replace(read.register, claims=tuple(made))
    return hold(RegisterFile(register, (), read.source, read.rows), library, today)
