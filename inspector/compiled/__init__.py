"""The compiled part: what reads plain events at the speed of memory, where it was built.

Everything it does, Python does too, to the same result. It takes only what it is sure of and
leaves the rest to be read there.
"""
