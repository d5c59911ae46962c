"""Official papers of a result: data in words for the templates of `results/papers`.

They are in Thai whatever the reader's language, with Thai digits but for what a person
may key in or look up: numbers of entries and digests.
"""

from results.papers.announcement import announcement_of
from results.papers.certificate import certificate_pdf
from results.papers.summary import summary_of

__all__ = ["announcement_of", "certificate_pdf", "summary_of"]
