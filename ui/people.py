"""Who looks at the page."""

import getpass


def name_of_person() -> str:
    """The account that runs the page: without a sign-in it is one person's, on this machine only."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "local"
