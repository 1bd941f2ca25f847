"""In which language a terminal is spoken to."""

import os
from collections.abc import Mapping


def terminal_language(asked: str | None = None, environment: Mapping[str, str] | None = None) -> str:
    """`asked`, else by the first locale variable that is set, else English."""
    if asked:
        return asked
    variables = os.environ if environment is None else environment
    locale = next(filter(None, (variables.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh" if locale.lower().startswith("zh") else "en"
