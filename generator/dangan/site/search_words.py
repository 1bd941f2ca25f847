"""What the scripts of the search say; the words of its page stand in words.json, those of the box in the frame's."""

import json
from collections.abc import Mapping

from dangan.diagnostics import Text

WORDS: Mapping[str, Text] = {
    "all": Text("All {n} results", "查看全部 {n} 条结果"),
    "all_about": Text("All results, about {n}", "查看全部结果（约 {n} 条）"),
    "any": Text("All", "全部"),
    "count": Text("{n} results", "{n} 条结果"),
    "count.one": Text("1 result", "1 条结果"),
    "count_about": Text("about {n} results", "约 {n} 条结果"),
    "drop": Text("Remove", "删除"),
    "failed": Text(
        "The search could not be loaded. Load the page again, or look in the list of customers.",
        "搜索未能加载。请刷新页面，或到客户列表中查找。",
    ),
    "looking": Text("Searching …", "正在搜索……"),
    "names": Text("By name", "名称"),
    "none": Text(
        "Nothing found. Try fewer or other words: pinyin, initials and part of a word will do for names.",
        "没有找到。请减少或更换词语；名称可用全拼、首字母或其中一部分查找。",
    ),
    "none_so": Text(
        "Nothing found with these filters. Take one of them away.", "在这些筛选条件下没有找到，请减少条件。"
    ),
    "page": Text("See them on the search page, with filters", "在搜索页中查看并筛选"),
    "results": Text("Results", "搜索结果"),
    "short": Text("Type a letter, a digit or a character.", "请至少输入一个字母、数字或汉字。"),
    "texts": Text("In the text", "正文"),
    "type": Text("Type what you are looking for.", "请输入要查找的内容。"),
}


def words_script(lang: str) -> bytes:
    """A classic script, so that it loads from `file://`; a wording for one thing is left out where it is no other."""
    words = {key: text.to(lang) for key, text in WORDS.items()}
    return f"danganSearch.words = {json.dumps(words, ensure_ascii=False)}\n".encode()
