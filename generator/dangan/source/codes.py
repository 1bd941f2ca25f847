"""Everything that can be wrong with a file before its content is looked at."""

from dangan.diagnostics import Code, Severity, Text
from dangan.source.limits import MAX_BYTES, MAX_DEPTH, MAX_DIGITS, MAX_VALUES

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

# The bytes

NOT_UTF8 = Code(
    "not-utf8",
    _ERROR,
    Text(
        "This file is not saved as UTF-8; it looks like {encoding}",
        "此文件不是以 UTF-8 编码保存的，看起来是 {encoding}",
    ),
    Text(
        "In another encoding the same bytes mean other characters, and names would be garbled unnoticed.",
        "在另一种编码里，同样的字节表示不同的字，名称会在无人察觉时变成乱码。",
    ),
    Text(
        "Save it again as UTF-8: in Notepad choose “Save as” and the encoding UTF-8.",
        "请另存为 UTF-8：在记事本里选择“另存为”，编码选 UTF-8。",
    ),
    "a file saved by an old Chinese Windows program",
)
CONTROL_CHARACTER = Code(
    "control-character",
    _ERROR,
    Text(
        "There is {name} here, which cannot be seen; delete it, or write {escape} inside double quotes",
        "这里有一个看不见的字符（{name}）；请删除，或在双引号内写成 {escape}",
    ),
    Text(
        "Invisible characters come along when text is copied from web pages and documents; programs disagree on what "
        "they mean, some even begin a new line there.",
        "从网页或文档复制文字时会带来看不见的字符；各种程序对它们的理解不同，有的甚至在那里另起一行。",
    ),
    Text("Delete it, or write its escape inside double quotes.", "删除它，或在双引号内写出它的转义形式。"),
    'name: "Good\\u2028One"',
)
FILE_TOO_LARGE = Code(
    "file-too-large",
    _ERROR,
    Text(
        f"This file is larger than {MAX_BYTES // 1024 // 1024} MB and was not read",
        f"此文件超过 {MAX_BYTES // 1024 // 1024} MB，没有读取",
    ),
    Text(
        "Files written by people are small; one this large is a copy of something else.",
        "人手写的文件都很小；这么大的多半是别的东西的拷贝。",
    ),
    Text(
        "Put the original under documents/ and describe it in documents.yaml.",
        "请把原件放进 documents/，并在 documents.yaml 中登记。",
    ),
    "a scanned contract renamed to contracts.yaml",
)
EMPTY_FILE = Code(
    "empty-file",
    _ERROR,
    Text("This file is empty", "此文件是空的"),
    Text(
        "An empty file is usually one that was not saved, or lost what it held.", "空文件往往是没有保存，或者丢了内容。"
    ),
    Text("Fill it in, or delete the file.", "请填写内容，或删除此文件。"),
    "# only a comment",
)
UNREADABLE_FILE = Code(
    "unreadable-file",
    _ERROR,
    Text("This file could not be read: {reason}", "无法读取此文件：{reason}"),
    Text(
        "The file is listed as part of the archive, but the computer would not hand it out.",
        "档案的清单里有此文件，但计算机无法取出它。",
    ),
    Text(
        "See whether another program holds the file, or ask whoever looks after the computer.",
        "看看是否有别的程序占用此文件，或请管理计算机的同事帮忙。",
    ),
    "a file that was deleted while it was being read",
)

# What YAML allows and an archive does not

