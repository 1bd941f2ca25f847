"""Where YAML itself gives up: one code per common cause."""

from dangan.diagnostics import Code, Severity, Text

TAB_INDENT = Code(
    "tab-indent",
    Severity.ERROR,
    Text("The line begins with a tab; indent with spaces", "这一行以制表符（Tab）开头；请用空格缩进"),
    Text(
        "Tabs are of another width in every program, so nobody could say what belongs to what.",
        "制表符在各种程序里宽度不同，无法判断从属关系。",
    ),
    Text("Delete the tab and type two spaces for each level.", "请删除制表符，每一级用两个空格。"),
    "scale:\n\temployees: 320",
)
MISSING_SPACE = Code(
    "missing-space",
    Severity.ERROR,
    Text("A space is missing after the {mark}: write “{mended}”", "{mark}后面缺一个空格：请写成“{mended}”"),
    Text("Without the space it is a part of the word.", "没有空格，它就成了词的一部分。"),
    Text("Put a space after the colon, or after the dash.", "请在冒号或短横线后加一个空格。"),
    "name:Good One\nstage: new",
)
FULL_WIDTH_COLON = Code(
    "full-width-colon",
    Severity.ERROR,
    Text(
        "The colon is a full-width one (：): write “{mended}”, with the ordinary : and a space",
        "这里的冒号是全角的（：）：请写成“{mended}”，用半角冒号 : 加一个空格",
    ),
    Text("Only the ordinary colon parts a name from its value.", "只有半角冒号才能把名称和值分开。"),
    Text("Switch the keyboard to half-width and type the colon anew.", "请切换到半角，重新输入冒号。"),
    "name：Good One\nstage: new",
)
FULL_WIDTH_MARK = Code(
    "full-width-mark",
    Severity.ERROR,
    Text(
        "{mark} is a full-width or typographic mark, which counts as text: write `{mended}`",
        "{mark} 是全角或弯的符号，会被当作文字：请写成 `{mended}`",
    ),
    Text("Only ordinary quotation marks and brackets hold a value together.", "只有半角的引号和括号才能括住一个值。"),
    Text("Switch the keyboard to half-width and type the marks anew.", "请切换到半角，重新输入符号。"),
    "note: “urgent: call back”",
)
MISSING_COLON = Code(
    "missing-colon",
    Severity.ERROR,
    Text(
        "“{text}” is neither a name with a colon nor part of the text above",
        "“{text}”既不是带冒号的名称，也不属于上面的文字",
    ),
    Text(
        "Each line is a name, a colon and a value; longer text continues on indented lines.",
        "每一行是名称、冒号和值；较长的文字在缩进的行里继续。",
    ),
    Text(
        "Write “name: value”, or indent the line if it continues the text above.",
        "请写成“名称: 值”；如果是上面文字的继续，请缩进。",
    ),
    "note: called twice\nno answer\nstage: new",
)
SECOND_COLON = Code(
    "second-colon",
    Severity.ERROR,
    Text("There is a colon in the text of this line; put the text in quotes", "这一行的文字里有冒号；请给文字加引号"),
    Text("A colon followed by a space begins a value.", "冒号后跟空格表示一个值的开始。"),
    Text('Put the whole text in quotes: note: "urgent: call back".', '请给整段文字加引号：note: "urgent: call back"。'),
    "note: urgent: call back",
)
UNCLOSED_QUOTE = Code(
    "unclosed-quote",
    Severity.ERROR,
    Text("The quote that opens here is never closed", "这里开始的引号没有结束"),
    Text("Everything up to the end of the file would belong to the text.", "直到文件末尾的所有内容都会算进这段文字。"),
    Text("Close the quote at the end of the text.", "请在文字末尾补上引号。"),
    'note: "called twice',
)
TEXT_AFTER_QUOTE = Code(
    "text-after-quote",
    Severity.ERROR,
    Text("Text goes on after the closing quote; put all of it in quotes", "引号结束后还有文字；请把全部文字放进引号"),
    Text(
        "A quoted text ends at its second quote; a ' inside single quotes is written ''.",
        "带引号的文字到第二个引号为止；单引号内的 ' 要写成 ''。",
    ),
    Text("Put double quotes around the whole text, or delete the quotes.", "请用双引号括住整段文字，或删除引号。"),
    "note: 'it's late'",
)
BAD_ESCAPE = Code(
    "bad-escape",
    Severity.ERROR,
    Text("A backslash inside double quotes needs another one: write \\\\", "双引号内的反斜杠要写两个：\\\\"),
    Text("Inside double quotes a backslash begins a special character.", "双引号内，反斜杠表示特殊字符的开始。"),
    Text("Write two backslashes, or use single quotes.", "请写两个反斜杠，或改用单引号。"),
    'path: "C:\\Data"',
)
UNCLOSED_BRACKET = Code(
    "unclosed-bracket",
    Severity.ERROR,
    Text("The bracket that opens here is not closed, or a comma is missing", "这里开始的括号没有结束，或者缺少逗号"),
    Text("What follows would belong to the list.", "后面的内容都会算进这个列表。"),
    Text(
        "Close the bracket, put commas between the values, and quote text that begins with a bracket.",
        "请补上括号，值之间用逗号分隔；以括号开头的文字请加引号。",
    ),
    "roles: [buyer, user\nname: Li",
)
BAD_INDENT = Code(
    "bad-indent",
    Severity.ERROR,
    Text("This line is indented differently from the lines that it belongs to", "这一行的缩进与同级的行不一致"),
    Text("What belongs together begins in the same column.", "同级的内容要从同一列开始。"),
    Text(
        "Give it as many spaces as the line above that it belongs beside; indent what lies below it by two more.",
        "请与同级的上一行对齐；下一级再多缩进两个空格。",
    ),
    "scale:\n  employees: 320\n area: 12000",
)
LIST_IN_LINE = Code(
    "list-in-line",
    Severity.ERROR,
    Text("A list with dashes begins on a line of its own", "带短横线的列表要另起一行"),
    Text("A dash after the colon would be neither text nor list.", "冒号后的短横线既不是文字也不是列表。"),
    Text("Begin the list on the next line, or put the text in quotes.", "请在下一行开始列表；如果是文字，请加引号。"),
    "roles: - buyer",
)
MUST_QUOTE = Code(
    "must-quote",
    Severity.ERROR,
    Text("A value cannot begin with {char} here; put the text in quotes", "值不能以 {char} 开头；请给文字加引号"),
    Text("The character has a meaning of its own in YAML.", "这个字符在 YAML 中另有含义。"),
    Text("Put the text in quotes.", "请给文字加引号。"),
    "wechat: @goodone",
)
YAML_SYNTAX = Code(
    "yaml-syntax",
    Severity.ERROR,
    Text("The file cannot be understood from here on ({problem})", "从这里开始无法理解文件内容（{problem}）"),
    Text("Names, colons, values and indentation do not fit together here.", "这里的名称、冒号、值和缩进不相配。"),
    Text("Compare the line and the one above it with a file that is in order.", "请把这一行及上一行与正常的文件对照。"),
    "note: >x\n  text",
)
MERGE_CONFLICT = Code(
    "merge-conflict",
    Severity.ERROR,
    Text(
        "Two changes to these lines were put together unfinished",
        "对这几行的两次修改还没有合并完",
    ),
    Text("The file holds both versions and marks of neither.", "文件里两个版本都在，还夹着标记。"),
    Text(
        "Keep what is right of the two and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.",
        "请保留正确的内容，并删除以 <<<<<<<、=======、>>>>>>> 开头的几行。",
    ),
    "<<<<<<< HEAD",
)
