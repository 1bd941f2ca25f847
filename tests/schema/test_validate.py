"""Each kind of failure: its code, its place, and what it says in both languages."""

import pytest

from dangan.diagnostics import Severity
from dangan.levels import Level
from dangan.schema.validate import validate
from dangan.schema.wording.slips import slip_in
from tests.schema.small import check, document, load

CATALOGUE = load()[0]
HEAD = "id: good-one\nstage: trading\n"


def line(text: str) -> str:
    """A right card with one more line or more, which begin on line 3."""
    return HEAD + text


CASES = [
    ("stage: trading\n", "missing-field 1:1", "`id:` at the top level", "编号"),
    ("id: a\nstage:\n", "empty-field 2:1", "write something after `stage:`", "客户阶段"),
    (line("scale:\n  share: 5\n"), "missing-field 3:1", "add `employees:` under `scale:`", "在 `scale:` 下面"),
    (line("owners:\n  - name: Li\n  - {}\n"), "missing-field 5:5", "begins on line 5", "第 5 行"),
    (line("colour: red\n"), "unknown-field 3:1", "no field `colour` in Card", "名片里没有 `colour`"),
    (line("employees: 5\n"), "misplaced-field 3:1", "belongs under `scale:`", "在 `scale:` 下面"),
    (line("scale:\n  employees: 5\n  phone: x\n"), "misplaced-field 5:3", "at the top level", "最外层"),
    (line("job: x\n"), "misplaced-field 3:1", "in an entry of `staff:`", "`staff:` 的条目里"),
    ("id: a\nstage: tradng\n", "unknown-value 2:8", "choose one of `prospect`, `trading`", "`prospect`（潜在客户）"),
    (line("format: 2\n"), "wrong-constant 3:9", "must be `1` here", "必须写 `1`"),
    (line("scale: {employees: many}\n"), "wrong-type 3:20", "must be a whole number", "应写整数"),
    (line("phone: 01065551234\n"), "unquoted-text 3:8", '"01065551234"', '"01065551234"'),
    (line("site: true\n"), "unquoted-text 3:7", "read as true or false", "会被当成true 或 false"),
    (line("tags: heavy\n"), "list-expected 3:7", "write `[heavy]`", "请写成 `[heavy]`"),
    (line("owners:\n  name: Li\n"), "list-expected 4:3", "`- ` before the first field", "第一个字段前加 `- `"),
    (line("phone: ['1', '2']\n"), "one-expected 3:8", "holds one value", "只能有一个值"),
    (line("names: Good One\n"), "mapping-expected 3:8", "such as `zh:`, `en:`, `short:`", "例如 `zh:`"),
    ("id: Good One\nstage: trading\n", "bad-text 1:5", "small letters, digits and hyphens", "小写字母"),
    (line("staff: {Li Mei: {job: buyer}}\n"), "bad-key 3:9", "`Li Mei` cannot be a key in Staff", "作键"),
    (line("staff: {abcdefghi: {job: buyer}}\n"), "bad-key 3:9", "longer than 8", "超过 8 个字符"),
    (line("scale: {employees: 0}\n"), "too-small 3:20", "at least 1", "不小于 1"),
    (line("scale: {employees: 900001}\n"), "too-large 3:20", "at most 900000", "不大于 900000"),
    (line("scale: {employees: 1, share: 0}\n"), "too-small 3:30", "more than 0", "大于 0"),
    (line("scale: {employees: 1, share: 100.0}\n"), "too-large 3:30", "less than 100, not `100.0`", "小于 100"),
    (line("scale: {employees: 1, odds: 15}\n"), "not-a-step 3:29", "steps of 10", "以 10 为一级"),
    (line("names: {zh: 风}\n"), "too-short 3:13", "at least 2", "至少 2 个字"),
    (line("names: {zh: 风行客车有限公司}\n"), "too-long 3:13", "8 characters, at most 6", "有 8 个字"),
    (line("tags: []\n"), "too-few 3:7", "at least 1", "至少要有 1 项"),
    (line("tags: [a, b, c, d]\n"), "too-many 3:7", "at most 3", "最多 3 项"),
    (line("names: {en: a, zh: 风行, short: b}\n"), "too-many 3:8", "at most 2, and there are 3", "最多 2 项"),
    (line("tags:\n  - a\n  - b\n  - a\n"), "duplicate-item 6:5", "`a` is in Tags already, on line 4", "第 4 行"),
    (line("since: 2026-02-30\n"), "bad-date 3:8", "`2026-02-30`", "日期按 年-月-日"),
    (line('phone: "12"\n'), "bad-phone 3:8", "can be dialled", "能拨通"),
    (line("site: javascript:alert(1)\n"), "bad-url 3:7", "begins with http:// or https://", "以 http://"),
    (line("uscc: 911100006000373410\n").replace("9111", '"9111', 1).replace("3410", '3410"'), "bad-uscc 3:7",
     "unified social credit code", "统一社会信用代码"),
    (line("turnover: {amount: 1, currency: RMB}\n"), "bad-currency 3:33", "ISO 4217", "ISO 4217"),
    (line("price: [1]\n"), "no-alternative 3:8", "a number, a group of fields", "数字、一组字段"),
    (line("tags: 【heavy】\n"), "list-expected 3:7", "write `[heavy]`", "请写成 `[heavy]`"),
    (line("tags: heavy、light\n"), "list-expected 3:7", "write `[heavy, light]`", "请写成 `[heavy, light]`"),
    (line("tags:\n  -heavy goods\n  -light\n"), "list-expected 4:3", "write `- heavy goods`, `- light`", "`- light`"),
    (line("owners:\n  -name: Li\n"), "list-expected 4:3", "write `- name:`", "请写成 `- name:`"),
    (line("old: text\n"), "not-allowed 3:6", "no longer kept as text", "no longer"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "en", "zh"), CASES, ids=[f"{n}-{c[1]}" for n, c in enumerate(CASES)])