DUPLICATE_KEY = Code(
    "duplicate-key",
    _ERROR,
    Text(
        "“{key}” stands here a second time; the first is in line {line}", "“{key}”在这里重复出现；第一次在第 {line} 行"
    ),
    Text(
        "Of two values under one name one would be lost, and nobody could say which.",
        "同一个名称下有两个值，必有一个会丢失，而且说不清是哪一个。",
    ),
    Text("Keep one of the two, or join them.", "请保留其中一个，或合并两者。"),
    "stage: new\nstage: trading",
)
ANCHOR = Code(
    "anchor",
    _ERROR,
    Text(
        "A value cannot begin with & here ({name}); put it in quotes if it is text",
        "值不能以 & 开头（{name}）；如果是文字，请加引号",
    ),
    Text(
        "In YAML & names a value so that it can be repeated elsewhere; here each fact stands where it belongs.",
        "在 YAML 中 & 用来给值起名以便他处重复；档案中每个事实都写在自己的位置。",
    ),
    Text("Put the text in quotes, or delete the & and its name.", "给文字加引号，或删除 & 及其名称。"),
    "phone: &office 0571-8888",
)
ALIAS = Code(
    "alias",
    _ERROR,
    Text(
        "A value cannot begin with * here ({name}); put it in quotes if it is text",
        "值不能以 * 开头（{name}）；如果是文字，请加引号",
    ),
    Text(
        "In YAML * repeats a value from elsewhere, and a small file can unfold into a huge one.",
        "在 YAML 中 * 表示重复他处的值，一个小文件可能因此膨胀得极大。",
    ),
    Text("Put the text in quotes, or write the value out.", "给文字加引号，或直接写出值。"),
    "phone: *office",
)
TAG = Code(
    "tag",
    _ERROR,
    Text(
        "A value cannot begin with ! here ({tag}); put it in quotes if it is text",
        "值不能以 ! 开头（{tag}）；如果是文字，请加引号",
    ),
    Text(
        "In YAML ! declares the type of a value; here the type follows from the field.",
        "在 YAML 中 ! 用来声明值的类型；在这里类型由字段决定。",
    ),
    Text(
        "Put the text in quotes, or delete the ! and what follows it directly.",
        "给文字加引号，或删除 ! 及紧跟其后的部分。",
    ),
    "note: !important call back",
)
SECOND_DOCUMENT = Code(
    "second-document",
    _ERROR,
    Text(
        "A line of --- or ... begins a second document here; a file holds one",
        "这里的 --- 或 ... 开始了第二份文档；一个文件只能有一份",
    ),
    Text("What stands after the line would not be read.", "这一行之后的内容不会被读取。"),
    Text("Delete the line, or move the rest to a file of its own.", "请删除这一行，或把其余内容移到单独的文件。"),
    "id: good-one\n---\nid: better-one",
)
DIRECTIVE = Code(
    "directive",
    _ERROR,
    Text("A line cannot begin with % here", "这里一行不能以 % 开头"),
    Text("In YAML such a line gives orders to the reading program.", "在 YAML 中，这样的行是给读取程序的指令。"),
    Text("Delete the line; if it is text, put it in quotes.", "请删除这一行；如果是文字，请加引号。"),
    "%YAML 1.1\n---\nid: good-one",
)
NON_TEXT_KEY = Code(
    "non-text-key",
    _ERROR,
    Text("A name before a colon must be text; write '{key}' in quotes", "冒号前的名称必须是文字；请加引号写成 '{key}'"),
    Text(
        "Without quotes it is read as a number or a truth value, and 1 and 01 would be the same name.",
        "不加引号会被当作数字或真假值，1 和 01 就成了同一个名称。",
    ),
    Text("Put quotes around the name.", "请给名称加引号。"),
    "2025: 120",
)
COMPLEX_KEY = Code(
    "complex-key",
    _ERROR,
    Text(
        "The name before a colon must be a single word or text, not a list or a group",
        "冒号前的名称必须是单个词或文字，不能是列表或一组值",
    ),
    Text("Only names of text can be found again.", "只有文字名称才能再次找到。"),
    Text(
        "Write a plain name before the colon; put text that begins with ? [ or { in quotes.",
        "冒号前写一个普通名称；以 ? [ 或 { 开头的文字请加引号。",
    ),
    "[a, b]: 1",
)
MERGE_KEY = Code(
    "merge-key",
    _ERROR,
    Text(
        "<< takes over values from elsewhere, which an archive does not allow; write them out",
        "<< 表示引入他处的值，档案中不允许；请直接写出",
    ),
    Text("A reader must see each fact where it applies.", "读者应当在适用之处看到每个事实。"),
    Text("Write the values out.", "请直接写出这些值。"),
    "<<: *defaults",
)
TOO_DEEP = Code(
    "too-deep",
    _ERROR,
    Text(
        f"Values are nested deeper than {MAX_DEPTH} levels here; nothing after this was read",
        f"这里的嵌套超过 {MAX_DEPTH} 层；此后的内容没有读取",
    ),
    Text(
        "No kind of file needs a tenth of that; it is a slip, or an attack.",
        "没有哪种文件需要这么深；这是笔误，或是攻击。",
    ),
    Text("Look for brackets that are opened and never closed.", "请检查只开不闭的括号。"),
    "[[[[[[[[[[",
)
TOO_MANY_VALUES = Code(
    "too-many-values",
    _ERROR,
    Text(
        f"This file holds more than {MAX_VALUES} values; nothing after this was read",
        f"此文件的值超过 {MAX_VALUES} 个；此后的内容没有读取",
    ),
    Text(
        "A file of this size is a table or a dump, and would fill the memory.",
        "这样大的文件是表格或数据转储，会占满内存。",
    ),
    Text("Keep it under documents/ and record what matters of it.", "请把它放在 documents/ 下，只记录其中要紧的内容。"),
    "a list of a million numbers",
)
MORE_FAULTS = Code(
    "more-faults",
    _ERROR,
    Text(
        "There are more mistakes of this sort in the file; mend those above first",
        "此文件中还有更多这类错误；请先改正上面的",
    ),
    Text("A file with so many is likely another sort of file altogether.", "错误如此之多，多半根本不是这类文件。"),
    Text("Mend the first ones and check again.", "先改正前面的，再检查一次。"),
    "a hundred names written twice",
)
NOT_FINITE = Code(
    "not-finite",
    _ERROR,
    Text(
        "{value} is read as infinity or “not a number”; put it in quotes if it is text",
        "{value} 会被当作无穷大或“非数”；如果是文字，请加引号",
    ),
    Text("No sum, share or average can be made with it.", "它无法参与求和、占比或平均。"),
    Text("Write the number, or leave the place empty if it is not known.", "请写出数字；不知道就留空。"),
    "turnover: .nan",
)
NUMBER_TOO_LONG = Code(
    "number-too-long",
    _ERROR,
    Text("This number is too long to be one; put it in quotes if it is text", "这个数字太长了；如果是文字，请加引号"),
    Text(
        f"Numbers of more than {MAX_DIGITS} digits, or with such an exponent, stop calculations.",
        f"超过 {MAX_DIGITS} 位的数字或指数会使计算停顿。",
    ),
    Text("Put it in quotes, or write the right number.", "请加引号，或写出正确的数字。"),
    "turnover: 1e999999999",
)

