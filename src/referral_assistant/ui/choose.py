"""Choose a file or a folder: Qt's own dialog, so that neither the system nor Qt remembers what was opened (P2)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QWidget

from referral_assistant.i18n import Catalog
from referral_assistant.message import Message


def open_file(owner: QWidget, catalog: Catalog, title: Message) -> Path | None:
    """Let a person choose a file that exists."""
    return _ask(owner, catalog, title, QFileDialog.FileMode.ExistingFile)


def open_folder(owner: QWidget, catalog: Catalog, title: Message) -> Path | None:
    """Let a person choose a folder that exists."""
    return _ask(owner, catalog, title, QFileDialog.FileMode.Directory)


def save_file(owner: QWidget, catalog: Catalog, title: Message, name: str) -> Path | None:
    """Let a person choose where to save; NAME is offered. Asks before a file is replaced."""
    return _ask(owner, catalog, title, QFileDialog.FileMode.AnyFile, name)


def _ask(owner: QWidget, catalog: Catalog, title: Message, mode: QFileDialog.FileMode, name: str = "") -> Path | None:
    dialog = QFileDialog(owner, catalog.say(title), QDir.homePath())
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=mode is QFileDialog.FileMode.Directory)
    dialog.setFileMode(mode)
    saves = mode is QFileDialog.FileMode.AnyFile
    _label(dialog, catalog, saves=saves)
    if saves:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
        dialog.selectFile(name)
    chosen = Path(dialog.selectedFiles()[0]) if dialog.exec() and dialog.selectedFiles() else None
    forget(dialog)
    return chosen


def forget(dialog: QFileDialog) -> None:
    """Leave nothing for Qt to remember when the dialog goes: no history, no last folder."""
    dialog.setDirectory(QDir.homePath())
    dialog.setHistory([])
    dialog.deleteLater()


def _label(dialog: QFileDialog, catalog: Catalog, *, saves: bool) -> None:
    _ = catalog.gettext
    labels = QFileDialog.DialogLabel
    dialog.setLabelText(labels.Accept, _("Save") if saves else _("Choose"))
    dialog.setLabelText(labels.Reject, _("Back"))
    dialog.setLabelText(labels.LookIn, _("Folder"))
    dialog.setLabelText(labels.FileName, _("Name"))
    dialog.setLabelText(labels.FileType, _("Kind"))
