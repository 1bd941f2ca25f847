"""What is wrong with the bytes of a file."""

from dangan.diagnostics import Code, Severity, Text
from dangan.source.limits import MAX_BYTES

NOT_UTF8 = Code(
    "not-utf8",
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
    Text("This file is empty", "此文件是空的"),
    Text(
        "An empty file is usually one that was not saved, or lost what it held.", "空文件往往是没有保存，或者丢了内容。"
    ),
    Text("Fill it in, or delete the file.", "请填写内容，或删除此文件。"),
    "# only a comment",
)
UNREADABLE_FILE = Code(
    "unreadable-file",
    Severity.ERROR,
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
