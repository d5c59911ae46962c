"""What the contest decided, and what is made from it."""

from results.models.results import Award, Placing, Result

__all__ = ["Award", "Placing", "Result"]
