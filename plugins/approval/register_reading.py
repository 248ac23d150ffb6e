"""The rows of the register of approved claims made into claims, and everything that is wrong with them."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches

from plugins.approval.claim import PARTS, Approval, ApprovedClaim, ApprovedText
from plugins.approval.patterns import WrongPattern, readings
from plugins.approval.rows import Row, row_at
from plugins.approval.words import words_in
from plugins.bibliography.citation import ONE
from plugins.bibliography.toml_places import Path, toml_places
from plugins.manuscript.dates import WrongDate, read_date
from plugins.manuscript.flaw import Flaw
from plugins.manuscript.source import Source, Span
from plugins.quantities.tokens import endless_in

TEXTS = ("id", "wording", "approved_by", "role", "note")
KNOWN = (
    "id", "wording", "variants", "figure", "products", "companions", "note", "approved_by", "role",
    "approved_on", "until", "approved_text", "fingerprint",
)  # fmt: skip
OF_THE_APPROVAL = ("approved_by", "role", "approved_on", "until", "approved_text", "fingerprint")
"""What `approve` writes, and nothing else may change."""
OF_THE_TEXT = ("wording", "variants", "companions")
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
ITEM_MARK = "||"
"""What parts the texts of one row in a spreadsheet, so that no text may hold it."""


class Reading:
    """The register being read, and what was found wrong so far."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.places = toml_places(source.text)
        self.flaws: list[Flaw] = []
        self.ids: set[str] = set()

    def note(self, span: Span, message: str, mend: str) -> None:
        self.flaws.append(Flaw(self.source, span, message, mend))

    def top(self, key: str) -> Span:
        """Return where a setting or a table of that name stands."""
        place = self.places.get((key,))
        return place.key if place else Span(0, 0)

    def unknown(self, key: str, known: tuple[str, ...], span: Span) -> None:
        near = get_close_matches(key, known, n=1, cutoff=0.6)
        meant = f"Did you mean “{near[0]}”? " if near else ""
        self.note(
            span, f"“{key}” is nothing that the register knows.", f"{meant}Allowed: {', '.join(known)}."
        )

    def rows(self, claims: object) -> Iterator[tuple[Mapping[str, object], str, Row]]:
        """Yield each claim's values, the id in its header, and its place."""
        if isinstance(claims, list) and all(isinstance(row, dict) for row in claims):
            yield from ((row, "", self._row(("claims", at), row)) for at, row in enumerate(claims))
            return
        if isinstance(claims, dict):
            for name, row in claims.items():
                if isinstance(row, dict):
                    yield row, str(name), self._row(("claims", name), row)
                else:
                    self.note(
                        self.top("claims"),
                        f"“{name}” is not written as a claim.",
                        f"Write [claims.{name}] and its lines below.",
                    )
            return
        if claims is None:
            return
        self.note(
            self.top("claims"),
            "The claims are not written as tables.",
            "Write [[claims]] above the lines of each.",
        )

    def _row(self, path: Path, row: Mapping[str, object]) -> Row:
        return row_at(self.source.text, self.places, path, row)

    def claim(self, row: Mapping[str, object], name: str, place: Row) -> ApprovedClaim | None:
        """Return the claim in a row; None where something in it is wrong, which is noted then."""
        before = len(self.flaws)
        at = place.at
        for key in row:
            if key not in KNOWN:
                self.unknown(key, KNOWN, at(key))
        texts = {key: self._text(row.get(key, ""), key, at(key)) for key in TEXTS}
        texts["id"] = self._id(name, texts["id"], at("id"), bool(row.get("id")))
        wording = texts["wording"]
        if not wording and row.get("wording", "") == "":
            self.note(
                place.span,
                f"The claim “{texts['id']}” has no wording.",
                'Write wording = "the approved sentence".',
            )
        elif wording and not words_in(wording):
            self.note(at("wording"), "The wording has no word in it.", "Write the approved sentence.")
        self._endless(wording, "wording", at("wording"))
        variants = self._texts(row.get("variants", []), "variants", at("variants"))
        figures = self._figures(row.get("figure", ()), at("figure"))
        products = self._texts(row.get("products", []), "products", at("products"))
        companions = tuple(self._companions(row.get("companions", []), at("companions")))
        for text, key in (
            *((one, "variants") for one in variants),
            *((one, "companions") for some in companions for one in some),
        ):
            self._pattern(text, at(key))
            self._endless(text, key, at(key))
        approval = self._approval(row, texts, at)
        if len(self.flaws) > before:
            return None
        return ApprovedClaim(
            texts["id"], wording, variants, figures, products, companions, texts["note"], approval
        )

    def _id(self, name: str, typed: str, span: Span, given: bool) -> str:
        claim_id = name or typed
        if name and given:
            self.note(
                span, f"The claim “{name}” has its id in its header already.", "Take the line “id” out."
            )
        if not claim_id:
            self.note(
                span, "A claim has no id.", 'Write id = "standing-time": small letters, digits and hyphens.'
            )
        elif not ID.fullmatch(claim_id):
            self.note(
                span,
                f"“{claim_id}” cannot be an id.",
                "Use small letters, digits and hyphens: standing-time.",
            )
        elif claim_id in self.ids:
            self.note(span, f"The id “{claim_id}” is there twice.", "Give each claim its own.")
        self.ids.add(claim_id)
        return claim_id

    def _text(self, value: object, key: str, span: Span) -> str:
        if not isinstance(value, str):
            self.note(span, f"“{key}” is no text.", f'Write {key} = "…", in quotes.')
            return ""
        if CONTROL.search(value):
            self.note(span, f"“{key}” holds a sign that nobody can see.", "Type it anew, without tabs.")
        return value.strip()

    def _texts(self, value: object, key: str, span: Span) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.note(span, f"“{key}” is no list of texts.", f'Write {key} = ["one", "two"].')
            return ()
        return tuple(self._item(str(one), key, span) for one in value)

    def _item(self, text: str, key: str, span: Span) -> str:
        text = self._text(text, key, span)
        if not text:
            self.note(span, f"“{key}” holds an empty text.", "Fill it in or take it out.")
        elif "\n" in text or ITEM_MARK in text:
            self.note(
                span,
                f"A text of “{key}” holds a line break or “{ITEM_MARK}”.",
                "Write it in one line, without.",
            )
        return text

    def _figures(self, value: object, span: Span) -> tuple[str, ...]:
        figures = (
            (value,)
            if isinstance(value, str)
            else self._texts(list(value), "figure", span)
            if isinstance(value, list | tuple)
            else None
        )
        if figures is None:
            self.note(span, "“figure” is neither a text nor a list of texts.", 'Write figure = "key#figure".')
            return ()
        for figure in figures:
            cited = ONE.fullmatch(f"@{figure}")
            if cited is None or cited["locator"]:
                self.note(
                    span,
                    f"“{figure}” is no figure as it is cited.",
                    "Write the key, #, and the figure's name: mekhail2012#standing.",
                )
        return tuple(figures)

    def _companions(self, value: object, span: Span) -> Iterator[tuple[str, ...]]:
        if not isinstance(value, list):
            self.note(
                span,
                "“companions” is no list.",
                'Write companions = ["40 people", ["no comparison group", "without a comparison group"]].',
            )
            return
        for one in value:
            row = [one] if isinstance(one, str) else one
            texts = self._texts(row, "companions", span)
            if texts:
                yield texts

    def _endless(self, text: str, key: str, span: Span) -> None:
        if digits := endless_in(text):
            self.note(
                span,
                f"A number of {digits:,} digits stands in “{key}”, which nobody can read.",
                "Write the number as its source has it.",
            )

    def _pattern(self, text: str, span: Span) -> None:
        try:
            for reading in readings(text):
                if not words_in(reading):
                    raise WrongPattern("it has no word in it")
        except WrongPattern as error:
            self.note(
                span,
                f"“{text}” cannot be read: {error}.",
                "A word|words are one of these; (words) in brackets may be left out.",
            )

    def _approval(
        self, row: Mapping[str, object], texts: Mapping[str, str], at: Callable[[str], Span]
    ) -> Approval | None:
        if not any(key in row for key in OF_THE_APPROVAL):
            return None
        for key in ("approved_by", "role", "approved_on"):
            if not row.get(key):
                self.note(
                    at(key),
                    f"The approval of “{texts['id']}” lacks “{key}”.",
                    "Approve it with: python3 tasks.py claims approve ID --by NAME --role ROLE.",
                )
        on, until = (self._day(row.get(key), key, at(key)) for key in ("approved_on", "until"))
        if on and until and until < on:
            self.note(
                at("until"),
                f"The approval ends on {until}, before it begins on {on}.",
                "Correct one of the two days.",
            )
        signs = self._fingerprint(row.get("fingerprint", {}), at("fingerprint"))
        text = self._approved_text(row.get("approved_text"), at("approved_text"))
        return Approval(texts["approved_by"], texts["role"], on, until, signs, text) if on else None

    def _approved_text(self, value: object, span: Span) -> ApprovedText | None:
        """Return the words kept with an approval; what is wrong with them is one mistake, of one machine."""
        if value is None:
            return None
        tried = Reading(self.source)
        made = None
        if isinstance(value, dict) and set(value) <= set(OF_THE_TEXT):
            made = ApprovedText(
                tried._text(value.get("wording", ""), "wording", span),
                tried._texts(value.get("variants", []), "variants", span),
                tuple(tried._companions(value.get("companions", []), span)),
            )
            for text in (*made.variants, *(one for row in made.companions for one in row)):
                tried._pattern(text, span)
        if made is None or tried.flaws or not made.wording:
            self.note(
                span,
                "“approved_text” is not what “approve” wrote there.",
                "Take it and the other lines of the approval out, and approve the claim again.",
            )
            return None
        return made

    def _day(self, value: object, key: str, span: Span) -> date | None:
        if value is None or value == "":
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            if isinstance(value, str):
                return read_date(value)
            raise WrongDate(f"“{value}” is no day.")
        except WrongDate as error:
            self.note(span, f"“{key}”: {error}", f"Write {key} = 2026-11-24.")
            return None

    def _fingerprint(self, value: object, span: Span) -> tuple[tuple[str, str], ...]:
        if not isinstance(value, dict) or not all(isinstance(sign, str) for sign in value.values()):
            self.note(span, "“fingerprint” is no table of texts.", "Take it out and approve the claim again.")
            return ()
        for part in value:
            if part not in PARTS:
                self.unknown(str(part), PARTS, span)
        return tuple((part, str(value[part])) for part in PARTS if part in value)
