"""One count for all factories, for names and numbers that must differ."""

from itertools import count

serials = count(1)
