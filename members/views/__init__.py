"""HTTP of the mesa: who belongs, who presides, who is consulted."""
