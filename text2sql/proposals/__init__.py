"""What people think of answers, and how a good answer becomes an approved sample.

Nothing is learned from a thumb alone: a proposal waits until a person has looked at it, with its dry run and what is
there already. Approving writes a file beside the other samples, for git to show; the index follows the files.
"""

from text2sql.proposals.approving import Approval, approve
from text2sql.proposals.duplicates import Duplicate, duplicates
from text2sql.proposals.store import Proposal, Proposals, Status, Verdict

__all__ = ["Approval", "Duplicate", "Proposal", "Proposals", "Status", "Verdict", "approve", "duplicates"]
