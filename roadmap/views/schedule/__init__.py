"""The engineering schedule as other programs take it: tasks, what waits for what, people and days off.

It is for colleagues in engineering by allow-list: no customer, no deal and no amount can be in it.
"""
