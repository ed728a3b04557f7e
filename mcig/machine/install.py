"""Installs what is missing, and nothing else: Debian packages, uv, the locked Python packages.

Runs under the system's Python (3.11 or newer, pip not needed). When all is there it takes a few
hundredths of a second and prints nothing.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from mcig.machine.places import PYTHON, ROOT, VAR, Refused, say, stop_with

OLDEST_PYTHON = (3, 11)
UV = "uv>=0.8"
TOOLS = VAR / "tools"
STAMP = ROOT / ".venv" / "installed.json"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# What WeasyPrint loads at run time: library → Debian package.
DEBIAN_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
HOMEBREW_LIBRARIES = {"libpango-1.0.dylib": "pango", "libharfbuzz-subset.dylib": "harfbuzz"}
HOMEBREW_FOLDERS = (Path("/opt/homebrew/lib"), Path("/usr/local/lib"))


def install(*, for_tests: bool) -> None:
    """Bring the machine to what `make run` (or, `for_tests`, `make test`) needs.

    Raises `Refused` with what the person can do about it.
    """
    if sys.version_info < OLDEST_PYTHON:
        raise Refused("Hace falta Python 3.11 o posterior; indíquelo así: make PYTHON3=/ruta/a/python3.11 …")
    if sys.platform == "darwin":
        _require_homebrew(_missing_on_macos(for_tests=for_tests))
    else:
        packages = _missing_on_debian(for_tests=for_tests)
        if packages:
            _install_debian(packages)
    _install_python_packages(for_tests=for_tests)


def browser() -> str | None:
    """The path of a Chromium that the end-to-end tests can drive, if there is one."""
    found = (shutil.which(name) for name in BROWSERS)
    on_macos = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    return next((path for path in found if path), on_macos if Path(on_macos).exists() else None)


# ---- The operating system ----------------------------------------------------------------------------------


def _missing_on_debian(*, for_tests: bool) -> list[str]:
    missing = [package for library, package in DEBIAN_LIBRARIES.items() if not _loads(library)]
    if not _uv() and importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    if for_tests and not shutil.which("msgfmt"):
        missing.append("gettext")
    if for_tests and not browser():
        missing.append("chromium")
    return missing


def _install_debian(packages: list[str]) -> None:
    by_hand = "apt-get install --no-install-recommends " + " ".join(packages)
    if not shutil.which("apt-get"):
        raise Refused(f"Instale lo que en Debian se llama {' '.join(packages)} y repita.")
    administrator = _administrator(by_hand)
    say(f"Instalando paquetes de Debian: {' '.join(packages)}")
    command = [*administrator, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    command += ["-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=120"]
    wanted = [*command, "install", "--yes", "--no-install-recommends", *packages]
    if _run(wanted).returncode == 0:
        return
    _run([*command, "update"])
    done = _run(wanted)
    if done.returncode != 0:
        raise Refused(
            f"{done.stdout}\nNo se pudieron instalar los paquetes; revise la red o ejecute: {by_hand}"
        )


def _administrator(by_hand: str) -> list[str]:
    """What to put before a command so that it runs as root."""
    if os.geteuid() == 0:
        return []
    ask = ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]
    if shutil.which("sudo") and _works(*ask, "true"):
        return ask
    raise Refused(
        "Faltan paquetes del sistema y esta cuenta no puede instalarlos: pida a quien administra la máquina "
        f"que ejecute «{by_hand}» y repita."
    )


def _missing_on_macos(*, for_tests: bool) -> list[str]:
    missing = [
        package
        for library, package in HOMEBREW_LIBRARIES.items()
        if not any((folder / library).exists() for folder in HOMEBREW_FOLDERS)
    ]
    if for_tests and not shutil.which("msgfmt"):
        missing.append("gettext")
    if for_tests and not browser():
        missing.append("google-chrome")
    return missing


def _require_homebrew(packages: list[str]) -> None:
    if packages:
        raise Refused(
            f"Instale primero con Homebrew lo que falta y repita: brew install {' '.join(packages)}"
        )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


# ---- Python ------------------------------------------------------------------------------------------------


def _install_python_packages(*, for_tests: bool) -> None:
    groups = set() if os.environ.get("DATABASE_URL") else {"database"}
    if for_tests:
        groups.add("dev")
    digest = fingerprint(ROOT / "uv.lock", ROOT / "pyproject.toml")
    before = _stamp()
    if (
        before.get("digest") == digest
        and groups <= set(before.get("groups", []))
        and os.access(PYTHON, os.X_OK)
    ):
        return
    groups |= set(before.get("groups", []))
    uv = _uv() or _install_uv()
    say("Instalando los paquetes de Python en las versiones fijadas…")
    command = [uv, "sync", "--frozen", "--inexact", "--no-default-groups", "--python"]
    command += [sys.executable, *(f"--group={group}" for group in sorted(groups)), "--quiet"]
    done = _run(command, UV_PYTHON_DOWNLOADS="never", UV_PROJECT_ENVIRONMENT=str(ROOT / ".venv"))
    if done.returncode != 0:
        raise Refused(
            f"{done.stdout}\nNo se pudieron instalar los paquetes de Python; revise la red y repita."
        )
    STAMP.write_text(json.dumps({"digest": digest, "groups": sorted(groups)}))


def fingerprint(*files: Path) -> str:
    """A digest of the contents of `files`: another content, another digest."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _stamp() -> dict[str, list[str] | str]:
    try:
        stamp: dict[str, list[str] | str] = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp


def _uv() -> str | None:
    candidates: Iterable[str | None] = (shutil.which("uv"), str(TOOLS / "bin" / "uv"))
    return next((path for path in candidates if path and _works(path, "--version")), None)


def _works(*command: str) -> bool:
    try:
        return (
            subprocess.run(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
            ).returncode
            == 0
        )
    except OSError:
        return False


def _install_uv() -> str:
    say("Instalando uv…")
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(TOOLS)],
        [str(TOOLS / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", UV],
    ):
        done = _run(command)
        if done.returncode != 0:
            raise Refused(f"{done.stdout}\nNo se pudo instalar uv; revise la red y repita.")
    return str(TOOLS / "bin" / "uv")


def _run(command: list[str], **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        env=os.environ | extra,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def main() -> None:
    """Command line: `python3 -m mcig.machine.install [--for-tests]`."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--for-tests", action="store_true")
    try:
        install(for_tests=options.parse_args().for_tests)
    except Refused as reason:
        stop_with(reason)


if __name__ == "__main__":
    main()
