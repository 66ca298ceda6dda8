"""The writer that needs no language model: approved samples first, then a grammar over the linked schema.

    question ─ mentions ─ (sample reuse | readings ─ representation ─ SQL) ─ confidence ─ candidates, or an honest no

``mentions`` finds what each word may refer to, ``reuse`` looks for an approved sample that says the same,
``readings`` composes the small representation of SQL in ``representation``, ``joins`` and ``rendering`` make SQL of it.
"""

from text2sql.writers.offline.writer import OfflineWriter

__all__ = ["OfflineWriter"]
