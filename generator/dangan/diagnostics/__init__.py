"""Where something stands, what is wrong with it, and how that is said in English and Chinese."""

from dangan.diagnostics.code import Code, all_codes
from dangan.diagnostics.diagnostic import Diagnostic, from_pointer, to_pointer
from dangan.diagnostics.severity import Severity
from dangan.diagnostics.span import Span
from dangan.diagnostics.text import Text

__all__ = ["Code", "Diagnostic", "Severity", "Span", "Text", "all_codes", "from_pointer", "to_pointer"]
