"""Posts the desk's form as a browser does: whole, with one button."""

import re
from html.parser import HTMLParser


class _Form(HTMLParser):
    """What a browser would send of a form: every field that is not a button."""

    def __init__(self):
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.inside, self.select, self.area = False, "", ""
        self.chosen: str | None = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name, value = given.get("name"), given.get("value") or ""
        if tag == "form":
            self.inside = given.get("class") == "desk"
        if not self.inside or (not name and tag != "option"):
            return
        if tag == "select":
            self.select, self.chosen = name, None
        elif tag == "option" and self.select:
            if self.chosen is None or "selected" in given:
                self.chosen = value
        elif tag == "textarea":
            self.area = name
            self.fields[name] = [""]
        elif tag == "input":
            ticked = given.get("type") != "checkbox" or "checked" in given
            if ticked:
                text = value or ("on" if given.get("type") == "checkbox" else "")
                self.fields.setdefault(name, []).append(text)

    def handle_endtag(self, tag):
        if tag == "select" and self.select:
            self.fields[self.select] = [self.chosen or ""]
            self.select = ""
        if tag == "textarea":
            self.area = ""
        if tag == "form":
            self.inside = False

    def handle_data(self, data):
        if self.area:
            self.fields[self.area] = [data.removeprefix("\n")]


class Desk:
    """One analyst's form: fill in fields, press buttons, read what it says."""

    def __init__(self, client, path="/desk/new/", *, htmx=False):
        self.client, self.path = client, path
        self.headers = {"HX-Request": "true"} if htmx else {}
        self.read(client.get(path))

    def read(self, response):
        self.response, self.html = response, response.content.decode()
        action = r'<form class="desk".*?action="([^"]+)"'
        if found := re.search(action, self.html, re.S):
            self.path = found[1]
        form = _Form()
        form.feed(self.html)
        self.fields = form.fields
        return self

    def press(self, button, value="1", **typed):
        """Fill in and press; `p2_words` is the field "words" of part 2."""
        for name, text in typed.items():
            part, _, field = name.removeprefix("p").partition("_")
            self.fields[f"{part}-{field}"] = [text]
        posted = {**self.fields, button: value}
        return self.read(self.client.post(self.path, posted, headers=self.headers))

    def add(self, part, /, **typed):
        """Add a part and type into it; the next button sends what was typed."""
        self.press("add", part)
        numbers = [int(name.partition(":")[0]) for name in self.fields["part"]]
        for name, text in typed.items():
            self.fields[f"{max(numbers)}-{name}"] = [text]
        return self

    def publish(self):
        """Publish, or fail showing what is to mend."""
        self.press("publish")
        wrong = re.findall(r'<p class="wrong">(.*?)</p>', self.html, re.S)
        assert self.response.status_code == 302, wrong or self.html
        return self

    def said(self, field):
        """The messages at a field: of part 2, "2-words"."""
        found = re.search(rf'id="m-{field}">(.*?)</div>', self.html, re.S)
        return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""

    def said_of(self, part):
        """The messages at a part as a whole."""
        found = re.search(rf'id="live-{part}">(.*?)</div>', self.html, re.S)
        return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""

    @property
    def effects(self):
        found = re.search(r'class="effects">(.*?)</ul>', self.html, re.S)
        return re.findall(r"<li>(.*?)</li>", found[1], re.S) if found else []
