"""What waits for a person: the lines of 'my work', in each of their roles.

Each function answers for one role with a handful of queries, whatever the number of
rounds and entries. The order within a role is by deadline.
"""

from kmchallenge.desk.appeals import appeal_tasks
from kmchallenge.desk.judges import judge_tasks
from kmchallenge.desk.officers import officer_tasks
from kmchallenge.desk.staff import staff_tasks

__all__ = ["appeal_tasks", "judge_tasks", "officer_tasks", "staff_tasks"]
