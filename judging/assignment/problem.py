"""What is to be assigned: entries, judges, and who cannot score what."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

# A judge and an entry, by any keys that sort.
Pair = tuple[int, int]


@dataclass(frozen=True)
class Problem:
    """Each entry is to have `each` judges; `fixed` pairs stand already and stay.

    A judge may be barred from all that is not fixed: one who left and has signed still
    counts where they signed.
    """

    entries: tuple[int, ...]
    judges: tuple[int, ...]
    each: int
    barred: frozenset[Pair] = frozenset()
    fixed: frozenset[Pair] = frozenset()

    @cached_property
    def held(self) -> dict[int, frozenset[int]]:
        """Who stands already, by entry."""
        held: dict[int, set[int]] = {entry: set() for entry in self.entries}
        for judge, entry in self.fixed:
            held[entry].add(judge)
        return {entry: frozenset(judges) for entry, judges in held.items()}

    @cached_property
    def free(self) -> dict[int, frozenset[int]]:
        """Who could be added, by entry."""
        barred: dict[int, set[int]] = {entry: set() for entry in self.entries}
        for judge, entry in self.barred:
            barred[entry].add(judge)
        everyone = frozenset(self.judges)
        return {
            entry: everyone - self.held[entry] - barred[entry] for entry in self.entries
        }

    @cached_property
    def needs(self) -> dict[int, int]:
        """How many are to be added, by entry: as many as are free, where too few."""
        return {
            entry: min(self.lack(entry), len(self.free[entry]))
            for entry in self.entries
        }

    @cached_property
    def short(self) -> dict[int, int]:
        """How many judges are missing for good, by entry that has not enough."""
        return {
            entry: self.lack(entry) - needed
            for entry, needed in self.needs.items()
            if self.lack(entry) > needed
        }

    @cached_property
    def fixed_loads(self) -> Counter:
        return Counter(judge for judge, _ in self.fixed)

    def lack(self, entry: int) -> int:
        return max(0, self.each - len(self.held[entry]))

    def loads(self, drawn: Collection[Pair]) -> dict[int, int]:
        """Return how many entries each judge has, those that stand included."""
        loads = self.fixed_loads + Counter(judge for judge, _ in drawn)
        return {judge: loads[judge] for judge in self.judges}
