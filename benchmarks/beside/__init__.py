"""What answers questions without a model besides this: the same questions put to packages of PyPI.

Each package lives in an environment of its own and is asked through a process: nothing of it is imported here.
``asking`` asks, ``table`` judges; ``serving`` and the adapters, one a package, are what the other Python runs and use
its standard library and their package alone.
"""
