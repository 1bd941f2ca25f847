"""What libyaml stumbled over, in words that a person can act on: one code per common cause."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.tokens import AliasToken, AnchorToken, DocumentEndToken, ScalarToken, StreamEndToken, TagToken, Token

from dangan.diagnostics import Code, Diagnostic, Span, Text
from dangan.source import codes
from dangan.source.indent import advice, out_of_line
from dangan.source.lines import line_start, line_stop, locate
from dangan.source.slips import closed_in_print, glued, glued_dash, printed, short

_LONGEST_KEY = 1024


class _Trouble(NamedTuple):
    """The failed text, libyaml's words, where it noticed, where the construct began, and the last token before."""

    path: str
    text: str
    problem: str
    context: str
    at: int
    begun: int
    last: Token | None
    ended: bool
    """Whether a line of ... stands before."""

    def say(self, code: Code, offset: int, **values: Any) -> Diagnostic:
        line, column = locate(self.text, offset)
        return Diagnostic.of(code, Span(self.path, line, column, offset, offset), **values)

    def closed_in_print(self, begun: int) -> Text | None:
        """Advice where a mark of print should close, in the same line, what opens at `begun`."""
        return closed_in_print(self.text[begun], self.text[begun : line_stop(self.text, begun)])

    def say_indent(self) -> Diagnostic:
        """At the line that is out of line with its neighbours, where that can be told; else where reading ended."""
        place = _first_char(self.text, self.at)
        mend = out_of_line(self.text, place)
        if mend is None:
            return self.say(codes.BAD_INDENT, place, hint=codes.BAD_INDENT.fix)
        beside = locate(self.text, mend.beside.start)[0]
        return self.say(codes.BAD_INDENT, mend.line.start, hint=advice(mend, beside))

    @property
    def char(self) -> str:
        return self.text[self.at : self.at + 1]


def explain(path: str, text: str, error: YAMLError) -> Diagnostic:
    """The diagnostic for a failure of libyaml."""
    trouble = _trouble(path, text, error)
    for judge in _JUDGES:
        if found := judge(trouble):
            return found
    return trouble.say(codes.YAML_SYNTAX, trouble.at, problem=trouble.problem)


def _trouble(path: str, text: str, error: Any) -> _Trouble:
    at = error.problem_mark.index if getattr(error, "problem_mark", None) else 0
    begun = error.context_mark.index if getattr(error, "context_mark", None) else at
    tokens = [token for token in _tokens(text) if token.start_mark.index < at]
    last = next((t for t in reversed(tokens) if isinstance(t, _WRITTEN)), None)
    ended = any(isinstance(t, DocumentEndToken) for t in tokens)
    problem, context = getattr(error, "problem", None) or "", getattr(error, "context", None) or ""
    return _Trouble(path, text, problem, context, min(at, len(text)), begun, last, ended)


_WRITTEN = (ScalarToken, AliasToken, AnchorToken, TagToken)


def _tokens(text: str) -> Iterator[Token]:
    """The tokens up to where scanning fails."""
    parser = CParser(text)
    try:
        while (token := parser.get_token()) is not None and not isinstance(token, StreamEndToken):
            yield token
    except YAMLError:
        return


def _tab(t: _Trouble) -> Diagnostic | None:
    if "tab character" in t.problem or ("cannot start any token" in t.problem and t.char == "\t"):
        return t.say(codes.TAB_INDENT, t.at)
    return None


def _directive(t: _Trouble) -> Diagnostic | None:
    if "directive" in t.context or "incompatible YAML" in t.problem or "directive" in t.problem:
        return t.say(codes.DIRECTIVE, t.begun)
    return None


def _reserved(t: _Trouble) -> Diagnostic | None:
    """A value that begins with a character of YAML's own."""
    if "scanning an alias" in t.context or "scanning an anchor" in t.context or "tag" in t.context:
        return t.say(codes.MUST_QUOTE, t.begun, char=t.text[t.begun])
    if "scanning a block scalar" in t.context:
        return t.say(codes.MUST_QUOTE, t.begun, char=t.text[t.begun])
    if t.char and ("cannot start any token" in t.problem or "mapping keys are not" in t.problem):
        return t.say(codes.MUST_QUOTE, t.at, char=t.char)
    if "parsing a block node" in t.context and t.char in {"]", "}", ","}:
        return t.say(codes.MUST_QUOTE, t.at, char=t.char)
    return None


