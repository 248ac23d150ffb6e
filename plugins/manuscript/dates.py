"""Dates as this blog writes them, YYYY-MM-DD, and what other ways of writing them may have meant.

Guessing is how stock Pelican turns `Date: 2026` into today's day and month; here a date is read in
one form only, and the guess goes into the message instead of the page.
"""

import re
from datetime import date, datetime

ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
ISO_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2})?")
OTHER_FORMS = (
    "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y-%m-%d",
    "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y",
    "%B %d, %Y", "%B %d %Y", "%d %B %Y", "%b %d, %Y", "%b %d %Y", "%d %b %Y", "%b. %d, %Y",
)  # fmt: skip


class WrongDate(ValueError):
    """A text that is no date in our form; the message says what may have been meant."""


def read_date(text: str) -> date:
    """Return the date in `text` (YYYY-MM-DD, a time behind it is allowed); raise `WrongDate`."""
    text = text.strip()
    with_time = ISO_WITH_TIME.fullmatch(text)
    day = with_time.group(1) if with_time else text
    if ISO.fullmatch(day):
        try:
            return date.fromisoformat(day)
        except ValueError:
            raise WrongDate(f"“{text}” is not a day of the calendar.") from None
    meanings = sorted({meant for form in OTHER_FORMS if (meant := _as(day, form))})
    if len(meanings) > 1:
        ways = " or ".join(meanings)
        raise WrongDate(f"“{text}” can be read in more than one way. Write {ways}.")
    if meanings:
        raise WrongDate(f"“{text}” is not written the way this site needs. Write {meanings[0]}.")
    if re.fullmatch(r"\d{4}(-\d{1,2})?", day):
        raise WrongDate(f"“{text}” is not a whole date. Write year, month and day: 2026-02-03.")
    raise WrongDate(f"“{text}” is not a date. Write year, month and day like this: 2026-02-03.")


def _as(text: str, form: str) -> str | None:
    try:
        return datetime.strptime(text, form).date().isoformat()
    except ValueError:
        return None
