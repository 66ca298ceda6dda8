"""The learned parser: a network proposes queries in a small language, a ranker says how far to trust them.

    question + linked schema ─ values ─ features ─ network ─ decoding by the grammar ─ rendering ─ executing ─ ranking

``queries`` is the language, ``grammar`` the actions that build it, ``joining`` and ``rendering`` make SQL of it.
Nothing here needs a framework for networks: inference is arithmetic on arrays.
"""
