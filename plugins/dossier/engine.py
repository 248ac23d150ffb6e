"""The dossier's hands: runs the checker, reads the records of approvals, and writes dossiers.

What the checker cannot set up (an unreadable library, a damaged disclaimer) stops everything: a dossier
about a source that nobody could look up would be worse than none.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from plugins.checks.engine import inspect_articles
from plugins.checks.examination import Examination
from plugins.checks.finding import Finding, Report
from plugins.disclaimer.shelf import WrongChoice, choose
from plugins.dossier.archive import read_record
from plugins.dossier.colleagues import COLLEAGUES
from plugins.dossier.composing import Checked, Colleagues, cited_in, compose_dossier
from plugins.dossier.dossier import Dossier, Input, dossier_name
from plugins.dossier.html_form import article_page, site_page
from plugins.dossier.inputs import checker_version, entry_hashes, hash_of, own_inputs, shared_inputs
from plugins.dossier.json_form import article_row, site_row
from plugins.dossier.record_reading import WrongRecord
from plugins.dossier.signature import told_as_json
from plugins.dossier.site import Entry, SiteDossier
from plugins.dossier.standing import SignOff, sign_off_of
from plugins.dossier.state import state_of
from plugins.manuscript.calls import BadCall
from plugins.manuscript.layout import Layout


@dataclass(frozen=True, slots=True)
class Gathered:
    """The dossiers that were asked for, and what could not be looked at."""

    entries: tuple[Entry, ...]
    report: Report
    shared: tuple[Input, ...]
    checker: str

    @property
    def site(self) -> SiteDossier:
        """The dossier of the blog as a whole."""
        own = {entry.dossier.path for entry in self.entries}
        elsewhere = tuple(found for found in self.report.findings if found.path not in own)
        return SiteDossier(self.entries, elsewhere, self.report.unreadable, self.shared, self.checker)


def find_articles(layout: Layout, names: Iterable[str]) -> tuple[Path, ...]:
    """Return the files of the articles and pages that are named: by path, or by the file's name alone.

    Raises `BadCall` with every name that fits none or several.
    """
    files = {layout.manuscript(file): file for file in (*layout.articles, *layout.pages)}
    found: dict[Path, None] = {}
    wrong = []
    for name in names:
        fitting = [file for place, file in files.items() if _is_named(name, place, file)]
        if len(fitting) == 1:
            found[fitting[0]] = None
        elif fitting:
            among = ", ".join(layout.manuscript(file) for file in fitting)
            wrong.append(f"“{name}” can be several: {among}. Give one with its folder.")
        else:
            wrong.append(f"There is no article or page “{name}”.{_guess(name, files)}")
    if wrong:
        raise BadCall("\n".join(wrong))
    return tuple(found)


def _is_named(name: str, place: str, file: Path) -> bool:
    typed = name.replace("\\", "/")
    own = (place, place.removesuffix(".md"), file.name, file.stem, dossier_name(place))
    return (
        typed in own or Path(name).absolute() == file or (Path(name).is_file() and Path(name).samefile(file))
    )


def _guess(name: str, files: Iterable[str]) -> str:
    stems = {Path(place).stem: place for place in files}
    near = get_close_matches(Path(name).stem, stems, n=1, cutoff=0.5)
    return f" Did you mean {stems[near[0]]}?" if near else ""


def gather(
    layout: Layout, files: tuple[Path, ...], as_of: date, colleagues: Colleagues | None = None
) -> Gathered:
    """Check articles and make their dossiers; raise `BadCall` where the checker could not be set up."""
    inspection = inspect_articles(layout, files, as_of, keep=True)
    report, desk = inspection.report, inspection.desk
    if desk.unreadable:
        told = [found for found in desk.findings if found.path in desk.unreadable]
        raise BadCall("\n".join(_sentence(found) for found in told))
    checker, shared, entries = checker_version(), shared_inputs(layout), entry_hashes(layout)
    made = []
    for file in files:
        examination = inspection.examinations.get(layout.name(file))
        if examination is None:
            continue
        checked = _checked(
            layout, file, examination, report.findings, checker, shared, entries, colleagues or COLLEAGUES
        )
        dossier = compose_dossier(checked)
        made.append(Entry(dossier, _sign_off(layout, dossier, as_of)))
    return Gathered(tuple(made), report, shared, checker)


def _checked(
    layout: Layout,
    file: Path,
    examination: Examination,
    findings: tuple[Finding, ...],
    checker: str,
    shared: tuple[Input, ...],
    entries: dict[str, str],
    colleagues: Colleagues,
) -> Checked:
    reviewed = examination.review
    source, standard = reviewed.document.source, reviewed.standard
    place = layout.manuscript(file)
    text = Input("article", place, hash_of(source.text))
    try:
        disclaimer = Path(choose(reviewed.document.header, standard.shelf).source.path).name
    except WrongChoice:
        disclaimer = ""
    rests_on = (text, *own_inputs(layout, entries, cited_in(reviewed), disclaimer))
    own = tuple(found for found in findings if found.path == source.path)
    around = tuple(
        found for found in findings if found.path != source.path and _is_about(found, layout, rests_on)
    )
    return Checked(place, examination, own, around, checker, (text, *shared), rests_on, colleagues)


def _is_about(found: Finding, layout: Layout, rests_on: tuple[Input, ...]) -> bool:
    """Return whether a finding is about something that an article rests on.

    Of the library it is where it stands at the key of a reference that is cited.
    """
    folders = {"evidence": layout.evidence, "disclaimer": layout.disclaimers}
    for one in rests_on:
        if one.what == "reference":
            if found.path == layout.name(layout.references) and found.excerpt == one.name:
                return True
        elif one.what in folders and found.path == layout.name(folders[one.what] / one.name):
            return True
    return False


def _sign_off(layout: Layout, dossier: Dossier, as_of: date) -> SignOff:
    state = state_of(dossier)
    try:
        return sign_off_of(read_record(layout, dossier.place, as_of), state)
    except WrongRecord as error:
        return sign_off_of(None, state, str(error))


def _sentence(found: Finding) -> str:
    line = f":{found.place.line}" if found.place else ""
    return f"{found.path}{line}: {found.message} {found.help}"


def write_dossiers(gathered: Gathered, output: Path, *, site: bool) -> tuple[Path, ...]:
    """Write each dossier as HTML and JSON, and with `site` that of the whole blog. Effect: writes files.

    Returns what was written. A file is put in place whole; one of an article that is gone stays as it is.
    """
    written: list[Path] = []
    for entry in gathered.entries:
        file = output / entry.dossier.name
        written += _write(file, article_page(entry), told_as_json(article_row(entry)))
    if site:
        whole = gathered.site
        written += _write(output / "index", site_page(whole), told_as_json(site_row(whole)))
    return tuple(written)


def left_over(output: Path, gathered: Gathered) -> tuple[Path, ...]:
    """Return the dossiers in a folder that belong to no article any more."""
    own = {entry.dossier.name for entry in gathered.entries}
    found = sorted(file for folder in ("articles", "pages") for file in (output / folder).rglob("*.html"))
    return tuple(file for file in found if file.relative_to(output).with_suffix("").as_posix() not in own)


def _write(base: Path, page: str, row: str) -> Iterator[Path]:
    base.parent.mkdir(parents=True, exist_ok=True)
    for ending, text in ((".html", page), (".json", row)):
        # Not `with_suffix`: an article may be called "walking.v2.md".
        file = base.with_name(f"{base.name}{ending}")
        aside = file.with_name(f".{file.name}.new")
        try:
            aside.write_bytes(text.encode("utf-8"))
            aside.replace(file)
        except OSError:
            with suppress(OSError):
                aside.unlink()
            raise
        yield file
