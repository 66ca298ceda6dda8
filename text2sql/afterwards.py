"""What is found out about SQL once there is an answer, for whoever shows it: what changed since the previous query.

A page and a terminal may not reach into the stages; this is their door to them.
"""

from text2sql.stages.recalling import Change, changes

__all__ = ["Change", "changes"]
