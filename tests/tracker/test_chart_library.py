"""The library of the charts is a static file that the package of the charts brings."""

import pytest
from django.contrib.staticfiles import finders

from tracker import chart_library


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(chart_library, "LOCAL", tmp_path)


def test_it_is_written_when_it_is_first_asked_for_and_then_kept():
    found = finders.find("tracker/vega.js")
    with open(found, encoding="utf-8") as file:
        assert "window.vegaEmbed" in file.read()
    with open(found, "w", encoding="utf-8") as file:
        file.write("kept")

    again = finders.find("tracker/vega.js")

    with open(again, encoding="utf-8") as file:
        assert file.read() == "kept"


def test_collecting_the_static_files_writes_it():
    (name, storage), *rest = chart_library.ChartLibrary().list(None)

    assert (name, rest) == ("tracker/vega.js", [])
    assert storage.exists(name)


@pytest.mark.parametrize("find_all", [True, False])
def test_it_finds_nothing_else(find_all):
    assert not chart_library.ChartLibrary().find("tracker/else.js", find_all)
    assert finders.find("tracker/style.css").endswith("style.css")
