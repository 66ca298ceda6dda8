"""Questions, predictions, verdicts and manifests, made as a test wants them."""

from text2sql.evaluation.manifest import Manifest, Method
from text2sql.evaluation.outcomes import GoldParts, outcome_of
from text2sql.evaluation.types import Case, Execution, Prediction, Verdict

GOLD = "SELECT name FROM singer WHERE country = '한국'"


def case(number=1, **changed):
    given = {"id": str(number), "database": "공연", "question": f"질문 {number}?", "gold": (GOLD,), "language": "ko"}
    return Case(**{**given, **changed})


def execution(*rows, columns=("name",), **changed):
    return Execution(columns, tuple(rows), 0.25, row_count=len(rows), **changed)


def verdict(asked=None, sql=GOLD, correct=True, status="answered", gold=None, predicted=None, **said):
    asked = asked or case()
    prediction = Prediction(asked.id, sql, status, **said)
    ran = None if sql is None else predicted or execution(("아이유",))
    given = gold or execution(("아이유",))
    return Verdict(asked, prediction, (("test-suite", float(correct)),), correct, "test-suite", "", given, ran)


def outcome(number=1, correct=True, parts=None, asked=None, **said):
    return outcome_of(verdict(asked or case(number), correct=correct, **said), parts or GoldParts())


def manifest(**changed):
    given = {
        "data_set": "spider dev",
        "data_hash": "ab" * 32,
        "files": (("dev.json", "cd" * 32),),
        "databases": (("공연", "ef" * 32),),
        "method": Method("test-suite", "offline"),
        "settings": (("limits.rows", "1000"),),
        "versions": (("python", "3.11"),),
        "seed": 7,
        "selection": (("limit", "3"),),
    }
    return Manifest(**{**given, **changed})
