"""Templates draw what Jinja's own code would draw of them, and wordings are written in only where they stand fast."""

from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from dangan.site.environment_code import SiteEnvironment, escaped
from dangan.site.format_words import Words

WORDS = Words("en", {"to & fro": "to & fro", "n": "{n} here"})
TEMPLATES = {
    "escapes": "{{ hostile }}{{ safe }}{{ number }}{{ none }}{{ asked }}",
    "attributes": "{{ thing.name }}{{ thing.facts.size }}{{ thing.facts['<k>'] }}",
    "wording": "<p title='{{ t(\"to & fro\") }}'>{{ t('n', n=hostile) }}</p>",
    "wording of a wording": "{{ t('n', n=t('to & fro')) }}{{ [t('to & fro'), hostile]|join(t('to & fro')) }}",
    "another t": "{% for t in [hostile] %}{{ t }}{% endfor %}",
    "macros": "{% macro m(a, b='<', c='') %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(hostile) }}{{ m(1, c='&') }}"
    "{{ m(b=safe, a=2) }}{{ m(1, 2, 3)|length }}{% for x in [1, 2] %}{{ m(x) }}{{ loop.index }}{% endfor %}",
    "imported": "{% from 'shared' import twice %}{{ twice(twice(hostile)) }}",
    "shared": "{% macro twice(a) %}{{ a }}{{ a }}{% endmacro %}",
    "called": "{% macro box(a) %}{{ a }}{{ caller() }}{% endmacro %}{% call box('<') %}{{ hostile }}{% endcall %}",
    "open": "{% macro m() %}{{ varargs|length }}{{ kwargs|length }}{% endmacro %}{{ m(1, 2, x=3) }}{{ m(*[1, 2]) }}",
}
VALUES = {
    "hostile": "<script>'\"&",
    "safe": Markup("<b>"),
    "number": 3,
    "none": None,
    "asked": SimpleNamespace(__html__=lambda: "<i>"),
    "thing": SimpleNamespace(name="<n>", facts={"size": "<s>", "<k>": "&"}),
}


def environment(of: type[Environment]) -> Environment:
    made = of(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    made.globals.update(t=WORDS)
    return made


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_jinja_draws(name: str) -> None:
    known, ours = (environment(each).get_template(name).render(VALUES) for each in (Environment, SiteEnvironment))
    assert ours == known


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("{{ nobody }}", UndefinedError),
        ("{{ thing.nothing }}", UndefinedError),
        ("{{ nobody() }}", UndefinedError),
        ("{{ t('no such word') }}", KeyError),
        ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}", TypeError),
        ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, b=2) }}", TypeError),
        ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}", UndefinedError),
    ],
)
def test_what_is_not_there_is_an_error(template: str, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        environment(SiteEnvironment).from_string(template).render(VALUES)


@pytest.mark.parametrize("value", ["", "plain", "<", "'", '"', "&amp;", Markup("<b>"), 3, None, "汉字"])
def test_what_is_written_out_is_escaped(value: object) -> None:
    assert escaped(value) == escape(value)


def test_a_wording_is_asked_for_once() -> None:
    """It is written in when the template is compiled, so drawing asks no more."""
    asked: list[str] = []

    class Noted(dict[str, str]):
        def __getitem__(self, key: str) -> str:
            asked.append(key)
            return super().__getitem__(key)

    made = environment(SiteEnvironment)
    made.globals.update(t=Words("en", Noted(WORDS.table)))
    template = made.from_string("{{ t('to & fro') }} {{ t('n', n=1) }}")
    assert [template.render(), template.render()] == ["to &amp; fro 1 here"] * 2
    assert asked == ["n", "n"]
