"""The words of the frame: header, drawer, footer, the page that is not there."""

from collections.abc import Mapping

from dangan.diagnostics import Text
from dangan.levels import Level

WORDS: Mapping[str, Text] = {
    "skip": Text("Skip to content", "跳到正文"),
    "menu": Text("Menu", "菜单"),
    "close": Text("Close", "关闭"),
    "sections": Text("Sections", "栏目"),
    "about": Text("About this site", "关于本站"),
    "scheme_auto": Text("Colours: as the device", "颜色：跟随设备"),
    "scheme_light": Text("Colours: light", "颜色：浅色"),
    "scheme_dark": Text("Colours: dark", "颜色：深色"),
    "search": Text("Search", "搜索"),
    "search_hint": Text("Names, pinyin, words", "名称、拼音、任意文字"),
    "search_what": Text(
        "Searches everything this site may show, in Chinese and English.", "可用中文或英文搜索本站显示的全部内容。"
    ),
    "search_choose": Text("choose", "选择"),
    "search_open": Text("open", "打开"),
    "search_close": Text("close", "关闭"),
    "trail": Text("Where this page is", "当前位置"),
    "edit": Text("Edit", "编辑"),
    "missing": Text("This page is not here", "没有这个页面"),
    "missing_why": Text(
        "It may have been renamed or taken out of the archive. Start again from the home page.",
        "它可能已改名，或已从档案中移除。请从首页重新查找。",
    ),
}
GUIDE = Text("Guide", "指南")
GUIDE_PAGE = Text("What the check says", "检查提示说明")
LANGUAGE = {"en": "English", "zh": "中文"}
START = {"en": "Home page in English", "zh": "中文首页"}
AUDIENCES: Mapping[Level, Text] = {
    Level.PUBLIC: Text("Public", "公开"),
    Level.INTERNAL: Text("Internal", "内部"),
    Level.CONFIDENTIAL: Text("Confidential", "机密"),
    Level.RESTRICTED: Text("Restricted", "绝密"),
}
BUILT = Text("{audience} · for {date}", "{audience} · 截至 {date}")
BUILT_FROM = Text("{audience} · for {date}, from {commit}", "{audience} · 截至 {date}，版本 {commit}")
PAST = Text(
    "The archive as it stood on {date}, at commit {commit}. Nothing later is shown.",
    "这是 {date} 时的档案（版本 {commit}），不含此后的任何内容。",
)


def words(lang: str) -> Mapping[str, str]:
    return {key: text.to(lang) for key, text in WORDS.items()}
