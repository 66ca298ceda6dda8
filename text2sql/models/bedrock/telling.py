"""A reply's words as they arrive: what stands in its parts, without the JSON or the tags around them."""

from collections.abc import Sequence

_SURROGATES = 0xD800, 0xDFFF
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class PlainWords:
    """Words that are told as they come."""

    def feed(self, piece: str) -> str:
        """The piece."""
        return piece


class JsonWords:
    """The texts among the values of a JSON object that arrives in pieces; a blank line between two."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._at_key = False
        self._inside = False
        self._escape: str | None = None
        self._high = ""
        self._told = False
        self._fresh = False

    def feed(self, piece: str) -> str:
        """What the piece adds to the texts."""
        return "".join(self._in_text(sign) if self._inside else self._between(sign) for sign in piece)

    def _between(self, sign: str) -> str:
        if sign == '"':
            self._inside = self._fresh = True
            return ""
        if sign in "{[":
            self._open.append(sign)
            self._at_key = sign == "{"
        elif sign in "}]" and self._open:
            self._open.pop()
        elif sign == ",":
            self._at_key = bool(self._open) and self._open[-1] == "{"
        elif sign == ":":
            self._at_key = False
        return ""

    def _in_text(self, sign: str) -> str:
        if self._escape is not None:
            told = self._escaped(sign)
        elif sign == "\\":
            self._escape = ""
            return ""
        elif sign == '"':
            self._inside = False
            return ""
        else:
            told = sign
        return "" if self._at_key or not told else self._parted(told)

    def _parted(self, told: str) -> str:
        """The blank line comes with a text's first sign, so that empty texts leave none."""
        parting = "\n\n" if self._told and self._fresh else ""
        self._told, self._fresh = True, False
        return parting + told

    def _escaped(self, sign: str) -> str:
        """A sign after a backslash; four digits follow a u, and two of such make a sign beyond the first plane."""
        so_far = (self._escape or "") + sign
        if so_far[0] != "u":
            self._escape = None
            return _ESCAPED.get(sign, sign)
        if len(so_far) < 5:
            self._escape = so_far
            return ""
        self._escape = None
        try:
            code = int(so_far[1:], 16)
        except ValueError:
            return ""
        if not _SURROGATES[0] <= code <= _SURROGATES[1]:
            return chr(code)
        pair, self._high = self._high + chr(code), chr(code)
        if len(pair) < 2:
            return ""
        self._high = ""
        return pair.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class TagWords:
    """Text that arrives in pieces without the tags of a form."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take the names of the tags."""
        self._tags = tuple(tag for name in names for tag in (f"<{name}>", f"</{name}>"))
        self._held = ""

    def feed(self, piece: str) -> str:
        """What the piece adds; the beginning of what may become a tag is held back."""
        text, self._held = self._held + piece, ""
        told: list[str] = []
        while (start := text.find("<")) >= 0:
            told.append(text[:start])
            text = text[start:]
            tag = next((each for each in self._tags if text.startswith(each)), None)
            if tag is None and any(each.startswith(text) for each in self._tags):
                self._held, text = text, ""
                break
            told.append("" if tag else "<")
            text = text[len(tag) if tag else 1 :]
        return "".join([*told, text])


Words = PlainWords | JsonWords | TagWords
