"""Members and their people in files, out and in: a file is filled in like a form, and applied."""
