"""Processes that are started together and end together."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from types import FrameType
from typing import NoReturn, Self

from mcig.machine.places import ROOT

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LAST_GRACE = 10.0  # seconds that a process has to end by itself


class Interrupted(BaseException):
    """Somebody asked this process to end (Ctrl-C, `make stop`, a closed terminal)."""


class Children:
    """The processes that one command started; leaving the context ends all of them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        for child in self._running.values():
            _signal_group(child, signal.SIGTERM)
        end = time.monotonic() + LAST_GRACE
        for child in self._running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0.0, end - time.monotonic()))
            _signal_group(child, signal.SIGKILL)
            child.wait()

    def start(
        self, name: str, command: list[str], *, stdout: int | None = None, stderr: int | None = None
    ) -> subprocess.Popen[bytes]:
        """Start `command` in a group of its own, so that Ctrl-C reaches us alone."""
        child = subprocess.Popen(
            command,
            cwd=ROOT,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            start_new_session=True,
            preexec_fn=_begin_as_child,  # noqa: PLW1509 - this process has one thread
        )
        self._running[name] = child
        return child

    def finish(self, name: str) -> None:
        """Wait for a child that ends by itself and think no more of it."""
        self._running.pop(name).wait()

    def ended(self) -> str | None:
        """The name of a child that has ended, if one has."""
        return next((name for name, child in self._running.items() if child.poll() is not None), None)


def interruptible() -> None:
    """From here on every request to end raises `Interrupted`, once; later ones wait for the orderly end."""
    for sign in ENDINGS:
        # A terminal that was left with `nohup` may close; a shell's background job may still be interrupted.
        if sign != signal.SIGHUP or signal.getsignal(sign) != signal.SIG_IGN:
            signal.signal(sign, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    for sign in ENDINGS:
        signal.signal(sign, signal.SIG_IGN)
    raise Interrupted


def end_with_parent() -> None:
    """On Linux: be asked to end when the parent dies, even if it was killed without a chance to tidy up."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, int(signal.SIGTERM))


def _begin_as_child() -> None:
    end_with_parent()
    for sign in ENDINGS:
        signal.signal(sign, signal.SIG_DFL)


def _signal_group(child: subprocess.Popen[bytes], sign: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, sign)
