"""What can be wrong in a mapping file, beyond its shape."""

from dangan.diagnostics import Code, Severity, Text

_WHY = Text(
    "What the mapping names must be there, or the column would be lost without a word.",
    "映射所写的必须存在，否则该列会被悄悄丢失。",
)

UNKNOWN_COLUMN = Code(
    "mapping-unknown-column",
    Severity.ERROR,
    Text("The spreadsheet has no column “{column}”", "表格中没有“{column}”列"),
    _WHY,
    Text("Write the column as the first line of the file has it.", "请按文件首行的写法填写列名。"),
    "names/en: nane",
)
REPEATED_COLUMN = Code(
    "mapping-repeated-column",
    Severity.ERROR,
    Text("The spreadsheet has more than one column “{column}”", "表格中有多个“{column}”列"),
    Text("Nobody can tell which of them is meant.", "无法确定指的是哪一列。"),
    Text("Give the columns different names in the spreadsheet.", "请在表格中给这些列取不同的名称。"),
    "two columns called phone",
)
UNKNOWN_FIELD = Code(
    "mapping-unknown-field",
    Severity.ERROR,
    Text("A customer's profile has no field {field}", "客户概况中没有字段 {field}"),
    _WHY,
    Text("`dangan schema print profile` lists the fields.", "`dangan schema print profile` 会列出所有字段。"),
    "contact/web: website",
)
UNKNOWN_TRANSFORM = Code(
    "mapping-unknown-transform",
    Severity.ERROR,
    Text("There is no transform {name}", "没有名为 {name} 的转换"),
    _WHY,
    Text("`dangan import --help` lists the transforms.", "`dangan import --help` 会列出所有转换。"),
    "transform: first_sentense",
)
BAD_ARGUMENT = Code(
    "mapping-bad-argument",
    Severity.ERROR,
    Text("The transform {name} needs {needed}", "转换 {name} 需要{needed}"),
    Text("Without it the transform does not know what to do.", "否则无法进行转换。"),
    Text("Write it as `{max: 300}`.", "请写成 `{max: 300}` 的形式。"),
    "transform: max",
)
FIELD_TWICE = Code(
    "mapping-field-twice",
    Severity.ERROR,
    Text(
        "The field {field} is given twice, as a column and as a constant or inside another field",
        "字段 {field} 被指定了两次（列与常量，或包含在另一字段中）",
    ),
    Text("A field holds one value.", "一个字段只能有一个值。"),
    Text("Take one of the two out.", "请去掉其中一个。"),
    "constants: {stage: new} and fields: {stage: status}",
)
NO_COLUMN = Code(
    "mapping-no-column",
    Severity.ERROR,
    Text("Nothing says from which column {field} comes", "没有说明 {field} 来自哪一列"),
    Text("A rule needs `from`, `template` or, for the id, `slug`.", "规则需要 `from`、`template`，编号也可用 `slug`。"),
    Text("Add `from:` with the name of a column.", "请加上 `from:` 和列名。"),
    "id: {transform: slug}",
)
