"""Themes, work plan, meetings, minutes, decisions and commitments: the layer between members and projects."""
