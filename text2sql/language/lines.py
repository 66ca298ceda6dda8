"""Text of others on one line: in a list, a message or a prompt, a line is one thing that is said."""


def one_line(text: str, longest: int | None = None) -> str:
    """The text with single spaces between its words, and not more than so many characters of it.

    Args:
        text: of any number of lines.
        longest: characters, the sign of what was cut among them; None keeps all.
    """
    line = " ".join(text.split())
    return line if longest is None or len(line) <= longest else f"{line[: longest - 1]}…"
