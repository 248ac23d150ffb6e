"""A real editor's side of the talk: the server in a process of its own, spoken to over its standard streams."""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.blog import CONTENT, PROJECT

T = TypeVar("T")
# Seconds for one answer and for a whole talk; a machine that is busy needs a few for the first.
ANSWER, TALK = 30, 90
HEADER = (
    "Title: Sample\nDate: 2024-03-05\nCategory: Your visit\nAuthor: Robin Sample\n"
    "Reviewer: Kim Example, RN\nReviewed: 2024-04-02\nReview due: 2099-12-31\nSummary: A bell.\n"
    "Key points:\n- Ring.\n- Wait.\n- Go in.\n"
)
LINES = HEADER.count("\n") + 1
"""The number, from 0, of the first line of an article's text."""


@dataclass
class Editor:
    """An editor that has one folder open."""

    client: LanguageClient
    folder: Path
    capabilities: types.ServerCapabilities | None = None
    news: dict[str, asyncio.Queue[list[types.Diagnostic]]] = field(default_factory=dict)
    messages: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    watched: list[str] = field(default_factory=list)
    asked_to_watch: asyncio.Event = field(default_factory=asyncio.Event)
    version: int = 0

    def address(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str) -> None:
        item = types.TextDocumentItem(self.address(name), "markdown", self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, name: str, text: str) -> None:
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(self.version, self.address(name))
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))

    def save(self, name: str) -> None:
        document = types.TextDocumentIdentifier(self.address(name))
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(document))

    def changed_on_disk(self, name: str) -> None:
        event = types.FileEvent(self.address(name), types.FileChangeType.Changed)
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    def close(self, name: str) -> None:
        document = types.TextDocumentIdentifier(self.address(name))
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(document))

    async def shown(self, name: str) -> list[types.Diagnostic]:
        """Return what the server shows next at a file; waits for it."""
        return await asyncio.wait_for(self._queue(self.address(name)).get(), ANSWER)

    async def shown_until(
        self, name: str, wanted: Callable[[list[types.Diagnostic]], bool]
    ) -> list[types.Diagnostic]:
        """Return the first of what the server shows at a file that is as wanted."""
        async with asyncio.timeout(ANSWER):
            while True:
                shown = await self.shown(name)
                if wanted(shown):
                    return shown

    async def message(self) -> str:
        """Return what is said next in a window."""
        return await asyncio.wait_for(self.messages.get(), ANSWER)

    async def is_quiet(self, name: str, seconds: float = 1.0) -> bool:
        """Return whether nothing is shown at a file for a while."""
        await asyncio.sleep(seconds)
        return self._queue(self.address(name)).empty()

    async def answer(self, question: Awaitable[T]) -> T:
        return await asyncio.wait_for(question, ANSWER)

    async def hover(self, name: str, line: int, character: int) -> types.Hover | None:
        document, position = types.TextDocumentIdentifier(self.address(name)), types.Position(line, character)
        return await self.answer(self.client.text_document_hover_async(types.HoverParams(document, position)))

    async def complete(self, name: str, line: int, character: int) -> list[types.CompletionItem]:
        document, position = types.TextDocumentIdentifier(self.address(name)), types.Position(line, character)
        found = await self.answer(
            self.client.text_document_completion_async(types.CompletionParams(document, position))
        )
        assert isinstance(found, types.CompletionList)
        return list(found.items)

    async def actions(
        self, name: str, area: types.Range, only: list[types.CodeActionKind | str] | None = None
    ) -> list[types.CodeAction]:
        document, context = (
            types.TextDocumentIdentifier(self.address(name)),
            types.CodeActionContext([], only),
        )
        found = await self.answer(
            self.client.text_document_code_action_async(types.CodeActionParams(document, area, context))
        )
        actions = [action for action in found or () if isinstance(action, types.CodeAction)]
        assert len(actions) == len(found or ())
        return actions

    def _queue(self, address: str) -> asyncio.Queue[list[types.Diagnostic]]:
        return self.news.setdefault(address, asyncio.Queue())


def lay_down(folder: Path) -> Path:
    """Put the tests' own content into a folder, without its articles, and return the folder."""
    shutil.copytree(CONTENT, folder / "content")
    shutil.rmtree(folder / "content" / "articles")
    (folder / "content" / "articles").mkdir()
    return folder


@asynccontextmanager
async def editing(
    folder: Path,
    *options: str,
    server: Path = PROJECT,
    encodings: list[types.PositionEncodingKind | str] | None = None,
    markdown: bool = True,
    watching: bool = False,
    roots: bool = True,
) -> AsyncIterator[Editor]:
    """Start the server of the project in `server`, and open a folder in it; at the end, see it leave with 0."""
    client = LanguageClient("tests", "1")
    editor = Editor(client, folder)

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(params: types.PublishDiagnosticsParams) -> None:
        editor._queue(params.uri).put_nowait(list(params.diagnostics))

    @client.feature(types.WINDOW_SHOW_MESSAGE)
    def told(params: types.ShowMessageParams) -> None:
        editor.messages.put_nowait(params.message)

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def registered(params: types.RegistrationParams) -> None:
        for registration in params.registrations:
            options = registration.register_options
            editor.watched += [watcher["globPattern"] for watcher in _plain(options)["watchers"]]
        editor.asked_to_watch.set()

    formats = [types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText]
    can = types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=encodings),
        text_document=types.TextDocumentClientCapabilities(
            hover=types.HoverClientCapabilities(content_format=formats)
        ),
        workspace=types.WorkspaceClientCapabilities(
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
                dynamic_registration=watching
            )
        ),
    )
    async with asyncio.timeout(TALK):
        await client.start_io(sys.executable, "-m", "plugins.editor", *options, cwd=server)
        process = client._server
        assert process is not None
        try:
            root = folder.as_uri() if roots else None
            asked = types.InitializeParams(can, root_uri=root)
            begun = await editor.answer(client.initialize_async(asked))
            editor.capabilities = begun.capabilities
            client.initialized(types.InitializedParams())
            yield editor
            await editor.answer(client.shutdown_async(None))
            client.exit(None)
            assert await asyncio.wait_for(process.wait(), ANSWER) == 0
        finally:
            if process.returncode is None:
                process.kill()
            await client.stop()


def _plain(options: object) -> dict[str, list[dict[str, str]]]:
    """Return what an editor reads of a registration: pygls hands its options over as they came."""
    if isinstance(options, dict):
        return options
    watchers = getattr(options, "watchers", [])
    return {
        "watchers": [
            {"globPattern": getattr(one, "glob_pattern", None) or one.globPattern} for one in watchers
        ]
    }


def run(talk: Callable[[], Awaitable[None]]) -> None:
    """Hold a talk, in a thread of its own: the browser tests leave an event loop running in the main one."""

    async def hold() -> None:
        await talk()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(hold())).result()


def codes(shown: list[types.Diagnostic]) -> list[str]:
    return [str(one.code) for one in shown]


def applied(text: str, action: types.CodeAction) -> str:
    """Return a text with an action's edits, as an editor that counts in code points applies them."""
    assert action.edit is not None
    assert action.edit.changes is not None
    (edits,) = action.edit.changes.values()
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for edit in sorted(
        edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True
    ):
        start = starts[edit.range.start.line] + edit.range.start.character
        end = starts[edit.range.end.line] + edit.range.end.character
        text = text[:start] + edit.new_text + text[end:]
    return text
