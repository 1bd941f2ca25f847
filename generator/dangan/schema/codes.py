"""What the schemas can find wrong with a team's files, and with the schemas themselves."""

from dangan.diagnostics import Code, Severity, Text

_ERROR = Severity.ERROR

_SHAPE = Text(
    "Pages, search and reports look for a fact under its own name and of its own type; elsewhere it is not found.",
    "页面、搜索和报表按字段名和类型取数，写错了就找不到。",
)
_COMPARED = Text(
    "Values are counted and compared; two spellings of one thing count as two things.",
    "这些值要统计和比较；同一件事写成两样就会算成两件事。",
)
_TEAM = Text(
    "The schemas say what may be recorded and who may see it; what they say wrongly is not checked.",
    "模式规定能记什么、谁能看；写错的地方就检查不到。",
)

MISSING_FIELD = Code(
    "missing-field",
    _ERROR,
    Text("{label} is missing: add `{name}:` {where}", "缺少“{label}”：请{where}加上 `{name}:`"),
    Text("Without it the record cannot be filed or found.", "没有这一项，记录无法归档和查找。"),
    Text("Add a line with the key and its value.", "加一行，写上字段名和内容。"),
    "stage: prospect",
    ("DOC-02/kind-and-date",),
)
EMPTY_FIELD = Code(
    "empty-field",
    _ERROR,
    Text("{label} has no value: write something after `{name}:`", "“{label}”是空的：请在 `{name}:` 后面写上内容"),
    Text(
        'A key without a value means "not recorded", and this one must be.',
        "只有字段名而没有内容，等于没有记录，而这一项必须有。",
    ),
    Text("Write the value after the colon.", "在冒号后面写上内容。"),
    "stage: prospect",
)
UNKNOWN_FIELD = Code(
    "unknown-field",
    _ERROR,
    Text("There is no field `{name}` in {place}", "{place}里没有 `{name}` 这个字段"),
    _SHAPE,
    Text(
        "Write the key as in the list of fields (`dangan schema print`), or take the line out.",
        "请按字段表（`dangan schema print`）书写字段名，或删去这一行。",
    ),
    "stage: prospect        # not `Stage:` or `客户阶段:`",
)
MISPLACED_FIELD = Code(
    "misplaced-field",
    _ERROR,
    Text("`{name}` does not stand here: it belongs {where}", "`{name}` 不该写在这里，应写{where}"),
    _SHAPE,
    Text("Move the line, with the indentation of its new place.", "把这一行移过去，缩进与新位置一致。"),
    "scale:\n  employees: 320",
)
UNKNOWN_VALUE = Code(
    "unknown-value",
    _ERROR,
    Text("{label} cannot be {value}: choose one of {choices}", "“{label}”不能写 {value}：请从中选一个：{choices}"),
    _COMPARED,
    Text("Write one of the values exactly as listed.", "请照列出的写法填写。"),
    "stage: prospect",
)
WRONG_CONSTANT = Code(
    "wrong-constant",
    _ERROR,
    Text("{label} must be {wanted} here, not {value}", "“{label}”在这里必须写 {wanted}，不能写 {value}"),
    _COMPARED,
    Text("Write the value that is asked for.", "请写成要求的值。"),
    "format: 1",
)
WRONG_TYPE = Code(
    "wrong-type",
    _ERROR,
    Text("{label} must be {wanted}, but this is {found}", "“{label}”应写{wanted}，这里却是{found}"),
    _SHAPE,
    Text("Write the value in the form that is asked for.", "请按要求的形式填写。"),
    "employees: 320         # a number, without quotes or units",
)
UNQUOTED_TEXT = Code(
    "unquoted-text",
    _ERROR,
    Text(
        "{label} is text, but {source} is read as {found}: put it in quotes, {fix}",
        "“{label}”是文字，而 {source} 会被当成{found}：请加引号，写成 {fix}",
    ),
    Text(
        "A number loses its leading zeros and its plus sign, and `true` is not a word.",
        "当成数字，前面的零和加号就丢了；`true` 也不再是文字。",
    ),
    Text("Put the value in double quotes.", "给内容加上英文双引号。"),
    'phone: "01065551234"',
)
LIST_EXPECTED = Code(
    "list-expected",
    _ERROR,
    Text("{label} is a list: write {fix}", "“{label}”是列表：请写成 {fix}"),
    Text(
        "There may be several of them, so even one stands in a list.", "这一项可能有好几个，所以只有一个也要写成列表。"
    ),
    Text(
        "Put the value on its own line after `- `, or in square brackets.", "把内容写在下一行 `- ` 之后，或放进方括号。"
    ),
    "roles:\n  - buyer",
)
ONE_EXPECTED = Code(
    "one-expected",
    _ERROR,
    Text("{label} holds one value, not a list", "“{label}”只能有一个值，不能写成列表"),
    _SHAPE,
    Text("Keep the one that is right and take the brackets or dashes away.", "只留对的一个，去掉方括号或短横线。"),
    "stage: trading",
)
MAPPING_EXPECTED = Code(
    "mapping-expected",
    _ERROR,
    Text(
        "{label} is a group of fields: write each as `key: value` on its own line{keys}",
        "“{label}”是一组字段：请每行写一个 `字段: 内容`{keys}",
    ),
    _SHAPE,
    Text("Put the fields below it, two blanks further in.", "把各字段写在它下面，缩进两格。"),
    "names:\n  zh: 风行客车",
)
BAD_TEXT = Code(
    "bad-text",
    _ERROR,
    Text("{label} cannot be {value}: {says}", "“{label}”不能写 {value}：{says}"),
    _COMPARED,
    Text("Write the value in the form that is asked for.", "请按要求的形式填写。"),
    "id: fengxing-bus",
)
BAD_KEY = Code(
    "bad-key",
    _ERROR,
    Text("{value} cannot be a key in {label}: {says}", "“{label}”里不能用 {value} 作键：{says}"),
    Text("Other files refer to the entry by this key.", "其他文件靠这个键来引用它。"),
    Text("Rename the key, and whatever refers to it.", "改掉这个键，以及引用它的地方。"),
    "li-mei:\n  names: {zh: 李梅}",
)
TOO_SMALL = Code(
    "too-small",
    _ERROR,
    Text("{label} must be {bound} {limit}, not {value}", "“{label}”必须{bound} {limit}，不能是 {value}"),
    Text(
        "The value cannot be true; most often the unit or a digit is wrong.", "这个数不可能对，多半是单位或位数错了。"
    ),
    Text("Check the number and its unit.", "请核对数字和单位。"),
    "employees: 320",
)
TOO_LARGE = Code(
    "too-large",
    _ERROR,
    Text("{label} must be {bound} {limit}, not {value}", "“{label}”必须{bound} {limit}，不能是 {value}"),
    Text(
        "The value cannot be true; most often the unit or a digit is wrong.", "这个数不可能对，多半是单位或位数错了。"
    ),
    Text("Check the number and its unit.", "请核对数字和单位。"),
    "share: 35",
)
NOT_A_STEP = Code(
    "not-a-step",
    _ERROR,
    Text("{label} goes in steps of {limit}, so {value} cannot be", "“{label}”以 {limit} 为一级，不能是 {value}"),
    _COMPARED,
    Text("Round to the nearest step.", "请取最近的一级。"),
    "probability: 50",
)
TOO_SHORT = Code(
    "too-short",
    _ERROR,
    Text("{label} is too short: at least {limit} characters", "“{label}”太短：至少 {limit} 个字"),
    Text("So short a text tells a later reader nothing.", "写得太短，以后的人看不明白。"),
    Text("Write a little more.", "请写完整些。"),
)
TOO_LONG = Code(
    "too-long",
    _ERROR,
    Text("{label} is too long: {count} characters, at most {limit}", "“{label}”太长：有 {count} 个字，最多 {limit} 个"),
    Text("The text does not fit where it is shown.", "太长，在页面上放不下。"),
    Text("Shorten it; longer thoughts have their place in notes.", "请缩短；详细内容可写在备注里。"),
)
TOO_FEW = Code(
    "too-few",
    _ERROR,
    Text("{label} needs at least {limit}, and there are {count}", "“{label}”至少要有 {limit} 项，现在有 {count} 项"),
    Text("With fewer it says nothing.", "太少就没有意义。"),
    Text("Add what is missing, or take the whole field out.", "请补上，或整项删去。"),
)
TOO_MANY = Code(
    "too-many",
    _ERROR,
    Text("{label} may have at most {limit}, and there are {count}", "“{label}”最多 {limit} 项，现在有 {count} 项"),
    Text("More are not shown.", "多出来的无法显示。"),
    Text("Keep the ones that matter.", "请只留要紧的。"),
)
DUPLICATE_ITEM = Code(
    "duplicate-item",
    _ERROR,
    Text("{value} is in {label} already, on line {line}", "“{label}”里第 {line} 行已经有 {value}"),
    Text("A thing counts once.", "同一项只算一次。"),
    Text("Take one of the two out.", "请删去其中一个。"),
)
NOT_ALLOWED = Code(
    "not-allowed",
    _ERROR,
    Text("{label} cannot be this: {says}", "“{label}”不能这样写：{says}"),
    _SHAPE,
    Text("Change the value, or take it out.", "请修改或删去。"),
)
NO_ALTERNATIVE = Code(
    "no-alternative",
    _ERROR,
    Text("{label} cannot be {value}: it must be {choices}", "“{label}”不能写 {value}：应为{choices}"),
    _SHAPE,
    Text("Write it in one of the ways that are named.", "请按其中一种写法填写。"),
)
AMBIGUOUS = Code(
    "ambiguous",
    _ERROR,
    Text("{label} can be read in more than one way", "“{label}”有不止一种读法"),
    Text("Nobody could tell later which was meant.", "以后没人说得清是哪一种。"),
    Text("Leave only the fields of the one that is meant.", "只留下要表达的那一种的字段。"),
)

