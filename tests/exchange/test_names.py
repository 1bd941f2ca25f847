"""Ids from names, names that are the same, hosts, countries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangan.exchange.countries import country_code
from dangan.exchange.create import proposed_id
from dangan.exchange.hosts import host_of, with_scheme
from dangan.exchange.names import language_of, normalised, pinyin_slug, slug
from dangan.model.ids import is_id


@pytest.mark.parametrize(
    ("name", "own_id"),
    [
        ("Good One Ltd", "good-one"),
        ("台州丰行电动车有限公司", "taizhoufengxingdiandongche"),
        ("丰行 EV Co., Ltd.", "fengxing-ev"),
        ("Müller & Söhne GmbH", "muller-and-sohne"),
        ("ÖKOWORLD AG", "okoworld"),
        ("Großhandel Weiß", "grosshandel-weiss"),
        ("O'Neill's", "oneills"),
        ("AG", "ag"),
        ("。。", ""),
    ],
)
def test_the_id_that_is_proposed(name: str, own_id: str) -> None:
    assert proposed_id(name) == own_id


@given(st.text())
def test_a_slug_is_an_id_or_nothing(text: str) -> None:
    for made in (slug(text), pinyin_slug(text), proposed_id(text)):
        assert made == "" or is_id(made)
        assert slug(made) == made


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Good One Ltd.", "GOOD ONE LIMITED"),
        ("China Shenhua Energy Co. Ltd. Class H", "China Shenhua Energy Company Limited"),
        ("丰行电动车有限公司", "丰行电动车股份有限公司"),
        ("ＡＢＣ Corp", "Abc, Corp."),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert normalised(one) == normalised(other) != ""


def test_names_that_are_not() -> None:
    assert normalised("Huaneng Power") != normalised("Huadian Power")
    assert normalised("Group Holding") != normalised("The Company")


def test_language_is_told_by_script() -> None:
    assert language_of("丰行 EV") == "zh"
    assert language_of("Fengxing EV") == "en"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://www.Conch.cn/", "conch.cn"),
        ("conch.cn", "conch.cn"),
        ("https://shop.conch.cn:8443/x?y", "shop.conch.cn"),
        ("www2.conch.cn.", "conch.cn"),
        ("not a host", None),
        ("http://[", None),
        ("-", None),
        ("", None),
    ],
)
def test_hosts(address: str, host: str | None) -> None:
    assert host_of(address) == host


def test_an_address_gets_a_scheme_once() -> None:
    assert with_scheme("conch.cn") == "http://conch.cn"
    assert with_scheme(with_scheme("conch.cn")) == "http://conch.cn"
    assert with_scheme("https://conch.cn") == "https://conch.cn"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("China", "CN"),
        ("中国", "CN"),
        ("de", "DE"),
        ("Germany", "DE"),
        ("德國", "DE"),
        ("Hong Kong", "HK"),
        ("香港特别行政区", "HK"),
        ("Macau", "MO"),
        ("臺灣", "TW"),
        ("Côte d’Ivoire", "CI"),
        ("U.S.A.", "US"),
        ("Atlantis", None),
        ("EU", None),
    ],
)
def test_countries(name: str, code: str | None) -> None:
    assert country_code(name) == code
