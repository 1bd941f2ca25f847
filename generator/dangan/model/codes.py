"""What can be wrong between files that are each right by themselves."""

from dangan.diagnostics import Code, Severity, Text
from dangan.model import codes_life, codes_namesakes

LIFE = codes_life
"""Those of the life of a dossier."""
NAMESAKES = codes_namesakes
"""Those of dossiers that may be of one customer."""
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
WRONG_ENDING = Code(
    "wrong-ending",
    Severity.ERROR,
    Text("This file is read only under the name {name}: rename it", "此文件只有名为 {name} 才会被读取：请改名"),
    Text("Dangan knows a file by its name, with the ending.", "系统按文件名（包括扩展名）识别文件。"),
    Text(
        "Rename the file: .yaml and not .yml, .md and not .markdown.",
        "请改文件名：用 .yaml 而不是 .yml，用 .md 而不是 .markdown。",
    ),
    "customers/fengxing/profile.yml",
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
    ("TXN-07/references",),
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
    ("TXN-07/date-order",),
)
FUTURE_DATE = Code(
    "future-date",
    Severity.ERROR,
    Text(
        "{label} ({date}) has not come yet: today is {today}",
        "{label}（{date}）尚未到来：今天是 {today}",
    ),
    Text("What is recorded as having happened cannot lie in the future.", "已发生的事情不可能在未来。"),
    Text("Correct the date; a plan belongs into next steps.", "请更正日期；计划应写入下一步行动。"),
    "date: 2062-11-02 in a log entry",
)
DUPLICATE_KEY = Code(
    "duplicate-key-in-list",
    Severity.ERROR,
    Text("{label} has an entry for {value} already, on line {line}", "“{label}”里第 {line} 行已经有 {value} 这一条"),
    Text(
        "An entry of this list is found by what it is about: of two about the same nobody knows which one counts.",
        "这份列表按条目的内容查找：两条内容相同，就不知道以哪一条为准。",
    ),
    Text("Put what both say into one of them, and take the other out.", "请把两条合并为一条。"),
    "prices: [{date: 2026-03-01, price: …}, {date: 2026-03-01, price: …}]",
)
REPEATED_VALUE = Code(
    "repeated-value",
    Severity.WARNING,
    Text("{value} stands in {label} already, on line {line}", "“{label}”里第 {line} 行已经写了 {value}"),
    Text("Order and number do not count in this list: once says it.", "这份列表不分先后，也不计次数：写一次就够了。"),
    Text("Take one of the two out.", "请删去其中一个。"),
    "roles: [user, user]",
)
UNKNOWN_FACT = Code(
    "unknown-fact",
    Severity.ERROR,
    Text("There is no field `{name}` beside `{block}`", "与 `{block}` 并列的字段中没有 `{name}`"),
    Text(
        "What a source or another value is for must be a field of the same mapping, or nobody will see it.",
        "来源或另一说法必须对应同一组里的字段，否则没有人会看到。",
    ),
    Text("Write the name of the field exactly as it stands beside it.", "请照并列字段的写法填写。"),
    "evidence: {employees: [visit-1]}   # beside `employees:`",
)
EVIDENCE_FOR_NOTHING = Code(
    "evidence-for-nothing",
    Severity.WARNING,
    Text("{label} has sources, but no value", "“{label}”写了来源，却没有内容"),
    Text("Perhaps the value was lost, or the sources are left over.", "可能内容丢了，也可能来源是多余的。"),
    Text("Write the value, or take its sources out.", "请写上内容，或删去来源。"),
    "evidence: {employees: [visit-1]}   # and no `employees:`",
)
UNKNOWN_PATH = Code(
    "unknown-path",
    Severity.ERROR,
    Text("Nothing is recorded at `{path}`", "`{path}` 处没有任何记录"),
    Text("What rests on nothing cannot be looked at again when it changes.", "依据不存在，日后就无法复核。"),
    Text(
        "Write the path of a fact, such as profile/scale/employees, or the id of a source.",
        "请填写事实的路径（如 profile/scale/employees）或来源编号。",
    ),
    "rests_on: [profile/scale/employees, visit-1]",
)
SUM_DIFFERS = Code(
    "sum-differs",
    Severity.WARNING,
    Text("{label} is {written}, but {parts} come to {computed}", "“{label}”写的是 {written}，而{parts}应为 {computed}"),
    Text(
        "One of the figures must be wrong, and everything that is counted from it.",
        "其中必有一个数字有误，据此计算的结果也会跟着错。",
    ),
    Text(
        "Look at the paper and correct the figure that is wrong; freight and discounts have fields of their own.",
        "请核对原件，更正有误的数字；运费和折扣有各自的字段。",
    ),
    "quantity: 100, price: 5.20, amount: 502.00",
    ("TXN-07/totals",),
)
MISSING_DOCUMENT = Code(
    "missing-document",
    Severity.ERROR,
    Text("There is no file {path}", "没有文件 {path}"),
    Text(
        "The register says that the paper is kept here; the day it is needed it will not be found.",
        "登记写明存有此文件，需要时却会找不到。",
    ),
    Text(
        "Put the file into the customer's documents/, correct its path, or write its disposal.",
        "请把文件放进该客户的 documents/，或更正路径，或写明处置情况。",
    ),
    "file: licence.pdf without documents/licence.pdf",
    ("DOC-02/exists",),
)
CHANGED_DOCUMENT = Code(
    "changed-document",
    Severity.ERROR,
    Text(
        "The file {path} is not the one that was registered: its SHA-256 is {found}",
        "文件 {path} 已不是登记时的那份：其 SHA-256 为 {found}",
    ),
    Text(
        "An original that has been changed proves nothing any more.",
        "原始资料一经改动，就不再有证明效力。",
    ),
    Text(
        "Bring the registered file back; where it was rightly replaced, register the new one with its own SHA-256.",
        "请恢复登记时的文件；若确属更换，请登记新文件并写上它的 SHA-256。",
    ),
    "sha256: 3b1f… of a file that was saved again",
    ("DOC-02/matches",),
)
UNSEALED_DOCUMENT = Code(
    "unsealed-document",
    Severity.INFO,
    Text("{path} is registered without its SHA-256", "{path} 登记时没有写 SHA-256"),
    Text(
        "Without it nobody can show later that the file is still the one that came in.",
        "没有它，日后就无法证明文件仍是当初收到的那份。",
    ),
    Text("Look at the file, then write its SHA-256.", "请核对文件，再写上它的 SHA-256。"),
    "file: licence.pdf without sha256",
    ("DOC-02/matches",),
)
EXPIRED = Code(
    "expired",
    Severity.WARNING,
    Text("{title} was valid until {date} only", "“{title}”的有效期已于 {date} 届满"),
    Text(
        "What has expired does not bind and does not prove.",
        "过期的文件没有约束力，也不能作为证明。",
    ),
    Text(
        "Ask for the new paper, register it, and name it in replaced_by of the old one.",
        "请索取新的文件并登记，再在旧文件的 replaced_by 中写明。",
    ),
    "valid_until: 2025-12-31",
    ("DOC-02/expired",),
)
EXPIRES_SOON = Code(
    "expires-soon",
    Severity.INFO,
    Text("{title} is valid until {date}", "“{title}”的有效期将于 {date} 届满"),
    Text(
        "A new one takes time; rules.yaml says how long before it is reminded of.",
        "换发需要时间；提前多久提醒由 rules.yaml 规定。",
    ),
    Text("Ask for the new paper in time.", "请及时索取新的文件。"),
    "valid_until: 2026-12-15, with expires_soon: P60D in rules.yaml",
    ("DOC-02/expires-soon",),
)
DOCUMENT_NOT_REGISTERED = Code(
    "document-not-registered",
    Severity.INFO,
    Text("No entry of documents.yaml names this file", "documents.yaml 中没有登记此文件"),
    Text(
        "Nobody can tell what it is, whether it is an original, and how long it must be kept.",
        "没有人知道它是什么、是不是原件、要保管多久。",
    ),
    Text("Add an entry for it, with its path in `file`.", "请为它添加一条登记，在 `file` 中写明路径。"),
    "customers/fengxing/documents/scan-0417.pdf",
)
