"""What an audit says of itself: whom it trusts, what is proof, and what it could not look at."""

from collections.abc import Iterator

from dangan.diagnostics import Text
from dangan.review.audit import Audit, Root, Trust
from dangan.review.finding import short
from dangan.review.judgement import Verdict
from dangan.review.known import Known


def trust_said(trust: Trust) -> Text:
    """The trust root by name; without one, that the first commit is trusted."""
    if trust.root is Root.NAMED:
        return _NAMED.fill(commit=short(trust.commit))
    if trust.anchor and (signed := trust.anchor.signed):
        return _BY_TAG.fill(tag=trust.anchor.name, commit=short(trust.commit), who=trust.anchor.holder, key=signed.key)
    return _FIRST.fill(commit=short(trust.commit) or "–")


def notes(found: Audit) -> Iterator[Text]:
    """What the grades of proof mean that occur, then what was not looked at."""
    known = {each.known for each in found.changes if each.verdict is Verdict.APPROVED}
    yield from (text for level, text in MEANT.items() if level in known)
    if any(each.is_equivalent_only for each in found.changes):
        yield EQUIVALENT
    yield from limits(found)


def limits(found: Audit) -> Iterator[Text]:
    """How far it is to be believed."""
    if unsure := sum(each.known > Known.CLAIMED and each.author_known is Known.CLAIMED for each in found.changes):
        yield _AUTHORS.fill(n=unsure)
    if found.unread:
        yield _UNREAD.fill(n=found.unread)
    if found.unused:
        yield _UNUSED.fill(n=found.unused)
    if found.shallow:
        yield SHALLOW


_NAMED = Text(
    "Trust root: {commit}, named by whoever ran the audit. What came up to there is not judged.",
    "信任起点：{commit}，由运行审计的人指定。在此之前（含）的修改不作判断。",
)
_BY_TAG = Text(
    "Trust root: the tag {tag} at {commit}, signed by {who} with {key}. Compare that key with one that you know.",
    "信任起点：标签 {tag}（{commit}），由 {who} 用 {key} 签署。请与您已知的密钥核对。",
)
_FIRST = Text(
    "There is no trust root (--trust REV, or a signed tag): this trusts the first commit that names a team, {commit}, "
    "and what came before it.",
    "没有信任起点（--trust REV 或签名标签）：本结果信任第一个写有团队的提交 {commit} 及其之前的内容。",
)
MEANT = {
    Known.SIGNED: Text(
        "Signed is proof: only who has the reviewer's key can have made it.",
        "“本人签名”是证据：只有持有审核人密钥的人才能作出。",
    ),
    Known.ATTESTED: Text(
        "Attested is proof that the forge said so, as far as nobody else has its key or wrote the text that it signed.",
        "“平台证明”只证明平台如此记载，前提是其密钥未外泄、所签文字不是他人所写。",
    ),
    Known.CLAIMED: Text(
        "Only claimed is no proof: whoever can write a commit could have written it.",
        "“仅有记载”不是证据：能提交修改的人都能这样写。",
    ),
}
EQUIVALENT = Text(
    "Equivalent: the same changes of fields were approved, and the file had moved on by then.",
    "“等同”：批准的是同样的字段修改，只是合并时文件已另有变动。",
)
_AUTHORS = Text(
    "The authors of {n} of those whose approval is more than a claim are only claimed: that two people were at it is "
    "then a claim too.",
    "批准不止于记载的修改中，有 {n} 次的作者仅为自称：是否确由两人经手，仍只是一种说法。",
)
_UNREAD = Text(
    "{n} commits are signed with OpenPGP or X.509: these signatures were not looked at, only SSH keys are known.",
    "{n} 个提交使用 OpenPGP 或 X.509 签名：未作验证，仅支持 SSH 密钥。",
)
_UNUSED = Text(
    "{n} signed approvals are of nothing that reached the main branch.",
    "有 {n} 个签署的批准未对应到主分支上的任何修改。",
)
SHALLOW = Text(
    "This copy is shallow: what came before its first commit is not known (git fetch --unshallow).",
    "这是浅克隆：最早一个提交之前的情况无从得知（git fetch --unshallow）。",
)
