"""Approved samples that resemble the question: dense and lexical search, fused."""

from collections.abc import Iterable, Mapping

from text2sql.catalog import SampleQuery
from text2sql.interfaces import Knowledge
from text2sql.language import lexical_terms
from text2sql.stages.linking.abilities import KnowsSamples
from text2sql.types import Hit, LinkedSample

_RRF = 60
"""Cormack et al., "Reciprocal Rank Fusion", 2009."""
_SAMPLES_SEARCHED = 100


def similar_samples(text: str, knowledge: Knowledge, count: int) -> tuple[LinkedSample, ...]:
    """At most ``count`` samples, best first; a score is the cosine of the closest question."""
    if not knowledge.samples:
        return ()
    by_id = _by_id(knowledge)
    dense = [hit for hit in knowledge.nearest("sample", text, _SAMPLES_SEARCHED) if hit.id in by_id]
    lexical = [hit for hit in knowledge.matching("sample", text, _SAMPLES_SEARCHED) if hit.id in by_id]
    cosine = {hit.id: hit.score for hit in dense}
    # Dense search is asked for more samples than are kept; one beyond them is no closer than the last of them.
    beyond = min(cosine.values(), default=0.0)
    chosen = _fused(dense, lexical)[:count]
    scores = {
        each: cosine.get(each, beyond) if dense else _shared_words(text, by_id[each].questions) for each in chosen
    }
    return tuple(LinkedSample(by_id[each], max(0.0, min(1.0, scores[each]))) for each in chosen)


def _by_id(knowledge: Knowledge) -> Mapping[str, SampleQuery]:
    if isinstance(knowledge, KnowsSamples):
        return knowledge.samples_by_id
    return {sample.id: sample for sample in knowledge.samples}


def _fused(*rankings: Iterable[Hit]) -> list[str]:
    """Ids by reciprocal rank fusion, best first."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for place, hit in enumerate(ranking, 1):
            scores[hit.id] = scores.get(hit.id, 0.0) + 1 / (_RRF + place)
    return sorted(scores, key=lambda each: -scores[each])


def _shared_words(text: str, questions: Iterable[str]) -> float:
    """The largest Jaccard similarity of the text's words and a question's."""
    words = set(lexical_terms(text))
    others = [set(lexical_terms(question)) for question in questions]
    return max((len(words & other) / len(words | other) for other in others if words | other), default=0.0)
