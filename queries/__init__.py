"""Questions to a store and pictures of their answers.

A question is a pair of files side by side, ``NAME.rq`` and ``NAME.cypher``, whose first comment is its help and
declares its parameters (:mod:`queries.library`). :mod:`queries.answer` asks it and gives an ``Answer``, a table of
plain values. :mod:`queries.walk` hands a ``Network`` to networkx, :mod:`queries.layout` places its nodes and
:mod:`queries.render` writes it as one self-contained page.
"""
