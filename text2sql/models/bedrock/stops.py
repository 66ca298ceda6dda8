"""Why a reply ended, one reason at a time, and what a guardrail did, in words."""

from collections.abc import Iterator, Mapping

from text2sql.aws.replies import mapping
from text2sql.errors import GuardrailIntervened
from text2sql.models.bedrock.failures import Failure, Where, broken_reply, cut_off, prompt_too_long
from text2sql.models.bedrock.heard import Heard
from text2sql.prompting import StopReason

_STOPS: Mapping[str, StopReason] = {
    "end_turn": "complete",
    "stop_sequence": "complete",
    "tool_use": "tools",
    "max_tokens": "too_long",
}
_POLICIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "topicPolicy": ("the denied topic", ("topics",)),
    "contentPolicy": ("the content filter for", ("filters",)),
    "wordPolicy": ("the word filter", ("customWords", "managedWordLists")),
    "sensitiveInformationPolicy": ("the filter for sensitive information", ("piiEntities", "regexes")),
    "contextualGroundingPolicy": ("the grounding check", ("filters",)),
}
"""A policy in the trace: how it is called, and where its findings are."""


def stop_of(heard: Heard) -> StopReason:
    """Why a reply ended that :func:`failed_by` lets pass; a reason of tomorrow counts as complete."""
    return _STOPS.get(heard.stop, "complete")


def failed_by(heard: Heard, where: Where, guardrail: str) -> Failure | None:
    """The failure that a stop reason stands for, or None when there is a reply to be read."""
    if heard.stop == "guardrail_intervened":
        return None if _only_masked(heard) else Failure(GuardrailIntervened(_blocked(heard, guardrail)))
    if heard.stop == "content_filtered":
        sentence = (
            f"The content filter of {where.model} stopped the reply. Ask in other words, or choose another model."
        )
        return Failure(GuardrailIntervened(sentence))
    if heard.stop == "model_context_window_exceeded":
        return Failure(prompt_too_long(where))
    if heard.stop in ("", "malformed_model_output", "malformed_tool_use"):
        return broken_reply(where)
    if heard.text.strip() or heard.calls:
        return None
    # Reasoning may have taken all the tokens there were.
    return Failure(cut_off(where.model)) if heard.stop == "max_tokens" else broken_reply(where)


def guardrail_note(heard: Heard) -> str:
    """What a guardrail found in a reply that may be read, in a sentence; empty when it found nothing."""
    found = list(dict.fromkeys(name for name, _ in _findings(heard.trace)))
    return f"A guardrail took notice of this question: {', '.join(found)}." if found else ""


def _blocked(heard: Heard, guardrail: str) -> str:
    found = list(dict.fromkeys(name for name, action in _findings(heard.trace) if action != "NONE"))
    named = f"The guardrail {guardrail}" if guardrail else "A guardrail"
    because = f" because of {', '.join(found)}" if found else ""
    return f"{named} stopped this question{because}. Ask in other words, or ask who looks after the guardrail."


def _only_masked(heard: Heard) -> bool:
    actions = {action for _, action in _findings(heard.trace)} - {"NONE"}
    return actions == {"ANONYMIZED"} and bool(heard.text.strip() or heard.calls)


def _findings(trace: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What was found, in words without the words that were found, and what was done about it."""
    for assessment in _assessments(trace):
        for policy, (called, members) in _POLICIES.items():
            for member in members:
                found = mapping(assessment.get(policy)).get(member)
                for finding in found if isinstance(found, list) else []:
                    yield _finding(called, mapping(finding))


def _finding(called: str, finding: Mapping[str, object]) -> tuple[str, str]:
    # `match` holds the very words of the question: they stay out of errors and logs.
    what = str(finding.get("name") or finding.get("type") or "").replace("_", " ").lower()
    return f"{called} {what}".strip(), str(finding.get("action", "BLOCKED"))


def _assessments(trace: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """Every assessment: one for each guardrail for what was asked, a list for what was answered."""
    for assessment in mapping(trace.get("inputAssessment")).values():
        yield mapping(assessment)
    for assessments in mapping(trace.get("outputAssessments")).values():
        for assessment in assessments if isinstance(assessments, list) else []:
            yield mapping(assessment)
