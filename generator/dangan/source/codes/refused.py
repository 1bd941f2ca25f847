"""What YAML allows and an archive does not."""

from dangan.diagnostics import Code, Severity, Text
from dangan.source.limits import MAX_DEPTH, MAX_DIGITS, MAX_VALUES

DUPLICATE_KEY = Code(
    "duplicate-key",
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
    Text("A line cannot begin with % here", "这里一行不能以 % 开头"),
    Text("In YAML such a line gives orders to the reading program.", "在 YAML 中，这样的行是给读取程序的指令。"),
    Text("Delete the line; if it is text, put it in quotes.", "请删除这一行；如果是文字，请加引号。"),
    "%YAML 1.1\n---\nid: good-one",
)
NON_TEXT_KEY = Code(
    "non-text-key",
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
    Text("This number is too long to be one; put it in quotes if it is text", "这个数字太长了；如果是文字，请加引号"),
    Text(
        f"Numbers of more than {MAX_DIGITS} digits, or with such an exponent, stop calculations.",
        f"超过 {MAX_DIGITS} 位的数字或指数会使计算停顿。",
    ),
    Text("Put it in quotes, or write the right number.", "请加引号，或写出正确的数字。"),
    "turnover: 1e999999999",
)
