"""How like the text of one entry is to another's: a hint to staff, never a verdict.

Thai has no spaces between words, so texts are compared by their letters alone: runs of
SHINGLE letters, of which a fair choice is kept (`shingles`). Two texts that share a
passage of SURELY_FOUND letters or more are always found; what is shared is then laid
side by side (`passages`).
"""

from submissions.likeness.passages import Passage, passages
from submissions.likeness.shingles import SURELY_FOUND, fingerprints

__all__ = ["SURELY_FOUND", "Passage", "fingerprints", "passages"]