def test_one_fault_gives_one_diagnostic(text: str, expected: str, en: str, zh: str) -> None:
    (found,) = check(text, CATALOGUE)
    assert f"{found.code} {found.span.line}:{found.span.column}" == expected
    assert en in found.message.en
    assert zh in found.message.zh
    assert found.severity is Severity.ERROR


HINTS = [
    (line("Scale: {employees: 5}\n"), "`scale`"),
    ("id: a\n客户阶段: trading\n", "`stage`"),
    ("id: a\nStage: trading\n", "`stage`"),
    ("id: a\nstages: trading\n", "`stage`"),
    (line("tag: [a]\n"), "`tags`"),
    (line("职工人数: 5\n"), "`employees`"),
    (line("zzz: 5\n"), "Fields here: `id`, `stage`"),
    ("id: a\nstage: Trading\n", "`trading`"),
    ("id: a\nstage: 交易中\n", "`trading`"),
    ("id: Li_Mei\nstage: trading\n", "`li-mei`"),
    (line("scale: {employees: 1200人}\n"), "1200"),
    (line('scale: {employees: "1,200"}\n'), "1200"),
    (line('scale: {employees: "1200"}\n'), "without quotes"),
    (line("scale: {employees: 1.5}\n"), "behind the point"),
    (line("scale: {employees: 1, listed: 是}\n"), "`true`"),
    (line("scale: {employees: 1, listed: no}\n"), "`false`"),
    (line("phone: ['+86 571 8765 4321']\n"), "'+86 571 8765 4321'"),
    (line("since: 2026/3/1\n"), "2026-03-01"),
    (line("since: 2026年3月1日\n"), "2026-03-01"),
    (line("site: www.example.com\n"), "https://www.example.com"),
    (line("turnover: {amount: 1, currency: RMB}\n"), "CNY"),
    (line("staff: {Li_Mei: {job: buyer}}\n"), "`li-mei`"),
]


@pytest.mark.parametrize(("text", "word"), HINTS)
def test_hints_name_what_was_meant(text: str, word: str) -> None:
    (found,) = check(text, CATALOGUE)
    assert found.hint
    assert word in found.hint.en
    assert found.hint.zh


def test_a_number_with_a_large_unit_is_not_guessed() -> None:
    (found,) = check(line("scale: {employees: 12万}\n"), CATALOGUE)
    assert found.hint is None


def test_a_right_card_is_clean() -> None:
    text = "turnover: {amount: 12.50, currency: CNY}\nsources: [visit]\nstaff: {li-mei: {job: buyer}}\nprice: 3\n"
    assert check(line(text), CATALOGUE) == []


def test_all_faults_are_told_in_the_order_of_the_file() -> None:
    found = check("id: A\nstage: x\nscale: {employees: 0}\ncolour: red\n", CATALOGUE)
    assert [d.code for d in found] == ["bad-text", "unknown-value", "too-small", "unknown-field"]


class TestAlternatives:
    def test_the_form_with_the_same_discriminator_is_meant(self) -> None:
        (found,) = check(line("price: {per: range, from: cheap}\n"), CATALOGUE)
        assert (found.code, found.pointer) == ("wrong-type", "/price/from")

    def test_a_missing_field_of_the_nearer_form(self) -> None:
        (found,) = check(line("price: {per: piece}\n"), CATALOGUE)
        assert found.code == "missing-field"
        assert "`amount:`" in found.message.en

    def test_a_text_goes_to_the_only_form_that_is_no_mapping(self) -> None:
        (found,) = check(line("price: 12元\n"), CATALOGUE)
        assert (found.code, found.pointer) == ("wrong-type", "/price")

    def test_a_misspelt_choice_beats_a_date(self) -> None:
        (found,) = check(line("due: at once\n"), CATALOGUE)
        assert found.code == "unknown-value"
        assert found.hint
        assert "`at-once`" in found.hint.en

    def test_without_a_nearest_form_all_are_named(self) -> None:
        (found,) = check(line("due: later\n"), CATALOGUE)
        assert found.code == "no-alternative"
        assert "date such as 2026-03-01 or `at-once` or `some-day`" in found.message.en

    def test_two_forms_at_once_are_ambiguous(self) -> None:
        catalogue, _ = load({"card.schema.json": _either({"type": "string"}, {"type": "string", "minLength": 1})})
        (found,) = check("a: x\n", catalogue)
        assert found.code == "ambiguous"


