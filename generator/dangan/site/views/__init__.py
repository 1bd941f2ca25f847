"""Finished views: frozen values that a template loops over and prints."""
