"""The language server: one thin handler to a message."""

from pathlib import Path

from lsprotocol import types

from plugins.editor.actions import FIX_ALL, actions_at
from plugins.editor.completion import TRIGGERS, offers
from plugins.editor.hover import hover_at
from plugins.editor.session import Session, file_at
from plugins.manuscript.layout import SHARED_FILES


def make_server(content: Path | None = None) -> Session:
    """Return a server; `content` is the one blog to serve, if it is not to be found from what is open."""
    server = Session(content)

    @server.feature(types.INITIALIZED)
    async def begin(ls: Session, params: types.InitializedParams) -> None:
        await _watch(ls)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: Session, params: types.DidOpenTextDocumentParams) -> None:
        ls.opened(params.text_document.uri)

    # What waits for a pause needs the running loop, and only coroutines are sure to run in it.
    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: Session, params: types.DidChangeTextDocumentParams) -> None:
        ls.check_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(ls: Session, params: types.DidSaveTextDocumentParams) -> None:
        ls.saved(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: Session, params: types.DidCloseTextDocumentParams) -> None:
        ls.closed(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def shared_changed(ls: Session, params: types.DidChangeWatchedFilesParams) -> None:
        ls.renew_soon()

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(ls: Session, params: types.HoverParams) -> types.Hover | None:
        look = ls.look(params.text_document.uri)
        return hover_at(look, params.position, _shows_markdown(ls)) if look else None

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=list(TRIGGERS))
    )
    def complete(ls: Session, params: types.CompletionParams) -> types.CompletionList:
        # While a citation is typed the findings do not matter, so no look is taken.
        address = params.text_document.uri
        file = file_at(address)
        blog = ls.blog_of(file) if file else None
        if file is None or blog is None or not blog.layout.holds(file):
            return types.CompletionList(is_incomplete=False, items=[])
        found = offers(ls.sheet(address), params.position, blog.desk.standard.library)
        return types.CompletionList(is_incomplete=False, items=found)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL]),
    )
    def act(ls: Session, params: types.CodeActionParams) -> list[types.CodeAction]:
        look = ls.look(params.text_document.uri)
        return actions_at(look, params.range, params.context.only) if look else []

    return server


async def _watch(ls: Session) -> None:
    """Ask the editor to tell when a shared file changes on disk, where it can."""
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching is None or not watching.dynamic_registration:
        return
    watchers = [types.FileSystemWatcher(f"**/{pattern}") for pattern in SHARED_FILES]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    registration = types.Registration("shared-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    await ls.client_register_capability_async(types.RegistrationParams([registration]))


def _shows_markdown(ls: Session) -> bool:
    wanted = ls.client_capabilities.text_document
    formats = (wanted.hover.content_format if wanted and wanted.hover else None) or ()
    return types.MarkupKind.Markdown in formats
