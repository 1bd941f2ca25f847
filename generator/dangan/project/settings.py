"""Reads `dangan.yaml` of a tree."""

from dangan.config import FORMAT, Config
from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem
from dangan.source.reader import read_document
from dangan.source.tree import Tree

SETTINGS = "dangan.yaml"
_NEWER = Text(
    "this archive is of format {there}, and this Dangan reads up to {known}: install a newer one "
    "(pip install --upgrade dangan); nothing was changed",
    "此档案库的格式版本为 {there}，当前的 Dangan 最高只能读取 {known}：请安装新版"
    "（pip install --upgrade dangan）；未作任何更改",
)
UNREADABLE: dict[str, str] = {"audience": ""}
"""What is known of settings that cannot be read: not for whom the site is."""


def read_config(tree: Tree) -> Config:
    """The settings, with defaults for what is missing or wrong: what is wrong is a matter for the check.

    Raises EnvironmentProblem for an archive of a newer format, which an older program must not touch.
    """
    document = read_document(tree, SETTINGS)[0] if SETTINGS in tree.paths() else None
    data = document.data if document else UNREADABLE
    config = Config.from_data(data if isinstance(data, dict) else UNREADABLE)
    if config.format > FORMAT:
        raise EnvironmentProblem(_NEWER.fill(there=config.format, known=FORMAT))
    return config
