"""Settings that a pull request may bring: nothing of them leads readers astray."""

import pytest

from dangan.config import Config, Forge


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)//",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "//evil.example/x",
        "/x",
        "x",
        "",
        "http:///x",
        "https://",
        "https:evil",
        "ftp://a.example/x",
        "http://[::1",
        "https://a.example\\b",
        "https://a.example/ x",
        "https://a.example/\nx",
        1,
        None,
    ],
)
def test_an_address_that_is_not_of_the_web_is_no_forge(url: object) -> None:
    assert Config.from_data({"forge": {"kind": "github", "url": url}}).forge is None


@pytest.mark.parametrize("url", ["https://forge.example/hailan/archive", "http://forge.example:8080/a"])
def test_an_address_of_the_web_is_one(url: str) -> None:
    assert Config.from_data({"forge": {"kind": "gitea", "url": f"{url}/"}}).forge == Forge("gitea", url)
