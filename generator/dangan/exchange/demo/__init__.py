"""A repository in which the sample archive grew over two years: planned backwards from the archive as it is.

sample ──► notes (what became known when) ──► changes ──► texts of every state ──► reviews ──► one stream into Git.
Nothing is drawn by lot and no clock is read: the same sample makes the same commits on every machine.
"""