# Where YAML itself gives up: one code per common cause

TAB_INDENT = Code(
    "tab-indent",
    _ERROR,
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
    _ERROR,
    Text("A space is missing after the colon: write “{mended}”", "冒号后面缺一个空格：请写成“{mended}”"),
    Text("Without the space the colon is a part of the word.", "没有空格，冒号就成了词的一部分。"),
    Text(
        "Put a space after the colon; use the half-width colon : and not ：",
        "请在冒号后加一个空格；要用半角冒号 : 而不是全角 ：",
    ),
    "name:Good One\nstage: new",
)
MISSING_COLON = Code(
    "missing-colon",
    _ERROR,
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
    _ERROR,
    Text("There is a colon in the text of this line; put the text in quotes", "这一行的文字里有冒号；请给文字加引号"),
    Text("A colon followed by a space begins a value.", "冒号后跟空格表示一个值的开始。"),
    Text('Put the whole text in quotes: note: "urgent: call back".', '请给整段文字加引号：note: "urgent: call back"。'),
    "note: urgent: call back",
)
UNCLOSED_QUOTE = Code(
    "unclosed-quote",
    _ERROR,
    Text("The quote that opens here is never closed", "这里开始的引号没有结束"),
    Text("Everything up to the end of the file would belong to the text.", "直到文件末尾的所有内容都会算进这段文字。"),
    Text("Close the quote at the end of the text.", "请在文字末尾补上引号。"),
    'note: "called twice',
)
TEXT_AFTER_QUOTE = Code(
    "text-after-quote",
    _ERROR,
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
    _ERROR,
    Text("A backslash inside double quotes needs another one: write \\\\", "双引号内的反斜杠要写两个：\\\\"),
    Text("Inside double quotes a backslash begins a special character.", "双引号内，反斜杠表示特殊字符的开始。"),
    Text("Write two backslashes, or use single quotes.", "请写两个反斜杠，或改用单引号。"),
    'path: "C:\\Data"',
)
UNCLOSED_BRACKET = Code(
    "unclosed-bracket",
    _ERROR,
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
    _ERROR,
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
    _ERROR,
    Text("A list with dashes begins on a line of its own", "带短横线的列表要另起一行"),
    Text("A dash after the colon would be neither text nor list.", "冒号后的短横线既不是文字也不是列表。"),
    Text("Begin the list on the next line, or put the text in quotes.", "请在下一行开始列表；如果是文字，请加引号。"),
    "roles: - buyer",
)
MUST_QUOTE = Code(
    "must-quote",
    _ERROR,
    Text("A value cannot begin with {char} here; put the text in quotes", "值不能以 {char} 开头；请给文字加引号"),
    Text("The character has a meaning of its own in YAML.", "这个字符在 YAML 中另有含义。"),
    Text("Put the text in quotes.", "请给文字加引号。"),
    "wechat: @goodone",
)
YAML_SYNTAX = Code(
    "yaml-syntax",
    _ERROR,
    Text("The file cannot be understood from here on ({problem})", "从这里开始无法理解文件内容（{problem}）"),
    Text("Names, colons, values and indentation do not fit together here.", "这里的名称、冒号、值和缩进不相配。"),
    Text("Compare the line and the one above it with a file that is in order.", "请把这一行及上一行与正常的文件对照。"),
    "note: >x\n  text",
)

