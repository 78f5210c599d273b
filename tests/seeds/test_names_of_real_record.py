"""At the desk the parties of the real record are found by their names in any script."""

import pytest

from tests.seeded import seeded  # noqa: F401
from tracker.desk.naming import Names

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.mark.parametrize(
    ("slug", "names"),
    [
        (
            "softbank",
            ["ソフトバンク", "ｿﾌﾄﾊﾞﾝｸ", "软银", "소프트뱅크", "SOFTBANK GROUP"],
        ),
        ("united-states", ["米国", "アメリカ", "美国", "미국", "ＵＳ"]),
        ("south-korea", ["대한민국", "한국", "韩国", "韓国", "Republic of Korea"]),
        ("trump-donald", ["トランプ", "特朗普", "트럼프"]),
        ("akazawa-ryosei", ["赤沢亮正", "赤泽亮正", "Ryosei Akazawa"]),
    ],
)
def test_a_party_is_found_by_every_name(slug, names):
    found = {Names().one(name, ("party",)).key for name in names}

    assert found == {slug}
