"""What went wrong while Pelican built the site; collected, never the last word of a stopped build."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing Pelican or a part of ours logged as a warning or an error, or broke off with."""

    level: str
    """"error" or "warning"."""
    message: str

    def as_row(self) -> dict[str, str]:
        """Return it as JSON can hold it."""
        return asdict(self)


def read_complaints(rows: list[dict[str, str]]) -> tuple[Complaint, ...]:
    """Return complaints from their rows."""
    return tuple(Complaint(row["level"], row["message"]) for row in rows)