# Markdown

NO_FRONT_MATTER = Code(
    "no-front-matter",
    _ERROR,
    Text(
        "The file must begin with a line of three dashes (---), the facts, and another line of three dashes",
        "文件必须以一行三个短横线（---）开头，然后是各项内容，再是一行三个短横线",
    ),
    Text(
        "Date, people and medium of a contact stand between the two lines.",
        "接触的日期、人员、方式写在两行短横线之间。",
    ),
    Text("Put the facts at the top, between two lines of ---.", "请把各项内容写在开头的两行 --- 之间。"),
    "Visited Mr Li today.",
)
UNCLOSED_FRONT_MATTER = Code(
    "unclosed-front-matter",
    _ERROR,
    Text(
        "The facts at the top are not closed: a second line of three dashes (---) is missing",
        "开头的内容没有结束：缺少第二行三个短横线（---）",
    ),
    Text("Without it the prose would be read as facts.", "没有它，正文会被当作各项内容来读。"),
    Text("Put a line of --- between the facts and the prose.", "请在各项内容与正文之间加一行 ---。"),
    "---\ndate: 2026-03-01\nVisited Mr Li today.",
)
BODY_IN_FRONT_MATTER = Code(
    "body-in-front-matter",
    _ERROR,
    Text(
        "“body” is the prose below the second line of dashes; it cannot be written up here too",
        "“body”就是第二行短横线下面的正文；不能同时写在上面",
    ),
    Text("One of the two would be lost.", "两者必有一个会丢失。"),
    Text("Move the text below the second line of ---.", "请把文字移到第二行 --- 下面。"),
    "---\nbody: Visited Mr Li.\n---\n",
)
FRONT_MATTER_NOT_MAPPING = Code(
    "front-matter-not-names",
    _ERROR,
    Text(
        "Between the lines of dashes each line must be a name, a colon and a value",
        "两行短横线之间，每一行必须是名称、冒号和值",
    ),
    Text("Other text cannot be told apart into facts.", "其他文字无法分成各项内容。"),
    Text("Write “date: 2026-03-01” and so on; prose goes below.", "请写成“date: 2026-03-01”等；正文写在下面。"),
    "---\nVisited Mr Li today.\n---\n",
)

# The folder as a whole

