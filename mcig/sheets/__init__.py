"""Lists out of the system: columns declared once, written as Excel, CSV or JSON."""
