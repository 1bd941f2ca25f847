"""How much one file may hold before it is refused unread, so that nothing hangs and no memory runs out."""

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 64
MAX_VALUES = 200_000
MAX_FAULTS = 50
"""Faults reported in one file; a file with more is not a file with fifty-one mistakes but the wrong file."""
MAX_DIGITS = 400
"""Digits of a number, and the size of its exponent: beyond it arithmetic itself becomes the attack."""
