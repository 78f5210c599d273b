"""The brief of a pledge, printed by a real browser."""

import re

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_brief_prints_to_one_page(real_record, page):
    pages = {}
    for pledge in ("japan-550", "korea-350", "korea-150-private"):
        page.goto(f"{real_record}/pledges/{pledge}/brief/")
        pdf = page.pdf(prefer_css_page_size=True)
        pages[pledge] = len(re.findall(rb"/Type\s*/Page\b", pdf))

    assert pages == dict.fromkeys(pages, 1)
    assert re.search(rb"/MediaBox \[0 0 594\.\d+ 841\.\d+\]", pdf)
