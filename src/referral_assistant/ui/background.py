"""Work beside the window: plain Python on one thread, told about by signals, cancelled by its own progress report."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from functools import cache, partial
from threading import Event
from weakref import WeakSet

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from referral_assistant.errors import ReferralError

Report = Callable[[int, int], None]
Work = Callable[[Report], object]
PATIENCE = 2000
"""Milliseconds that a closing window waits for work that can be cancelled."""


class StoppedError(Exception):
    """A person cancelled; raised inside the work by its own report."""


class _Post(QObject):
    """Carries what a job says from the pool's thread into the window's, queued, so that who connects at once hears everything.

    A job's thread must not touch the job's own signals: the window may take the job away at that very moment. This object
    is never taken away.
    """

    handed_in = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.handed_in.connect(self._on_handed_in)

    def _on_handed_in(self, job: Job, say: Callable[[], None]) -> None:
        if isValid(job):
            say()


@cache
def _post() -> _Post:
    return _Post()


class Job(QObject):
    """One piece of work. Its owner is its parent: when the owner goes, the work is cancelled and says nothing more.

    `succeeded` carries what the work returned, `failed` the ReferralError. `finished` comes last, whatever happened.
    A bug in the work is raised again in the window's thread, where bugs are seen.
    """

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, owner: QObject, work: Work, *, write: bool = False) -> None:
        """WRITE: it is never cancelled, so that nothing is left half done."""
        super().__init__(owner)
        self._work = work
        self.write = write
        self._stop = Event()
        self._post = _post()
        self.destroyed.connect(self._stop.set)

    def cancel(self) -> None:
        """Ask the work to stop; it does so at its next report. A write goes on."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether it was cancelled and heeds it."""
        return self._stop.is_set() and not self.write

    def run(self) -> None:
        """Do the work. Called on the pool's thread."""
        if self.stopped:
            self._end(None, StoppedError())
            return
        try:
            self._end(self._work(self._report), None)
        except Exception as fault:  # noqa: BLE001 - raised again in the window's thread
            self._end(None, fault)

    def _report(self, done: int, total: int) -> None:
        if self.stopped:
            raise StoppedError
        self._post.handed_in.emit(self, partial(self._on_reported, done, total))

    def _on_reported(self, done: int, total: int) -> None:
        self.progressed.emit(done, total)

    def _end(self, result: object, fault: Exception | None) -> None:
        self._post.handed_in.emit(self, partial(self._on_ended, result, fault))

    def _on_ended(self, result: object, fault: Exception | None) -> None:
        try:
            if self.stopped or isinstance(fault, StoppedError):
                self.cancelled.emit()
            elif isinstance(fault, ReferralError):
                self.failed.emit(fault)
            elif fault is not None:
                raise fault
            else:
                self.succeeded.emit(result)
        finally:
            self.finished.emit()
            self.deleteLater()


class Background(QObject):
    """One thread that does one job after the other for a screen."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._pool = _borrow()
        self._jobs: WeakSet[Job] = WeakSet()
        self.destroyed.connect(partial(_LENT.discard, self._pool))
        _OPEN.add(self)

    def start(self, work: Work, *, write: bool = False) -> Job:
        """Put WORK in the row. Connect to the job at once: nothing is told before control returns to the window."""
        job = Job(self, work, write=write)
        self._jobs.add(job)
        self._pool.start(job.run)
        return job

    def close(self) -> None:
        """Cancel what can be cancelled and wait; what writes is waited for to its end."""
        writes = [job for job in self._jobs if job.write]
        for job in self._jobs:
            job.cancel()
        self._pool.waitForDone(-1 if writes else PATIENCE)


# A pool that goes while its thread works waits for it, and holds the lock of the interpreter that the thread needs: pools
# outlive their screens, and are lent again when they have nothing to do.
_POOLS: list[QThreadPool] = []
_LENT: set[QThreadPool] = set()


def _borrow() -> QThreadPool:
    idle = (pool for pool in _POOLS if pool not in _LENT and not pool.activeThreadCount())
    pool = next(idle, None)
    if pool is None:
        pool = QThreadPool()
        pool.setMaxThreadCount(1)
        _POOLS.append(pool)
    _LENT.add(pool)
    return pool


@atexit.register
def _let_go() -> None:
    """Let every thread end before the interpreter does."""
    for pool in _POOLS:
        pool.clear()
        pool.waitForDone(PATIENCE)


class Latest(QObject):
    """Only the newest question counts: a new one cancels the old, and an old answer is never told."""

    answered = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._background = Background(self)
        self._job: Job | None = None

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._job is not None

    def ask(self, work: Work) -> None:
        """Ask anew."""
        self.forget()
        self._job = self._background.start(work)
        self._job.succeeded.connect(self._on_succeeded)
        self._job.failed.connect(self._on_failed)
        self._job.progressed.connect(self.progressed)

    def forget(self) -> None:
        """Do not wait for an answer any more."""
        if self._job is not None:
            self._job.cancel()
            self._job.succeeded.disconnect(self._on_succeeded)
            self._job.failed.disconnect(self._on_failed)
            self._job.progressed.disconnect(self.progressed)
            self._job = None

    def _on_succeeded(self, answer: object) -> None:
        self._job = None
        self.answered.emit(answer)

    def _on_failed(self, fault: object) -> None:
        self._job = None
        self.failed.emit(fault)


_OPEN: WeakSet[Background] = WeakSet()


def close_all() -> None:
    """Cancel and wait for everything that is under way; the window calls it when it closes."""
    for background in list(_OPEN):
        background.close()
