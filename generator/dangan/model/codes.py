"""What can be wrong between files that are each right by themselves."""

from dangan.diagnostics import Code, Severity, Text

STRAY_FILE = Code(
    "stray-file",
    Severity.ERROR,
    Text(
        "This file belongs to no customer, so nobody will find what it says",
        "此文件不属于任何客户，其中的内容不会被任何人看到",
    ),
    Text(
        "A customer is a folder with a profile.yaml. A file beside such folders is read by nobody.",
        "客户是一个含有 profile.yaml 的文件夹；放在这些文件夹之外的文件不会被读取。",
    ),
    Text("Move the file into the customer's folder.", "请把文件移到对应客户的文件夹里。"),
    "customers/people.yaml",
)
MISSING_PROFILE = Code(
    "missing-profile",
    Severity.ERROR,
    Text(
        "The folder {folder} has customer data but no profile.yaml",
        "文件夹 {folder} 有客户资料，但缺少 profile.yaml",
    ),
    Text(
        "The profile says who the customer is; without it the folder is no customer.",
        "客户概况说明客户是谁；没有它，这个文件夹就不算客户。",
    ),
    Text(
        "Add a profile.yaml with id, names, custodian and stage.",
        "请添加 profile.yaml，写明 id、names、custodian 和 stage。",
    ),
    "customers/fengxing/people.yaml without customers/fengxing/profile.yaml",
)
UNKNOWN_FILE = Code(
    "unknown-file",
    Severity.ERROR,
    Text("No kind of file has this name, so it would not be read", "没有这种名称的文件，因此不会被读取"),
    Text("Dangan knows a file by its name and place.", "系统按文件的名称和位置识别文件。"),
    Text("Rename the file, or put it into documents/.", "请改文件名，或把它放进 documents/。"),
    "customers/fengxing/poeple.yaml",
)
NESTED_CUSTOMER = Code(
    "nested-customer",
    Severity.ERROR,
    Text("This customer lies inside the folder of another, {outer}", "此客户位于另一个客户 {outer} 的文件夹内"),
    Text("It would be unclear whose files are whose.", "这样无法分清哪些文件属于哪个客户。"),
    Text("Move the folder out, beside the other customer.", "请把该文件夹移出来，与另一个客户并列。"),
    "customers/fengxing/branch/profile.yaml",
)
FOLDER_NAME = Code(
    "folder-name-differs",
    Severity.INFO,
    Text("The folder is called {folder} and the customer {id}", "文件夹名为 {folder}，而客户编号为 {id}"),
    Text("Both work; people look for a customer under its id.", "两者都可用；但大家通常按编号找客户。"),
    Text("Rename the folder when it suits you.", "方便时请重命名文件夹。"),
    "customers/fx/profile.yaml with id: fengxing",
)
DUPLICATE_ID = Code(
    "duplicate-id",
    Severity.ERROR,
    Text("{what} {id} is already taken in {place}", "{what} {id} 已在 {place} 使用"),
    Text("Links go by id: with two of one id nobody knows which is meant.", "链接按编号查找：两个相同的编号无法区分。"),
    Text("Give one of the two another id.", "请给其中一个换一个编号。"),
    "two profiles with id: fengxing",
)
UNKNOWN_REFERENCE = Code(
    "unknown-reference",
    Severity.ERROR,
    Text("There is no {what} called {target}", "没有名为 {target} 的{what}"),
    Text("A link to nothing leads a colleague astray.", "指向不存在的对象会误导同事。"),
    Text("Correct the id, or add what it stands for.", "请更正编号，或先添加它所指的对象。"),
    "custodian: chen-lee",
)
WRONG_KIND = Code(
    "wrong-reference",
    Severity.ERROR,
    Text("{target} is a {actual}, and here a {what} is asked for", "{target} 是{actual}，而此处应填{what}"),
    Text("The link would lead to the wrong kind of page.", "链接会指向错误类型的页面。"),
    Text("Write the id of the right thing.", "请填写正确对象的编号。"),
    "custodian: li-mei (a person at the customer)",
)
DATE_ORDER = Code(
    "date-order",
    Severity.ERROR,
    Text(
        "{later_label} ({later}) lies before {earlier_label} ({earlier})",
        "{later_label}（{later}）早于{earlier_label}（{earlier}）",
    ),
    Text("One of the two dates must be wrong.", "两个日期中必有一个有误。"),
    Text("Correct the date that is wrong.", "请更正有误的日期。"),
    "opened: 2026-05-01 and decision_by: 2026-03-01",
)
FUTURE_DATE = Code(
    "future-date",
    Severity.ERROR,
    Text("{label} ({date}) lies after {today}, which has not come yet", "{label}（{date}）晚于今天（{today}）"),
    Text("What is recorded as having happened cannot lie in the future.", "已发生的事情不可能在未来。"),
    Text("Correct the date; a plan belongs into next steps.", "请更正日期；计划应写入下一步行动。"),
    "date: 2062-11-02 in a log entry",
)
