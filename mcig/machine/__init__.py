"""From a bare machine to a running system: install, embedded database, server, proofs.

`install` runs under the system's own Python before anything is installed, so nothing here may import
beyond the standard library at module level, nor any other part of the project.
"""
