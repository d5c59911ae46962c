"""A linear program in whole numbers, written row by row, and HiGHS to solve it."""

from collections.abc import Mapping
from importlib import import_module

# The optimiser's answers that matter here.
SOLVED, LIMIT, INFEASIBLE = 0, 1, 2


class Program:
    """Columns are numbers from 0 on; a row bounds a sum of columns."""

    def __init__(self):
        self.costs: list[float] = []
        self.most: list[int] = []
        self.rows: list[tuple[Mapping[int, float], float, float]] = []

    def column(self, cost: float = 0, *, most: int = 1) -> int:
        """Add a whole number from 0 to `most`."""
        self.costs.append(cost)
        self.most.append(most)
        return len(self.costs) - 1

    def row(self, cells: Mapping[int, float], low: float, high: float) -> None:
        if cells:
            self.rows.append((cells, low, high))

    def solve(self, *, most_nodes: int | None = None) -> tuple[int, list[int] | None]:
        """Return the optimiser's answer and the columns, None where it found none."""
        numpy, sparse = import_module("numpy"), import_module("scipy.sparse")
        optimize = import_module("scipy.optimize")
        at = [
            (value, row, column)
            for row, (cells, _, _) in enumerate(self.rows)
            for column, value in cells.items()
        ]
        values, rows, columns = zip(*at, strict=True)
        matrix = sparse.csr_array(
            (values, (rows, columns)), shape=(len(self.rows), len(self.costs))
        )
        _, lows, highs = zip(*self.rows, strict=True)
        solved = optimize.milp(
            numpy.array(self.costs),
            constraints=optimize.LinearConstraint(matrix, lows, highs),
            bounds=optimize.Bounds(0, self.most),
            integrality=[1] * len(self.costs),
            options={"node_limit": most_nodes} if most_nodes else {},
        )
        if solved.x is None:
            return solved.status, None
        return solved.status, [round(value) for value in solved.x]
