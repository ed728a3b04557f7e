"""From a bare machine to a running system: install, embedded database, server, proofs.

`install` runs under the system's own Python before anything is installed, so nothing that it imports may
go beyond the standard library. Nothing here imports another part of the project.
"""