def test_a_mapping_is_asked_for_at_the_root() -> None:
    (found,) = check("- a\n", CATALOGUE)
    assert (found.code, found.pointer, str(found.span)) == ("mapping-expected", "", "card.yaml:1:1")


def test_wording_is_for_who_may_read_the_field() -> None:
    assert [d.level for d in check(line("scale: {employees: 0}\n"), CATALOGUE)] == [Level.INTERNAL]
    assert [d.level for d in check(line("price: x\n"), CATALOGUE)] == [Level.CONFIDENTIAL]
    assert [d.level for d in check(line("staff: {li: {home: 5}}\n"), CATALOGUE)] == [Level.RESTRICTED]
    assert [d.level for d in check(line("wife: ill\n"), CATALOGUE)] == [Level.RESTRICTED]


def test_equal_items_are_equal_as_json_has_it() -> None:
    catalogue, _ = load({"card.schema.json": _list_of_anything()})
    found = check("a: [1, 1.0, true, {b: [1]}, {b: [1.0]}, '1']\n", catalogue)
    assert [d.pointer for d in found] == ["/a/1", "/a/4"]


def test_the_home_country_decides_on_short_numbers() -> None:
    kind = CATALOGUE.kinds["card"]
    local = document(line('phone: "030 901820"\n'))
    assert validate(kind, local, country="DE") == []
    assert [d.code for d in validate(kind, local)] == ["bad-phone"]


def _either(*forms: dict[str, object]) -> dict[str, object]:
    return {"x-sensitivity": "internal", "type": "object", "properties": {"a": {"oneOf": list(forms)}}}


def _list_of_anything() -> dict[str, object]:
    items = {"type": "array", "uniqueItems": True, "items": {}}
    return {"x-sensitivity": "internal", "type": "object", "properties": {"a": items}}


SLIPS = [
    (line("scale: {employees: ２１０}\n"), "wrong-type 3:20", "full-width characters. Write `210`", "全角"),
    (line("scale: {employees: “210”}\n"), "wrong-type 3:20", "typographic ones (“ ”)", "请写成 `210`"),
    (line("scale: {employees: ２，１００人}\n"), "wrong-type 3:20", "Write 2100 alone", "请只写数字 2100"),
    (line("phone: “+86 571 8765 4321”\n"), "bad-phone 3:8", 'Write `"+86 571 8765 4321"`', "引号是弯引号"),
    ("id: a\nstage: “trading”\n", "unknown-value 2:8", "typographic ones", '请写成 `"trading"`'),
    ("id: ａ１\nstage: trading\n", "bad-text 1:5", "full-width characters. Write `a1`", "全角"),
    ("id: 【a1】\nstage: trading\n", "bad-text 1:5", "full-width characters. Write `a1`", "全角"),
    (line("names: zh：风行\n"), "mapping-expected 3:8", "The colon is a full-width one", "冒号是全角的"),
    (line("tags: 【heavy】\n"), "list-expected 3:7", "full-width or typographic", "全角"),
    (line("tags:\n  -heavy\n"), "list-expected 4:3", "A blank is missing after the dash", "短横线后面缺一个空格"),
    (line("owners:\n  -name: Li\n"), "list-expected 4:3", "A blank is missing after the dash", "短横线后面缺一个空格"),
]


@pytest.mark.parametrize(("text", "expected", "en", "zh"), SLIPS, ids=[f"{n}-{c[1]}" for n, c in enumerate(SLIPS)])
def test_how_it_was_typed_is_said(text: str, expected: str, en: str, zh: str) -> None:
    (found,) = check(text, CATALOGUE)
    assert f"{found.code} {found.span.line}:{found.span.column}" == expected
    assert found.hint is not None
    assert en in found.hint.en
    assert zh in found.hint.zh


def test_a_comma_of_print_does_not_lose_the_second() -> None:
    hint = slip_in("jiang-chuan，tan-yue", listed=True)
    assert hint is not None
    assert "`[jiang-chuan, tan-yue]`" in hint.en
    assert "`[jiang-chuan, tan-yue]`" in hint.zh


@pytest.mark.parametrize("text", [line('phone: "“1”"\n'), line("scale: {employees: many}\n"), line("site: 风行，网\n")])
def test_what_was_not_mistyped_is_not_called_so(text: str) -> None:
    (found,) = check(text, CATALOGUE)
    assert found.hint is None or not any(word in found.hint.en for word in ("full-width", "typographic"))


def test_a_long_text_of_such_marks_ends_at_once_and_is_not_repeated() -> None:
    for text in ("“" + " " * 400_000 + "x”", "，" * 200_000, "-a " * 100_000, "a：" * 100_000):
        for field in ("phone", "tags", "names"):
            assert all(len(d.message.en) < 1_000 for d in check(line(f"{field}: {text}\n"), CATALOGUE))
            assert all(len(d.hint.en) < 1_000 for d in check(line(f"{field}: {text}\n"), CATALOGUE) if d.hint)