SCHEMA_UNREADABLE = Code(
    "schema-unreadable",
    _ERROR,
    Text("This schema file cannot be used: {reason}", "这个模式文件无法使用：{reason}"),
    _TEAM,
    Text("Mend the file; until then the one that comes with Dangan is used.", "请改正；改正前使用 Dangan 自带的模式。"),
)
SCHEMA_KEYWORD = Code(
    "schema-keyword",
    _ERROR,
    Text("`{key}` is not a keyword of our schemas", "模式里没有 `{key}` 这个关键字"),
    _TEAM,
    Text("Correct the spelling, or take the keyword out.", "请改正拼写，或删去这个关键字。"),
    '"x-sensitivity": "internal"',
)
SCHEMA_VALUE = Code(
    "schema-value",
    _ERROR,
    Text("`{key}` cannot have this value: {reason}", "`{key}` 不能取这个值：{reason}"),
    _TEAM,
    Text("Write a value that the keyword allows.", "请写该关键字允许的值。"),
    '"x-weight": "essential"',
)
SCHEMA_MISSING = Code(
    "schema-missing",
    _ERROR,
    Text("`{key}` is missing here", "这里缺少 `{key}`"),
    _TEAM,
    Text("Add the key.", "请补上。"),
)
SCHEMA_PATTERN = Code(
    "schema-pattern",
    _ERROR,
    Text("The pattern {pattern} cannot be used: {reason}", "正则表达式 {pattern} 不能用：{reason}"),
    Text(
        "Editors, this check and other tools read patterns differently; only a common part reads the same everywhere.",
        "编辑器、本检查和其他工具对正则的解释不同；只有共同的部分处处一致。",
    ),
    Text(
        "Write character classes out, such as [0-9] or [A-Za-z0-9_].",
        "请把字符类写全，例如 [0-9] 或 [A-Za-z0-9_]。",
    ),
    '"pattern": "^[0-9]{6}$"',
)
SCHEMA_FORMAT = Code(
    "schema-format",
    _ERROR,
    Text("There is no format `{key}`; there are {choices}", "没有 `{key}` 这种格式；可用的有 {choices}"),
    _TEAM,
    Text("Use one of the formats that are named.", "请使用列出的格式。"),
    '"format": "date"',
)
SCHEMA_REFERENCE = Code(
    "schema-reference",
    _ERROR,
    Text("`$ref` leads nowhere: {target}", "`$ref` 指向的内容不存在：{target}"),
    _TEAM,
    Text("Refer to a shape as shapes.schema.json#/$defs/<shape>.", "请写成 shapes.schema.json#/$defs/<名称>。"),
    '"$ref": "shapes.schema.json#/$defs/money"',
)
SCHEMA_RECURSION = Code(
    "schema-recursion",
    _ERROR,
    Text("`$ref` leads back to itself: {target}", "`$ref` 绕回了自身：{target}"),
    Text("A form cannot hold itself without end.", "一种形状不能无穷地包含自己。"),
    Text("Break the circle; refer to the other thing by its id.", "请断开循环，改用编号引用。"),
)
SCHEMA_TOO_LARGE = Code(
    "schema-too-large",
    _ERROR,
    Text(
        "With its shapes put in, this schema has more than {limit} places",
        "代入各种形状后，这个模式超过 {limit} 处",
    ),
    Text(
        "A form of that size can neither be filled in nor be checked in time.", "这么大的表单既填不完，也来不及检查。"
    ),
    Text("Let shapes refer to fewer others.", "请减少形状之间的引用。"),
)
SCHEMA_SENSITIVITY = Code(
    "schema-sensitivity",
    _ERROR,
    Text(
        "Nothing says who may see {label}: give it `x-sensitivity`, here or above it",
        "没有说明谁可以看“{label}”：请在这里或上层写明 `x-sensitivity`",
    ),
    Text(
        "What is unmarked counts as restricted, and restricted fields stand only where that is declared.",
        "没有标明的按最高密级处理，而最高密级的字段必须明确声明。",
    ),
    Text("Add x-sensitivity to the field or to the schema.", "给字段或整个模式加上 x-sensitivity。"),
    '"x-sensitivity": "internal"',
)
SCHEMA_TARGET = Code(
    "schema-target",
    _ERROR,
    Text("`{key}` names {value}, which does not exist", "`{key}` 写的 {value} 不存在"),
    _TEAM,
    Text("Name something that archive.json or the schema declares.", "请写 archive.json 或模式里已有的名称。"),
    '"x-ref": "customer"',
)
SCHEMA_PAGE = Code(
    "schema-page",
    _ERROR,
    Text("The pages of {kind} are in `{page}` already", "`{page}` 已是 {kind} 的页面文件夹"),
    Text(
        "Two kinds in one folder would write over each other's pages; this one has none.",
        "两类文件共用一个文件夹会互相覆盖页面，因此这一类没有页面。",
    ),
    Text("Give the kind a page of another name.", "请给这一类另取一个 page。"),
    '"page": "fairs"',
)
REQUIREMENT_TWICE = Code(
    "schema-requirement-twice",
    _ERROR,
    Text("{id} is a requirement of another chapter already", "{id} 已在另一章中列出"),
    Text(
        "Fields and code name a requirement by its id; two of one id cannot be told apart.",
        "字段和程序按编号引用要求；两条同号就分不清。",
    ),
    Text("Give it an id of its own, or take it out.", "请换一个编号，或删去。"),
    '"OWN-01": {"kind": "data", "title": "Cold chain", "parts": {}}',
)
OVERLAY_LOOSENS = Code(
    "overlay-loosens",
    _ERROR,
    Text("An overlay may not change `{key}` of what is there", "叠加文件不能改动已有的 `{key}`"),
    Text(
        "Other archives and the tools rely on the base; an overlay adds to it.",
        "其他档案和工具依赖基础模式，叠加文件只能增加。",
    ),
    Text(
        "Add a property of your own, or copy the schema into your schemas folder.",
        "请新增自己的字段，或把整个模式复制到自己的 schemas 文件夹。",
    ),
)
OVERLAY_LOWERS = Code(
    "overlay-lowers",
    _ERROR,
    Text(
        "An overlay may raise a sensitivity, not lower it from {base} to {value}",
        "叠加文件只能提高密级，不能从 {base} 降到 {value}",
    ),
    Text("What was recorded in confidence would be published.", "否则保密记录的内容会被公开。"),
    Text("Take the line out, or name a higher level.", "请删去这一行，或写更高的密级。"),
    '"x-sensitivity": "confidential"',
)
OVERLAY_UNLABELLED = Code(
    "overlay-unlabelled",
    Severity.WARNING,
    Text("The value {value} has no label in `x-enum`", "值 {value} 在 `x-enum` 里没有名称"),
    Text("Pages then show the bare value.", "页面只能显示原值。"),
    Text("Add a title and an x-zh for it under x-enum.", "请在 x-enum 下写上 title 和 x-zh。"),
    '"x-enum": {"paused": {"title": "Paused", "x-zh": "暂停"}}',
)
NO_FORM = Code(
    "no-canonical-form",
    _ERROR,
    Text(
        "This file cannot be put into its canonical form: the result could not be read back",
        "此文件无法整理为规范格式：整理后的内容无法再读回",
    ),
    Text(
        "In block style deep or very large values take more room than a file may have, and a key of over a thousand "
        "characters has no place.",
        "展开书写后，层次很深或非常大的内容会超出文件允许的大小；超过一千个字符的字段名也放不下。",
    ),
    Text("Shorten the key, or split the file; it was left as it is.", "请缩短字段名，或拆分文件；文件保持原样。"),
    "? a key of more than 1024 characters",
)
