"""Views: a plan as people read it. Frozen, formatted, and made for one audience by allow-list.

This version knows one audience, *internal*: its views may hold customer names, contract values and win probabilities,
and say so. A view for anyone else will be a type of its own that has no field for what its audience may not see.
Templates and exporters receive a view and compute nothing. Nothing is imported here, so that a command waits only for
the views it shows.
"""
