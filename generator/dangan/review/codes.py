"""What an audit finds. What it says of the approval of a change is one of the first seven."""

from dangan.diagnostics import Code, Severity, Text

DIRECT_PUSH = Code(
    "direct-push",
    Severity.ERROR,
    Text(
        "Pushed to the main branch by {author}, and nothing says that anybody looked at it",
        "{author} 直接推送到主分支，没有任何他人看过的记载",
    ),
    Text("What is on the main branch counts as approved.", "主分支上的内容视为已批准。"),
    Text(
        "Have it looked at now: revert it and propose it again. Protect the main branch on the forge.",
        "请补做审核：先撤销，再重新提交审批。并在托管平台上保护主分支。",
    ),
    "git push origin main",
    ("ARC-02/approval",),
)
SELF_APPROVAL = Code(
    "self-approval",
    Severity.ERROR,
    Text("Approved by {reviewer} alone, who wrote it", "只有作者 {reviewer} 本人批准"),
    Text("A second pair of eyes is what approval is for.", "批准的意义在于由另一个人把关。"),
    Text("Let somebody else with the right look at it and say so.", "请由另一位有权限的同事审核。"),
    "Reviewed-by: Su Wan <su.wan@hailan.example>",
    ("ARC-02/approval",),
)
PUSH_AFTER_APPROVAL = Code(
    "push-after-approval",
    Severity.ERROR,
    Text(
        "{reviewer} approved another state of it ({head}): what was merged is not what was approved",
        "{reviewer} 批准的是另一个版本（{head}）：合并的内容与批准的不同",
    ),
    Text("Approval is of what was seen.", "批准只针对看过的内容。"),
    Text("Have what was added looked at, and propose it again.", "请让人审核后来加入的内容，并重新提交审批。"),
    "two commits, the first of them approved",
    ("ARC-02/approval",),
)
REUSED_APPROVAL = Code(
    "reused-approval",
    Severity.ERROR,
    Text(
        "The approval of {reviewer} had counted for an earlier change already",
        "{reviewer} 的批准已用于更早的一次修改",
    ),
    Text("Each approval counts once: what was undone is not approved again by itself.", "每个批准只用一次。"),
    Text("Ask for a new approval.", "请重新申请批准。"),
    "a change that was reverted and merged again",
    ("ARC-02/approval",),
)
NO_RIGHT = Code(
    "no-right",
    Severity.ERROR,
    Text("Approved by {reviewer}, who had no right to approve {what} that day", "{reviewer} 当天无权批准{what}"),
    Text(
        "rules.yaml says which roles approve what, team.yaml who had them when; both as they were before the change.",
        "rules.yaml 规定由哪些角色批准，team.yaml 记录谁何时担任；均以修改之前的内容为准。",
    ),
    Text("Let somebody with the right approve it: {needs}.", "请由有权限的人批准：{needs}。"),
    "Approved-by: He Qing <he.qing@hailan.example>",
    ("ARC-02/approval",),
)
ONLY_CLAIMED = Code(
    "too-little-proof",
    Severity.ERROR,
    Text(
        "The approval of {reviewer} is {known}, and the policy asks for more: {asked}",
        "{reviewer} 的批准{known}，而制度要求：{asked}",
    ),
    Text(
        "`review.proof` in rules.yaml says how an approval must be known.",
        "rules.yaml 的 `review.proof` 规定批准须有何种证据。",
    ),
    Text("Sign approvals: dangan approve REV --key FILE.", "请签署批准：dangan approve REV --key FILE。"),
    "review: {proof: signed}",
    ("ARC-02/approval",),
)
UNAPPROVED = Code(
    "unapproved",
    Severity.ERROR,
    Text("Nobody with the right has approved {what}", "{what}没有有权限者的批准"),
    Text("A pull request alone says nothing of who looked at it.", "仅有合并请求，并不能说明谁看过。"),
    Text("Let somebody with the right approve it: {needs}.", "请由有权限的人批准：{needs}。"),
    "Merge pull request #12 from feng/visit",
    ("ARC-02/approval",),
)
DROPPED = Code(
    "merge-drops-main",
    Severity.WARNING,
    Text(
        "Takes off the main branch what {whose} had recorded there ({by}), and nobody proposed that: {what}",
        "合并时去掉了主分支上由 {whose} 填写的内容（{by}），而没有人提出过：{what}",
    ),
    Text(
        "What was approved and is gone again without a word is missed too late: so who merges counts as its author.",
        "已批准的内容不声不响地消失，往往很晚才被发现：因此合并者视为作者。",
    ),
    Text(
        "Ask both; put it back, or propose the change that was meant.",
        "请向双方核实；恢复原内容，或把本意另行提交审批。",
    ),
    "git merge -X theirs",
    ("ARC-02/approval",),
)
WRONG_KEY = Code(
    "wrong-key",
    Severity.ERROR,
    Text(
        "{commit} names {claimed}, and is signed with {key}: {why}",
        "{commit} 署名 {claimed}，但签名密钥为 {key}：{why}",
    ),
    Text(
        "A good signature says who signed, not that the name above it is right: `git verify-commit` does not compare.",
        "签名有效只说明谁签的，并不说明署名属实：`git verify-commit` 不作比较。",
    ),
    Text("Ask both whether they know of it.", "请向双方核实。"),
    "Author: Lin Yue, signed by Zhao Yiming",
    ("ARC-09",),
)
UNKNOWN_AUTHOR = Code(
    "unknown-author",
    Severity.ERROR,
    Text("{email} is nobody's address in team.yaml", "team.yaml 中没有人使用 {email}"),
    Text(
        "Who cannot be told from the reviewer may be the reviewer.",
        "无法确定是谁，就无法排除作者与审核人是同一人。",
    ),
    Text("Add the address to the colleague whose it is.", "请把该邮箱加到对应同事名下。"),
    "Author: Zhao <zhao@laptop.local>",
    ("ARC-09",),
)
SHARED_EMAIL = Code(
    "shared-email",
    Severity.ERROR,
    Text("{email} is the address of several colleagues: {names}", "{email} 同时登记在几位同事名下：{names}"),
    Text(
        "It says of none of them that they wrote it, so none of them may approve it.",
        "无法认定是谁写的，因此他们都不得批准。",
    ),
    Text("Leave the address with one of them.", "请只在一人名下保留该邮箱。"),
    "emails: [sales@hailan.example] twice",
)
REWRITTEN = Code(
    "rewritten-history",
    Severity.ERROR,
    Text("{anchor} ({commit}) is no longer part of the main branch", "{anchor}（{commit}）已不在主分支中"),
    Text(
        "What was signed or published once stays part of the history; else the past was written anew.",
        "签署或发布过的版本应始终在历史中；否则就是历史被改写了。",
    ),
    Text("Find a clone that has it, and compare.", "请找到仍保留它的副本进行比对。"),
    "git push --force",
    ("ARC-09/history",),
)
ALTERED_APPROVAL = Code(
    "altered-approval",
    Severity.ERROR,
    Text("The signed approval {name} was changed or removed later", "已签署的批准 {name} 后来被改动或删除"),
    Text("The branch of approvals only grows; what was said first counts.", "批准分支只增不减；以最初内容为准。"),
    Text("Find out who did it: git log dangan-approvals.", "请查明由谁所为：git log dangan-approvals。"),
    "git rm on the branch dangan-approvals",
    ("ARC-09/history",),
)
VANISHED = Code(
    "dossier-vanished",
    Severity.ERROR,
    Text("The dossier {id} was deleted, and no tombstone says why", "档案 {id} 被删除，且没有销档登记说明原因"),
    Text(
        "Nothing disappears without a recorded reason: whoever looks for it must learn where it went and who decided.",
        "没有记录理由，什么也不能消失：来查找的人要知道它去了哪里、由谁决定。",
    ),
    Text(
        "Bring it back, or write its tombstone: dangan new tombstone {id} --help.",
        "请恢复该档案，或写销档登记：dangan new tombstone {id} --help。",
    ),
    "git rm -r customers/fengxing without tombstones/fengxing.yaml",
    ("ARC-01/kept",),
)
WAS_GONE = Code(
    "dossier-was-gone",
    Severity.WARNING,
    Text(
        "The dossier {id} was deleted without a tombstone; {later} brought it back, or said why",
        "档案 {id} 被删除时没有销档登记；后来由 {later} 恢复或补登",
    ),
    Text(
        "Meanwhile nobody could learn where it had gone.",
        "在此期间，没有人能知道它去了哪里。",
    ),
    Text("Nothing is left to do; next time write the tombstone first.", "无需再处理；下次请先写销档登记。"),
    "a folder deleted by mistake and put back",
    ("ARC-01/kept",),
)
NOT_HANDED_OVER = Code(
    "handover-missing",
    Severity.WARNING,
    Text(
        "The custodian changes from {before} to {now}, and custody.yaml has no handover to {now}",
        "负责人由 {before} 改为 {now}，但 custody.yaml 中没有移交给 {now} 的记录",
    ),
    Text(
        "Whoever takes over needs what the one before knows, and later somebody will ask since when.",
        "接手的人需要前任掌握的情况；日后也会有人问是何时移交的。",
    ),
    Text(
        "Add it to custody.yaml: on, from, to, and a sentence each for state, people, habits, dealings.",
        "请在 custody.yaml 补记：on、from、to，并用一两句话写 state、people、habits、dealings。",
    ),
    "custodian: he-qing in place of luo-qi",
    ("ARC-12",),
)
UNKNOWN_TARGET = Code(
    "unknown-review-target",
    Severity.ERROR,
    Text(
        "“{what}” is no kind of file, no part of one and no folder that is watched, so this entry protects nothing",
        "“{what}”不是文件种类或其中的部分，也不是受审计的文件夹，因此这一条不起作用",
    ),
    Text("An entry names what needs somebody's approval.", "每一条写明什么内容须由谁批准。"),
    Text(
        "Name a kind (dangan schema list), a part of one, or a folder.",
        "请写文件种类（dangan schema list）、其中的部分或文件夹。",
    ),
    "what: credits/limit",
)
CODEOWNERS_OLD = Code(
    "codeowners-outdated",
    Severity.WARNING,
    Text(
        "The forge would ask others for approval than team, custody and policy name: this file is out of date",
        "托管平台会向错误的人请求批准：此文件与团队、负责人和审批规则不一致",
    ),
    Text(
        "CODEOWNERS is made from team.yaml, rules.yaml and the custodians.",
        "CODEOWNERS 由 team.yaml、rules.yaml 和负责人生成。",
    ),
    Text("dangan codeowners --write", "dangan codeowners --write"),
    ".github/CODEOWNERS",
)
FINDINGS = (
    DIRECT_PUSH, SELF_APPROVAL, PUSH_AFTER_APPROVAL, REUSED_APPROVAL, NO_RIGHT, ONLY_CLAIMED, UNAPPROVED, WRONG_KEY,
    UNKNOWN_AUTHOR, SHARED_EMAIL, REWRITTEN, ALTERED_APPROVAL, VANISHED, WAS_GONE,
    DROPPED,
)  # fmt: skip
"""Those of an audit, about commits; the others are about files and come from a check."""
