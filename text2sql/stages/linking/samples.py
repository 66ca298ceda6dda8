"""Approved samples that resemble the question: in what it is about, and in how it asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from text2sql.catalog import SampleQuery
from text2sql.interfaces import Knowledge
from text2sql.language import lexical_terms
from text2sql.shapes import Resembling, chosen_samples, likeness
from text2sql.stages.linking.abilities import KnowsSamples
from text2sql.types import Hit, LinkedSample, LinkedValue

_RRF = 60
"""Cormack et al., "Reciprocal Rank Fusion", 2009."""
_SAMPLES_SEARCHED = 100
_SHAPES_SEARCHED = 50
_COMPARED = 30
"""Of so many about the same subject the shape is looked at."""
_LEAST_SHAPE = 0.4
"""What is about something else has to be at least so much of the same shape."""
_KEPT = 3
"""So many of the closest in subject are shown whatever their shape."""


@dataclass(frozen=True, slots=True)
class Similar:
    """Samples that resemble a question. A score is the cosine of the closest question."""

    close: tuple[LinkedSample, ...]
    """Those about the same subject, closest first: they speak for its tables."""
    shown: tuple[LinkedSample, ...]
    """Those that help to write its SQL, best first."""


def similar_samples(text: str, values: Sequence[LinkedValue], knowledge: Knowledge, count: int) -> Similar:
    """Samples about the same subject (dense and lexical search, fused), and those of the same shape.

    Args:
        text: the question.
        values: cell values that it names.
        knowledge: has the samples.
        count: at most so many of each.
    """
    if not knowledge.samples:
        return Similar((), ())
    by_id = _by_id(knowledge)
    dense = [hit for hit in knowledge.nearest("sample", text, _SAMPLES_SEARCHED) if hit.id in by_id]
    lexical = [hit for hit in knowledge.matching("sample", text, _SAMPLES_SEARCHED) if hit.id in by_id]
    cosine = {hit.id: hit.score for hit in dense}
    # Dense search is asked for more samples than are kept; one beyond them is no closer than the last of them.
    beyond = min(cosine.values(), default=0.0)

    def close(identity: str) -> float:
        score = cosine.get(identity, beyond) if dense else _shared_words(text, by_id[identity].questions)
        return max(0.0, min(1.0, score))

    fused = _fused(dense, lexical)
    beside = {identity: by_id[identity] for identity in fused[: max(_COMPARED, count)]}
    shapes = likeness(text, values, knowledge, _SHAPES_SEARCHED, beside)
    found = chosen_samples(
        (
            Resembling(by_id[identity], shape, close(identity), identity in fused[:_KEPT])
            for identity, shape in shapes.items()
            if identity in by_id and (identity in beside or shape >= _LEAST_SHAPE)
        ),
        count,
    )
    return Similar(
        tuple(LinkedSample(by_id[identity], close(identity)) for identity in fused[:count]),
        tuple(LinkedSample(each.sample, each.close) for each in found),
    )


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
