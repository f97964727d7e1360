"""What an expression comes to: its exact normal form on a cell, or ±∞ inside an integral.

Trusted like the kernel that stands on it, and free of search.
"""
