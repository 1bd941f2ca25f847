"""What is wrong with the facts at the top of a Markdown file."""

from dangan.diagnostics import Code, Severity, Text

NO_FRONT_MATTER = Code(
    "no-front-matter",
    Severity.ERROR,
    Text(
        "The file must begin with a line of three dashes (---), the facts, and another line of three dashes",
        "文件必须以一行三个短横线（---）开头，然后是各项内容，再是一行三个短横线",
    ),
    Text(
        "Date, people and medium of a contact stand between the two lines.",
        "接触的日期、人员、方式写在两行短横线之间。",
    ),
    Text("Put the facts at the top, between two lines of ---.", "请把各项内容写在开头的两行 --- 之间。"),
    "Visited Mr Li today.",
)
UNCLOSED_FRONT_MATTER = Code(
    "unclosed-front-matter",
    Severity.ERROR,
    Text(
        "The facts at the top are not closed: a second line of three dashes (---) is missing",
        "开头的内容没有结束：缺少第二行三个短横线（---）",
    ),
    Text("Without it the prose would be read as facts.", "没有它，正文会被当作各项内容来读。"),
    Text("Put a line of --- between the facts and the prose.", "请在各项内容与正文之间加一行 ---。"),
    "---\ndate: 2026-03-01\nVisited Mr Li today.",
)
BODY_IN_FRONT_MATTER = Code(
    "body-in-front-matter",
    Severity.ERROR,
    Text(
        "“body” is the prose below the second line of dashes; it cannot be written up here too",
        "“body”就是第二行短横线下面的正文；不能同时写在上面",
    ),
    Text("One of the two would be lost.", "两者必有一个会丢失。"),
    Text("Move the text below the second line of ---.", "请把文字移到第二行 --- 下面。"),
    "---\nbody: Visited Mr Li.\n---\n",
)
FRONT_MATTER_NOT_MAPPING = Code(
    "front-matter-not-names",
    Severity.ERROR,
    Text(
        "Between the lines of dashes each line must be a name, a colon and a value",
        "两行短横线之间，每一行必须是名称、冒号和值",
    ),
    Text("Other text cannot be told apart into facts.", "其他文字无法分成各项内容。"),
    Text("Write “date: 2026-03-01” and so on; prose goes below.", "请写成“date: 2026-03-01”等；正文写在下面。"),
    "---\nVisited Mr Li today.\n---\n",
)
