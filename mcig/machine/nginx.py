"""The proxy's program, for drills of the shipped recipe: the system's own, or Debian's package unpacked.

The package is not installed, since installing it would start a web server on every address of the machine.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from mcig.machine.install import TOOLS
from mcig.machine.places import Refused, say

UNPACKED = TOOLS.with_name("nginx")
PACKAGES = ("nginx",)


def nginx() -> str:
    """The path of an nginx; unpacked below `var/` when the system has none. Raises `Refused`."""
    own = UNPACKED / "usr" / "sbin" / "nginx"
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if found or own.exists():
        return found or str(own)
    if not shutil.which("apt-get"):
        raise Refused("Instale nginx y repita: el simulacro prueba la receta del servidor intermedio.")
    say("Descargando nginx para los simulacros…")
    folder = UNPACKED.with_name("nginx-packages")
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        ["apt-get", "-qq", "-o", "APT::Sandbox::User=root", "download", *PACKAGES],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Refused(
            f"{done.stderr}\nNo se pudo descargar nginx; ejecute «apt-get update» y repita, o instálelo."
        )
    for package in sorted(folder.glob("*.deb")):
        subprocess.run(["dpkg-deb", "--extract", package, UNPACKED], check=True)
    shutil.rmtree(folder)
    return nginx()


def recipe(source: Path, *, http: int, https: int, webs: list[int], certificate: Path, key: Path) -> str:
    """The shipped recipe `source` for one machine: its ports, servers and certificate, nothing else."""
    text = source.read_text(encoding="utf-8")
    for port, own in ((80, http), (443, https)):
        text = text.replace(f"listen [::]:{port}", f"# listen [::]:{port}")
        text = text.replace(f" listen {port} ", f" listen 127.0.0.1:{own} ")
    servers = "\n    ".join(f"server 127.0.0.1:{port};" for port in webs)
    text = text.replace("server web:8000;", servers)
    text = text.replace("/etc/nginx/mcig", str(certificate.parent))
    text = text.replace("/etc/nginx/tls/fullchain.pem", str(certificate))
    return text.replace("/etc/nginx/tls/privkey.pem", str(key))
