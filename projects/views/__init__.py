"""HTTP for projects: the register, the editor, the versions, the ficha."""
