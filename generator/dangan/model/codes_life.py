"""What can be wrong with the life of a dossier: the order of its states, what becomes of it, who looks after it."""

from dangan.diagnostics import Code, Severity, Text

STATE_ORDER = Code(
    "state-order",
    Severity.WARNING,
    Text("A dossier that is “{before}” does not become “{state}”", "档案状态为“{before}”时不能变为“{state}”"),
    Text(
        "A dossier is opened once, is disposed of only after it was closed or kept on, and nothing follows that.",
        "档案只建立一次；先关闭或转入保存，才能销毁；销毁后不再有别的状态。",
    ),
    Text(
        "Add the state that lies between, or correct the day or the state.",
        "请补上中间的状态，或更正日期或状态。",
    ),
    "states: active on 2026-03-01, disposed on 2026-04-01",
    ("ARC-01/order",),
)
DISPOSED_EARLY = Code(
    "disposed-early",
    Severity.ERROR,
    Text("Disposed of on {on}, and it must be kept until {until}", "已于 {on} 销毁，而须保存到 {until}"),
    Text(
        "What law or contract says must be kept is kept until that day.",
        "依法律或合同须保存的，必须保存到该日。",
    ),
    Text(
        "Correct the day that is wrong; if it is right, say in the reason who ordered it and correct `retain_until`.",
        "请更正有误的日期；若属实，请在理由中写明谁下令，并更正 `retain_until`。",
    ),
    "retain_until: 2036-12-31, disposed on 2026-04-01",
    ("ARC-01/order", "ARC-09/retention"),
)
CLOSED_WITH_OPEN = Code(
    "closed-with-open",
    Severity.WARNING,
    Text(
        "The dossier is “{state}” since {on}, and this is still open: {what}",
        "档案自 {on} 起“{state}”，但仍有未了事项：{what}",
    ),
    Text("What is promised or pursued in a closed dossier is forgotten.", "已关闭的档案里，承诺和项目会被遗忘。"),
    Text(
        "End the project or mark the step as done; or open the dossier again.",
        "请结束该项目、把该步骤标为完成，或重新启用档案。",
    ),
    "states: closed on 2026-03-01, with a project at the step test",
    ("ARC-01/order",),
)
HANDOVER_NOT_DONE = Code(
    "handover-differs",
    Severity.WARNING,
    Text(
        "The last handover ({on}) went to {to}, and the custodian is {custodian}",
        "最近一次移交（{on}）的接手人是 {to}，而负责人是 {custodian}",
    ),
    Text(
        "Every change of custodian is recorded with the handover that made it.",
        "每次更换负责人都应有对应的移交记录。",
    ),
    Text(
        "Add the handover to custody.yaml, or correct `custodian` in profile.yaml.",
        "请在 custody.yaml 补记移交，或更正 profile.yaml 的 `custodian`。",
    ),
    "handovers: to he-qing; custodian: luo-qi",
    ("ARC-12",),
)
SUPERSEDED = Code(
    "superseded-reference",
    Severity.WARNING,
    Text(
        "The dossier {target} goes on in {successor} since {on} ({what})",
        "自 {on} 起，档案 {target} 已转到 {successor}（{what}）",
    ),
    Text(
        "The old id still leads on, by its tombstone; the new one says at once who is meant.",
        "旧编号仍可通过销档登记找到；写新编号则一目了然。",
    ),
    Text("Write the id of the dossier that has it now.", "请改写为现在的档案编号。"),
    "customer: old-name, with tombstones/old-name.yaml",
    ("ARC-01/kept",),
)
GONE = Code(
    "gone-reference",
    Severity.INFO,
    Text("The dossier {target} is here no more since {on} ({what})", "自 {on} 起，档案 {target} 已不在此处（{what}）"),
    Text("The link leads to its tombstone, which says why.", "链接指向它的销档登记，那里写明原因。"),
    Text("Leave it if it tells of the past; else take it out.", "若是记述往事，可以保留；否则请删去。"),
    "customer: old-name, disposed of in tombstones/old-name.yaml",
    ("ARC-01/kept",),
)
LEADS_NOWHERE = Code(
    "tombstone-leads-nowhere",
    Severity.ERROR,
    Text("“{what}” without `{missing}`: where did it go?", "“{what}”却没有写 `{missing}`：去了哪里？"),
    Text("Whoever comes by the old id is led on by the tombstone.", "凭旧编号来的人要靠销档登记找到去向。"),
    Text(
        "Merged, or under another id: name the `successor`; moved away: say the `place`.",
        "合并或改编号：请写 `successor`；移出：请写 `place`。",
    ),
    "what: merged without successor",
    ("ARC-01/kept",),
)
LEADS_TWO_WAYS = Code(
    "tombstone-not-followed",
    Severity.WARNING,
    Text("“{what}” names a successor, {successor}, which nobody is led to", "“{what}”写了 {successor}，但不会指向它"),
    Text(
        "Only what was merged or called otherwise goes on in another dossier.", "只有合并或改编号才会转到另一份档案。"
    ),
    Text("Correct what happened, or take the successor out.", "请更正处理方式，或删去 `successor`。"),
    "what: disposed, successor: fengxing",
    ("ARC-01/kept",),
)
RUNS_IN_CIRCLES = Code(
    "tombstone-circle",
    Severity.ERROR,
    Text("The tombstones lead in a circle: {way}", "销档登记互相指向，形成循环：{way}"),
    Text("Nobody who follows them arrives anywhere.", "循着它们找不到任何档案。"),
    Text("One of them must name a dossier that is there.", "其中之一必须指向现有的档案。"),
    "a goes on in b, b goes on in a",
    ("ARC-01/kept",),
)
