"""Background work: told in order, cancelled, never after its owner, never an old answer over a new one."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from referral_assistant.errors import InputError
from referral_assistant.message import msg
from referral_assistant.ui import background
from referral_assistant.ui.background import Background, Job, Latest, close_all


def heard(job: Job) -> list[str]:
    said: list[str] = []
    job.progressed.connect(lambda done, total: said.append(f"{done}/{total}"))
    job.succeeded.connect(lambda result: said.append(f"succeeded {result}"))
    job.failed.connect(lambda fault: said.append(f"failed {fault}"))
    job.cancelled.connect(lambda: said.append("cancelled"))
    job.finished.connect(lambda: said.append("finished"))
    return said


def run(qtbot: QtBot, work: Callable[[Any], object]) -> list[str]:
    owner = QObject()
    job = Background(owner).start(work)
    said = heard(job)
    with qtbot.waitSignal(job.finished, timeout=3000):
        pass
    return said


def test_tells_progress_then_the_result(qtbot: QtBot) -> None:
    def work(report: Callable[[int, int], None]) -> str:
        report(1, 2)
        report(2, 2)
        return "done"

    assert run(qtbot, work) == ["1/2", "2/2", "succeeded done", "finished"]


def test_a_fault_of_the_world_is_told(qtbot: QtBot) -> None:
    def work(_report: object) -> object:
        raise InputError(msg("The file is empty."))

    assert run(qtbot, work) == ["failed The file is empty.", "finished"]


def test_a_bug_is_raised_where_bugs_are_seen(qtbot: QtBot) -> None:
    def work(_report: object) -> object:
        raise KeyError("bug")

    with qtbot.captureExceptions() as caught:
        said = run(qtbot, work)
    assert said == ["finished"]
    assert [kind for kind, _, _ in caught] == [KeyError]


def test_cancel_stops_at_the_next_report(qtbot: QtBot) -> None:
    began, may_go_on, past = threading.Event(), threading.Event(), threading.Event()

    def work(report: Callable[[int, int], None]) -> None:
        began.set()
        may_go_on.wait(3)
        report(1, 2)
        past.set()

    owner = QObject()
    job = Background(owner).start(work)
    said = heard(job)
    assert began.wait(3)
    job.cancel()
    may_go_on.set()
    qtbot.waitUntil(lambda: "finished" in said, timeout=3000)
    assert said == ["cancelled", "finished"]
    assert not past.is_set()


def test_a_write_is_never_cancelled(qtbot: QtBot) -> None:
    began, may_go_on = threading.Event(), threading.Event()

    def work(report: Callable[[int, int], None]) -> str:
        began.set()
        may_go_on.wait(3)
        report(1, 1)
        return "written"

    owner = QObject()
    job = Background(owner).start(work, write=True)
    said = heard(job)
    assert began.wait(3)
    job.cancel()
    may_go_on.set()
    qtbot.waitUntil(lambda: "finished" in said, timeout=3000)
    assert said == ["1/1", "succeeded written", "finished"]


def test_an_old_answer_never_comes_over_a_new_one(qtbot: QtBot) -> None:
    owner = QObject()
    latest = Latest(owner)
    answers: list[object] = []
    latest.answered.connect(answers.append)
    slow = threading.Event()

    def first(_report: object) -> str:
        slow.wait(3)
        return "old"

    latest.ask(first)
    latest.ask(lambda _report: "new")
    slow.set()
    qtbot.waitUntil(lambda: bool(answers), timeout=3000)
    qtbot.wait(50)
    assert answers == ["new"]
    assert not latest.waiting


def test_owners_may_go_while_work_runs(qtbot: QtBot) -> None:
    release, ended = threading.Event(), threading.Semaphore(0)
    told: list[str] = []
    for _ in range(30):
        began = threading.Event()

        def work(report: Callable[[int, int], None], began: threading.Event = began) -> None:
            began.set()
            try:
                while not release.is_set():
                    time.sleep(0.001)
                report(1, 1)
            finally:
                ended.release()

        owner = QObject()
        job = Background(owner).start(work)
        job.finished.connect(lambda: told.append("finished"))
        assert began.wait(3)
        owner.deleteLater()
        del owner, job
        qtbot.wait(1)
    # Were the window to wait for its thread when a page goes, it would never come here.
    release.set()
    for _ in range(30):
        assert ended.acquire(timeout=3)
    qtbot.wait(20)
    gc.collect()
    assert told == []


def test_threads_are_lent_again(qtbot: QtBot) -> None:
    def idle() -> bool:
        return not any(pool.activeThreadCount() for pool in background._POOLS)

    most = len(background._POOLS) + 1
    for _ in range(5):
        owner = QObject()
        job = Background(owner).start(lambda _report: None)
        with qtbot.waitSignal(job.succeeded, timeout=3000):
            pass
        owner.deleteLater()
        qtbot.waitUntil(idle, timeout=3000)
    assert len(background._POOLS) <= most


@pytest.mark.parametrize("count", [1, 3])
def test_closing_waits(qtbot: QtBot, count: int) -> None:
    done: list[int] = []
    owner = QObject()
    row = Background(owner)
    for number in range(count):
        row.start(lambda _report, number=number: done.append(number), write=True)  # type: ignore[misc]
    close_all()
    assert done == list(range(count))


def test_an_owner_may_go_at_the_very_moment_its_work_ends(qapp: QApplication) -> None:
    for round_ in range(1500):
        owner = QObject()
        job = Background(owner).start(lambda report: report(1, 1))
        if round_ % 3:
            qapp.processEvents()
        delete(owner)
        assert not isValid(job)
    qapp.processEvents()
