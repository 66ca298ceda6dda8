"""Running predictions beside gold, and the rules by which they are right.

``Scorer(Databases(data_set.databases), Scoring(rule), data_set.schemas).verdict(case, prediction)`` gives a verdict.
"""

from text2sql.evaluation.scoring.execution import EVALUATION_LIMITS, Databases
from text2sql.evaluation.scoring.rules import RULES, TIMED, UNTIMED
from text2sql.evaluation.scoring.scorer import KEPT_ROWS, Runner, Scorer, Scoring

__all__ = ["EVALUATION_LIMITS", "KEPT_ROWS", "RULES", "TIMED", "UNTIMED", "Databases", "Runner", "Scorer", "Scoring"]
