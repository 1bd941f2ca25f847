"""What templates are compiled to: the same pages as Jinja's own code makes, for half the work.

Jinja asks at every call whether the callee wants the context, and wraps whatever it has escaped so that it is not
escaped again. None of our functions wants the context, and what is written out is not asked again.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from dangan.site.format_words import Words

_MARKS = re.compile("[&<>'\"]")
_WORDING = "t"
"""What templates call the wordings by."""


def safe(html: str) -> Markup:
    """Text that is safe already; `Markup` would ask it first whether it knows how to make HTML of itself."""
    return str.__new__(Markup, html)


def escaped(value: Any) -> str:
    """As `markupsafe.escape`, for what is written out at once."""
    kind = type(value)
    if kind is Markup or (kind is str and not _MARKS.search(value)):
        text: str = value
        return text
    return str(value) if kind is int else escape(value)


class Macro:
    """A macro that takes its arguments by place or by name, and that no caller's block is handed to."""

    __slots__ = ("_arguments", "_count", "_function", "name")

    def __init__(self, function: Callable[..., str], name: str, arguments: tuple[str, ...]) -> None:
        self._function, self.name = function, name
        self._arguments, self._count = arguments, len(arguments)

    def __call__(self, *args: Any, **kwargs: Any) -> Markup:
        given = args if len(args) == self._count and not kwargs else self._filled(args, kwargs)
        return str.__new__(Markup, self._function(*given))

    def _filled(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[Any]:
        """What nobody gave is missing; the macro itself puts its default there."""
        given = [*args, *(kwargs.pop(name, missing) for name in self._arguments[len(args) :])]
        if kwargs or len(given) > self._count:
            raise TypeError(f"macro {self.name!r} takes {', '.join(self._arguments)} alone")
        return given


class Code(CodeGenerator):
    """Writes values out by `escaped`, calls functions as they are, and has wordings that hang on nothing written in."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        words = self.environment.globals.get(_WORDING)
        if isinstance(words, Words) and not _is_set(node, _WORDING):
            _Wordings(words.table).visit(node)
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escaped, attribute, short = environment.escaped, environment.getattr, environment.macro")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """What is no attribute is looked for by Jinja: an item, else an error."""
        self.write("(found if (found := getattr((held := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else attribute(held, {node.attr!r}))")

    def visit_Call(  # noqa: N802
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        node = macro_ref.node
        if macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            super().macro_def(macro_ref, frame)
        else:
            self.write(f"short(macro, {getattr(node, 'name', '')!r}, {tuple(each.name for each in node.args)!r})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write("escaped(")


class SiteEnvironment(Environment):
    """Escapes always."""

    code_generator_class = Code
    escaped = staticmethod(escaped)
    macro = Macro


class _Wordings(NodeTransformer):
    """Puts the wording itself in the place of a question for it by a key that stands in the template."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        asked = isinstance(node.node, nodes.Name) and node.node.name == _WORDING and len(node.args) == 1
        if not asked or node.kwargs or node.dyn_args or node.dyn_kwargs or not isinstance(node.args[0], nodes.Const):
            return node
        wording = self._table.get(node.args[0].value)
        return node if wording is None else nodes.Const(wording, lineno=node.lineno)


def _is_set(node: nodes.Template, name: str) -> bool:
    """Whether the template itself gives the name to something else."""
    return any(each.name == name and each.ctx != "load" for each in node.find_all(nodes.Name))
