"""Small contests for the property tests: many ties, missing sheets."""

from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from judging.tabulation import METHODS, STEPS, Criterion, Rules

# A machine that does other things meanwhile is no failure.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

SUBMISSIONS = "ABCDE"
JUDGES = ("j1", "j2", "j3", "j4")
CRITERIA = (
    Criterion("c1", full=Decimal(3), weight=Decimal("1.5")),
    Criterion("c2", full=Decimal(4), weight=Decimal(2)),
)
FULL_UNITS = (300, 400)
STEP_NAMES = (*STEPS, "criterion:c1", "criterion:c2")


@st.composite
def contests(draw, complete=False):
    """Return marks: submission -> judge -> points in hundredths, per criterion."""
    submissions = SUBMISSIONS[: draw(st.integers(1, len(SUBMISSIONS)))]
    judges = JUDGES[: draw(st.integers(1, len(JUDGES)))]
    points = st.tuples(
        st.sampled_from((0, 100, 150, 300)), st.sampled_from((0, 200, 400))
    )
    marks = {}
    for submission in submissions:
        present = judges
        if not complete:
            present = draw(st.lists(st.sampled_from(judges), min_size=1, unique=True))
        marks[submission] = {judge: draw(points) for judge in present}
    return marks


@st.composite
def rules(draw, methods=METHODS):
    return Rules(
        criteria=CRITERIA,
        method=draw(st.sampled_from(methods)),
        trim=draw(st.integers(0, 2)),
        tiebreaks=tuple(draw(st.lists(st.sampled_from(STEP_NAMES), max_size=4))),
        chair=draw(st.sampled_from((*JUDGES, "nobody"))),
        decisions=tuple(
            tuple(order)
            for order in draw(
                st.lists(
                    st.lists(st.sampled_from(SUBMISSIONS + "Z"), unique=True),
                    max_size=3,
                )
            )
        ),
    )
