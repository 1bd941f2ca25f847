"""What is wrong with the folder as a whole."""

from dangan.diagnostics import Code, Severity, Text

LINK_OUT = Code(
    "link-out",
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.WARNING,
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
    Severity.WARNING,
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
    Severity.ERROR,
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
    Severity.WARNING,
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
    Severity.INFO,
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
    Severity.INFO,
    Text(
        "This archive is not under Git: nobody can see who recorded what and when",
        "此档案没有使用 Git：无法知道谁在何时记录了什么",
    ),
    Text("History, approvals and the date of each fact come from Git.", "历史、审批和每个事实的日期都来自 Git。"),
    Text("Run git init in the archive, or ask a colleague to.", "请在档案文件夹里运行 git init，或请同事帮忙。"),
    "an archive copied out of a zip file",
)
NO_GIT = Code(
    "no-git",
    Severity.INFO,
    Text(
        "Git is not installed here, so nobody can see who recorded what and when",
        "本机没有安装 Git，因此无法知道谁在何时记录了什么",
    ),
    Text("History, approvals and the date of each fact come from Git.", "历史、审批和每个事实的日期都来自 Git。"),
    Text("Install Git; the archive itself is in order.", "请安装 Git；档案本身没有问题。"),
    "a computer without Git",
)
TRACKED_OUTPUT = Code(
    "tracked-output",
    Severity.ERROR,
    Text(
        "{name} is in Git, but Dangan makes it anew each time", "{name} 保存在 Git 中，但它是 Dangan 每次重新生成的内容"
    ),
    Text(
        "Nobody reads what is in there before accepting it, and it could end up in the published site.",
        "接受修改时没有人会看其中的内容，而它可能混入发布的网站。",
    ),
    Text(
        "Take it out of Git, for instance with git rm -r --cached site",
        "请将其移出 Git，例如运行 git rm -r --cached site",
    ),
    "site/ committed with the archive",
)
