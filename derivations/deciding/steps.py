"""Settling a step of a derivation: its claim, and then its reason."""