def _quote(t: _Trouble) -> Diagnostic | None:
    if "scanning a quoted scalar" in t.context:
        return t.say(codes.UNCLOSED_QUOTE, t.begun, hint=t.closed_in_print(t.begun))
    if "parsing a quoted scalar" in t.context:
        return t.say(codes.BAD_ESCAPE, max(t.text.rfind("\\", 0, t.at + 1), t.begun))
    if "expected ':'" in t.problem and t.text[t.begun : t.begun + 1] in {'"', "'"}:
        return t.say(codes.UNCLOSED_QUOTE, t.begun)
    return None


def _after_value(t: _Trouble) -> Diagnostic | None:
    """Something stands where the next key should: behind a quoted text, an alias or an anchor on the same line."""
    if "did not find expected" not in t.problem or t.last is None or "\n" in t.text[t.last.end_mark.index : t.at]:
        return None
    start = t.last.start_mark.index
    if isinstance(t.last, ScalarToken) and t.last.style in {"'", '"'}:
        several = t.last.start_mark.line < t.last.end_mark.line
        return t.say(codes.UNCLOSED_QUOTE, start) if several else t.say(codes.TEXT_AFTER_QUOTE, t.at)
    if not isinstance(t.last, ScalarToken) and "parsing a block" in t.context:
        return t.say(codes.MUST_QUOTE, start, char=t.text[start])
    return None


def _bracket(t: _Trouble) -> Diagnostic | None:
    if "parsing a flow" not in t.context:
        return None
    if "node" in t.context and t.char == ",":
        problem = Text("a value is missing between two commas", "两个逗号之间缺少值")
        return t.say(codes.YAML_SYNTAX, t.at, problem=problem)
    begun = t.begun if t.begun < len(t.text) else max(t.text.rfind("[", 0, t.at), t.text.rfind("{", 0, t.at), 0)
    return t.say(codes.UNCLOSED_BRACKET, begun, hint=t.closed_in_print(begun))


def _colon(t: _Trouble) -> Diagnostic | None:
    """A colon too many, or one without its space in the lines before."""
    if "mapping values are not allowed" not in t.problem:
        return None
    if t.last and t.at - t.last.start_mark.index > _LONGEST_KEY:
        problem = Text("a name before a colon is too long", "冒号前的名称太长")
        return t.say(codes.YAML_SYNTAX, t.last.start_mark.index, problem=problem)
    if t.last is None or t.last.start_mark.line == locate(t.text, t.at)[0] - 1:
        start = t.last.start_mark.index if t.last else t.at
        return printed(t.path, t.text, start) or t.say(codes.SECOND_COLON, t.at)
    return glued(t.path, t.text, t.last.start_mark.index) or t.say_indent()


def _key(t: _Trouble) -> Diagnostic | None:
    if "expected ':'" not in t.problem:
        return None
    shown = short(t.text[t.begun : line_stop(t.text, t.begun)])
    return glued(t.path, t.text, t.begun) or t.say(codes.MISSING_COLON, t.begun, text=shown)


def _indent(t: _Trouble) -> Diagnostic | None:
    if "block sequence entries" in t.problem:
        return t.say(codes.LIST_IN_LINE, t.at)
    if "<document start>" in t.problem and t.ended:
        return t.say(codes.SECOND_DOCUMENT, t.at)
    if any(words in t.problem for words in ("expected key", "'-' indicator", "<document start>")):
        return glued_dash(t.path, t.text, t.at) or t.say_indent()
    return None


def _first_char(text: str, offset: int) -> int:
    """The first character of the line that is not a space."""
    start, stop = line_start(text, offset), line_stop(text, offset)
    return start + len(text[start:stop]) - len(text[start:stop].lstrip(" "))


_JUDGES: tuple[Callable[[_Trouble], Diagnostic | None], ...] = (
    _tab,
    _directive,
    _reserved,
    _quote,
    _after_value,
    _bracket,
    _colon,
    _key,
    _indent,
)
