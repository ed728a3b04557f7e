"""HTTP of the agenda: themes, meetings, decisions and commitments."""
