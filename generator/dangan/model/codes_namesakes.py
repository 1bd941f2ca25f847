"""What is said where two dossiers may be those of one customer."""

from dangan.diagnostics import Code, Severity, Text

SAME_NUMBER = Code(
    "same-number",
    Severity.WARNING,
    Text(
        "{label} {value} is also that of the customer {id}, in {place}",
        "{label} {value} 与客户 {id} 的相同，见 {place}",
    ),
    Text(
        "No two firms share a number: there are two dossiers of one customer, or one of the numbers is wrong.",
        "两家企业不会有相同的号码：要么同一客户建了两份档案，要么其中一个号码有误。",
    ),
    Text(
        "If they are one customer, merge the dossiers (dangan new tombstone, --merged-into); else correct the number.",
        "若为同一客户，请合并档案（dangan new tombstone，--merged-into）；否则请更正号码。",
    ),
    "registration: {uscc: …} with the number of another customer",
)
SAME_NAME = Code(
    "same-name",
    Severity.WARNING,
    Text("The customer {id} is called {value} as well, in {place}", "客户 {id} 也叫 {value}，见 {place}"),
    Text(
        "Two dossiers of one customer each know half of it; of two customers of one name nobody knows which is meant.",
        "同一客户的两份档案各只有一半内容；两个客户同名，则分不清指的是哪一个。",
    ),
    Text(
        "If they are one, merge the dossiers (dangan new tombstone, --merged-into). If they are two, write the "
        "registration number of each (uscc, lei, vat or other), or add to the name what tells them apart, such as "
        "the city.",
        "若为同一客户，请合并档案（dangan new tombstone，--merged-into）。若为两个客户，请分别写上注册号码"
        "（uscc、lei、vat 或 other），或在名称中写明区别，例如所在城市。",
    ),
    "names: {en: Good One Ltd} of two customers, and no registration number of both",
)
