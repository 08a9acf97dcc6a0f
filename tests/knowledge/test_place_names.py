"""Names as outlets spell them -> the keys under which the gazetteer files them."""

import pytest

from dateline.knowledge.place_names import name_key, spellings


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ma'arrat al-Nu'man", "maarrat al numan"),
        ("São Tomé", "sao tome"),
        ("U.S.", "us"),
        ("D.C.", "dc"),
        ("St. Louis", "saint louis"),
        ("إدلب", "إدلب"),
        ("Київ", "київ"),
        ("  ", ""),
        ("---", ""),
    ],
)
def test_name_key(name: str, key: str) -> None:
    assert name_key(name) == key


def test_looser_spellings_follow_closer_ones() -> None:
    assert list(spellings("Latakia province")) == [("latakia province", None), ("latakia", "admin1")]
    assert list(spellings("al-Qaim"))[:2] == [("al qaim", None), ("qaim", None)]
    assert ("latakia", "town") in list(spellings("city of Latakia")) or ("latakia", None) in list(
        spellings("city of Latakia")
    )
    assert list(spellings("...")) == []
