"""Dangan (档案): customer dossiers as files in Git, checked against schemas and published as a site."""

__version__ = "0.1.0"
