"""Compiled search: inserting what deals need, and ruin and recreate around it, as machine code.

A problem is one array of integers, a plan under construction another (`layout`, `packing`). `machine` turns functions
over these arrays into machine code: the first import on a machine takes about half a minute, later ones one to two
seconds.
"""
