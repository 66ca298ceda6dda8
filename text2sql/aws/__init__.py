"""Amazon Web Services: the one place that makes its clients and knows its errors, for every room that calls it.

Nothing of the vendor's is imported before a client is made or an error has to be told.
"""
