"""What Dangan can be asked to do: plain data, so that help and guide list the commands without importing one."""

from collections.abc import Mapping
from dataclasses import dataclass

from dangan.diagnostics import Text


@dataclass(frozen=True, slots=True)
class Command:
    """Where a command stands, what it does in a line, and the requirements, or parts of them, that it meets."""

    module: str
    attribute: str
    about: Text
    meets: tuple[str, ...] = ()


COMMANDS: Mapping[str, Command] = {
    "init": Command(
        "dangan.cli.init",
        "init",
        Text("Start an archive: a Git repository with a team, rules and a guide.", "新建档案库。"),
    ),
    "new": Command(
        "dangan.cli.new",
        "new",
        Text(
            "Add a customer, competitor, product, project or contact; end a dossier.",
            "新增客户、竞争对手、产品、项目或联系记录；销档。",
        ),
    ),
    "check": Command(
        "dangan.cli.check", "check", Text("Say what is wrong in the archive, and where.", "检查档案，指出问题和位置。")
    ),
    "format": Command(
        "dangan.cli.format",
        "format_",
        Text("Put the files into their one canonical form.", "把文件整理成统一的规范格式。"),
    ),
    "build": Command(
        "dangan.cli.build", "build", Text("Publish the archive as a site.", "把档案发布成网站。"), ("ARC-05", "PPL-14")
    ),
    "serve": Command(
        "dangan.cli.serve",
        "serve",
        Text("Build the site, serve it and follow edits.", "生成网站并在本机打开，随编辑更新。"),
    ),
    "show": Command(
        "dangan.cli.show", "show", Text("Print a customer's dossier.", "打印一个客户的档案。"), ("ARC-07/any-date",)
    ),
    "report": Command(
        "dangan.cli.report",
        "report",
        Text(
            "Answer one question over all customers, as a table, JSON or CSV.",
            "对全部客户回答一个问题，输出表格、JSON 或 CSV。",
        ),
    ),
    "search": Command(
        "dangan.cli.search",
        "search_",
        Text(
            "Find words, names, pinyin and initials in the whole archive.",
            "在整个档案库中查找字词、名称、拼音和首字母。",
        ),
    ),
    "history": Command(
        "dangan.cli.history",
        "history",
        Text("Say who set which field to what, when, in which change.", "查看每个字段何时由谁改成什么。"),
        ("ARC-07/fields",),
    ),
    "diff": Command(
        "dangan.cli.diff",
        "diff",
        Text("Say what changed between two states, and what follows.", "查看两个版本之间改了什么、带来什么。"),
    ),
    "import": Command(
        "dangan.cli.importing",
        "import_",
        Text("Make customers of a spreadsheet (CSV).", "由表格（CSV）建立客户档案。"),
        ("ARC-10/spreadsheets", "ARC-10/dry-run", "ARC-10/duplicates", "ARC-10/report"),
    ),
    "audit": Command(
        "dangan.cli.audit",
        "audit",
        Text(
            "Say of every change who approved it, and how that is known.",
            "逐次说明每次修改由谁批准、何以得知。",
        ),
    ),
    "approve": Command(
        "dangan.cli.approve",
        "approve",
        Text("Approve a change, signed with your SSH key.", "用您的 SSH 密钥签署批准。"),
    ),
    "codeowners": Command(
        "dangan.cli.codeowners",
        "codeowners_",
        Text("Make CODEOWNERS from team, rules and custodians.", "由团队、规则和负责人生成 CODEOWNERS。"),
    ),
    "demo": Command(
        "dangan.cli.demo",
        "demo",
        Text(
            "Write the sample archive with two years of history, to try things on.",
            "生成带两年历史的示例档案库，供试用。",
        ),
    ),
    "schema": Command(
        "dangan.cli.schema",
        "schema",
        Text("Show which kinds of file there are and what they hold.", "查看有哪些种类的文件、各记什么。"),
    ),
}
"""By the name on the command line; a command below another is called by both names, `schema coverage`."""
