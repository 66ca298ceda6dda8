"""Text to SQL that analysts trust: questions in Korean or English, checked read-only SQL, rows and reasons.

The package does nothing at import time. Start at :mod:`text2sql.pipeline` to see how an answer comes about, and at
:mod:`text2sql.assembly` to see which parts are put into it.
"""

__version__ = "0.1.0"
