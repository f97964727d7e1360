"""Search: what it finds, the kernel checks."""
