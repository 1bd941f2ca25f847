"""Links between pages, out of the site, and into the forge's editor."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from dangan.config import Config, Forge
from dangan.site import links
from dangan.site.links_forge import LONGEST, NewFile, edit_link, line_link, new_link

FORGES = {
    kind: Config(forge=Forge(kind, "https://forge.example/team/archive")) for kind in ("github", "gitlab", "gitea")
}


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("index.html", "customers/index.html", "customers/index.html"),
        ("customers/a/index.html", "customers/b/index.html", "../b/index.html"),
        ("customers/a/index.html", "index.html", "../../index.html"),
        ("customers/a/index.html", "customers/index.html", "../index.html"),
        ("customers/a/index.html", "customers/a/index.html#log-1", "#log-1"),
        ("customers/a/index.html", "customers/a/index.html", "index.html"),
        ("customers/index.html", "team/x/index.html#y", "../team/x/index.html#y"),
    ],
)
def test_links_are_relative_and_spelt_out(here: str, there: str, link: str) -> None:
    assert links.rel(here, there) == link


def test_assets_lie_above_the_languages() -> None:
    assert links.rel_asset("customers/index.html", "assets/x.js") == "../../assets/x.js"


@pytest.mark.parametrize("thing", ["../../etc", "a/b", "CON", "", "ü", "x" * 65, "a b", "<script>"])
def test_an_id_that_is_none_makes_a_safe_folder(thing: str) -> None:
    folder = links.page_address("customers", thing).split("/")
    assert folder[0] == "customers"
    assert folder[-1] == "index.html"
    assert all(part and part.replace("-", "").isalnum() and part.isascii() for part in folder[1:-1])


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//x\\y:1 2",
    ],
)
def test_other_schemes_lead_nowhere(url: str) -> None:
    assert links.safe_href(url) == ""
    assert not links.web_href(url).lower().startswith(("javascript", "data", "vbscript", "file"))


def test_recorded_addresses_become_links() -> None:
    assert links.web_href("www.a.example/x") == "https://www.a.example/x"
    assert links.web_href("http://a.example") == "http://a.example"
    assert links.mail_href("li@a.example") == "mailto:li@a.example"
    assert links.mail_href("li@a.example?bcc=x@b.example") == "mailto:li@a.example%3Fbcc%3Dx@b.example"
    assert links.phone_href("+86 (571) 5555-0100") == "tel:+8657155550100"


@pytest.mark.parametrize(
    ("kind", "link"),
    [
        ("github", "https://forge.example/team/archive/edit/main/customers/%E9%A3%8E%20x/profile.yaml"),
        ("gitlab", "https://forge.example/team/archive/-/edit/main/customers/%E9%A3%8E%20x/profile.yaml"),
        ("gitea", "https://forge.example/team/archive/_edit/main/customers/%E9%A3%8E%20x/profile.yaml"),
    ],
)
def test_edit_links_of_each_forge(kind: str, link: str) -> None:
    assert edit_link(FORGES[kind], "customers/风 x/profile.yaml") == link
    assert line_link(FORGES[kind], "customers/风 x/profile.yaml", 7) == link + "#L7"


@pytest.mark.parametrize(
    ("kind", "key", "start"),
    [
        ("github", "filename", "/new/main/"),
        ("gitlab", "file_name", "/-/new/main/"),
        ("gitea", "filename", "/_new/main/"),
    ],
)
def test_new_files_of_each_forge(kind: str, key: str, start: str) -> None:
    file = NewFile("customers/a/log", "contact.md", "---\ndate:\n", ("#  - li\n",), "---\n\n说了什么 & more\n")
    link = urlsplit(new_link(FORGES[kind], file))
    asked = parse_qs(link.query)
    assert link.path == f"/team/archive{start}customers/a/log"
    assert asked[key] == ["contact.md"]
    if kind == "gitlab":
        assert "value" not in asked
    else:
        assert asked["value"] == ["---\ndate:\n#  - li\n---\n\n说了什么 & more\n"]


@pytest.mark.parametrize("kind", ["github", "gitea"])
def test_a_long_link_loses_spare_lines_and_nothing_else(kind: str) -> None:
    spare = tuple(f"#  - person-{n}   # 人名人名人名{n}\n" for n in range(400))
    link = new_link(FORGES[kind], NewFile("customers/a/log", "contact.md", "---\ndate:\n", spare, "---\n\n正文\n"))
    text = parse_qs(urlsplit(link).query)["value"][0]
    assert LONGEST - 200 < len(link.encode()) <= LONGEST
    assert text.startswith("---\ndate:\n#  - person-0 ")
    assert text.endswith("\n---\n\n正文\n")


def test_a_link_stays_short_even_without_room_for_the_text() -> None:
    link = new_link(FORGES["github"], NewFile("customers/a/log", "contact.md", "x" * 9000))
    assert len(link.encode()) < LONGEST
    assert "value=" not in link


def test_a_folder_inside_the_forges_repository_and_a_branch_with_a_slash() -> None:
    config = Config(branch="team/main", base="sales/archive/", forge=Forge("github", "https://forge.example/t/a"))
    assert unquote(edit_link(config, "team.yaml")).endswith("/edit/team/main/sales/archive/team.yaml")
    assert "/new/team/main/sales/archive/customers/a/log?" in new_link(config, NewFile("customers/a/log", "x.md"))


def test_without_a_forge_there_are_no_links() -> None:
    assert edit_link(Config(), "team.yaml") == ""
    assert new_link(Config(), NewFile("a", "b")) == ""