LINK_OUT = Code(
    "link-out",
    _ERROR,
    Text(
        "This file is a link that leads out of the archive ({target}); it was not followed",
        "此文件是指向档案之外的链接（{target}）；没有跟随",
    ),
    Text(
        "A link could bring in anything from the computer that publishes the archive.",
        "链接可能把发布档案的计算机上的任何内容带进来。",
    ),
    Text("Replace the link by the file itself.", "请用文件本身代替链接。"),
    "profile.yaml -> ../../../secret.yaml",
)
LINK_BROKEN = Code(
    "link-broken",
    _ERROR,
    Text(
        "This file is a link to {target}, which is not a file of the archive",
        "此文件是指向 {target} 的链接，而那不是档案里的文件",
    ),
    Text("There is nothing to be read at its end.", "链接的末端没有可读的内容。"),
    Text("Replace the link by the file itself, or delete it.", "请用文件本身代替链接，或删除它。"),
    "profile.yaml -> ../gone/profile.yaml",
)
LINK_TO_FOLDER = Code(
    "link-to-folder",
    _ERROR,
    Text(
        "This is a link to a folder ({target}); only links to files are followed",
        "这是指向文件夹的链接（{target}）；只跟随指向文件的链接",
    ),
    Text("The same customer would appear twice.", "同一个客户会出现两次。"),
    Text("Delete the link; put the files where they belong.", "请删除链接；把文件放在应在的位置。"),
    "customers/good -> customers/good-one",
)
LINK_LOOP = Code(
    "link-loop",
    _ERROR,
    Text(
        "This link leads round in a circle, or over too many other links ({target})",
        "此链接绕成一圈，或经过太多其他链接（{target}）",
    ),
    Text("Following it would never end.", "跟随它永远不会结束。"),
    Text("Replace the link by the file itself.", "请用文件本身代替链接。"),
    "a.yaml -> b.yaml -> a.yaml",
)
UNUSABLE_NAME = Code(
    "unusable-name",
    _ERROR,
    Text(
        "The name {name} holds characters that cannot be shown; what is under it was not read",
        "名称 {name} 含有无法显示的字符；其下的内容没有读取",
    ),
    Text("Such a name cannot be typed, linked to or shown.", "这样的名称无法输入、链接或显示。"),
    Text("Rename it: letters, digits, dashes.", "请改名：使用字母、数字、短横线。"),
    "a file name with a line break in it",
)
WINDOWS_NAME = Code(
    "windows-name",
    _WARNING,
    Text("Windows cannot store the name {name}: {reason}", "Windows 无法保存名称 {name}：{reason}"),
    Text(
        "Colleagues on Windows cannot fetch the archive at all while it is there.",
        "只要它存在，使用 Windows 的同事就无法取得档案。",
    ),
    Text("Rename it: letters, digits, dashes.", "请改名：使用字母、数字、短横线。"),
    "customers/aux/profile.yaml",
)
DECOMPOSED_NAME = Code(
    "decomposed-name",
    _WARNING,
    Text(
        "The name {name} is stored with separate accents, as an old Mac does; other computers take it for another name",
        "名称 {name} 以分离的附加符号保存（旧式 Mac 的做法）；其他计算机会当作另一个名称",
    ),
    Text("The same name then exists twice, and only one is found.", "同一名称会存在两次，却只能找到一个。"),
    Text("Rename it, typing the name anew.", "请重新输入名称来改名。"),
    "müller written as m, u, two dots, …",
)
CASE_CLASH = Code(
    "case-clash",
    _ERROR,
    Text("{name} and {other} differ only in capital letters", "{name} 与 {other} 只有大小写不同"),
    Text(
        "On Windows and Mac the two are one file, and one overwrites the other.",
        "在 Windows 和 Mac 上两者是同一个文件，会互相覆盖。",
    ),
    Text("Rename one of them, or join them.", "请改其中一个的名称，或合并两者。"),
    "customers/Good-One and customers/good-one",
)
IGNORED_FILE = Code(
    "ignored-file",
    _WARNING,
    Text("This file is left out of the archive by a .gitignore rule", "此文件被 .gitignore 的规则排除在档案之外"),
    Text(
        "It looks like data, but it is neither checked nor published nor shared.",
        "它看起来是数据，却不会被检查、发布或共享。",
    ),
    Text(
        "Remove the rule from .gitignore, or move the file elsewhere.",
        "请从 .gitignore 中去掉该规则，或把文件移到别处。",
    ),
    "a .gitignore with the line *.yaml",
)
SUBMODULE = Code(
    "submodule",
    _INFO,
    Text(
        "This folder is a Git repository of its own and is not part of the archive",
        "此文件夹是独立的 Git 仓库，不属于本档案",
    ),
    Text("Its files have another history and other approvals.", "其中的文件有另外的历史和审批。"),
    Text("Nothing need be done unless its files belong to the archive.", "除非其中的文件属于本档案，否则无需处理。"),
    "vendor/ added as a submodule",
)
NO_HISTORY = Code(
    "no-history",
    _INFO,
    Text(
        "This archive is not under Git: nobody can see who recorded what and when",
        "此档案没有使用 Git：无法知道谁在何时记录了什么",
    ),
    Text("History, approvals and the date of each fact come from Git.", "历史、审批和每个事实的日期都来自 Git。"),
    Text("Run git init in the archive, or ask a colleague to.", "请在档案文件夹里运行 git init，或请同事帮忙。"),
    "an archive copied out of a zip file",
)
