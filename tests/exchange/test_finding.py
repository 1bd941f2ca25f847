"""Which customer somebody means."""

import pytest

from dangan.errors import UsageError
from dangan.exchange.finding import find_customer
from dangan.model.folders import Folders
from dangan.schema.catalogue import Catalogue
from tests.archive import tree

OTHER = "id: fx\nnames: {zh: 风行客车有限公司, short: 风行, en: Wind Coaches}\n"
BROKEN = "id: [\n"


@pytest.mark.parametrize("text", ["风行", "风行客车", "wind coach", "fxx"])
def test_a_name_instead_of_the_id_is_told_the_id(text: str) -> None:
    held = tree({"customers/other/profile.yaml": OTHER, "customers/broken/profile.yaml": BROKEN})
    folders = Folders.of(held.paths(), Catalogue.load(held)[0])
    with pytest.raises(UsageError) as refused:
        find_customer(held, folders, text)
    assert "Did you mean `fx`?" in refused.value.message.en
    assert "`fx`" in refused.value.message.zh
