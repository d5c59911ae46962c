"""Who may open what: the written table behind the test and docs/permissions.md.

Each app's rows are in a module of its own. A row is made by `get` or `post`: what it
is, a letter for each of ROLES, and where the URL's arguments are in the world of
`tests/permissions/world.py`:

    "offices:person": [get("A person", ">....yyyy", pk="officer.pk")]
"""

from dataclasses import dataclass, field

# In the order of a row's letters, with what the person of the test is.
ROLES = {
    "anonymous": "nobody signed in",
    "outsider": "an officer of a district of another province",
    "officer": "an officer of Phu Sing, a district of Si Sa Ket",
    "judge": "a member of the panels of Si Sa Ket, without a role at an office",
    "chair": "the chair of those panels, without a role at an office",
    "staff": "staff of Si Sa Ket province",
    "region_staff": "staff of inspection region 14, where Si Sa Ket lies",
    "administrator": "an administrator of the department",
    "auditor": "an auditor of the department",
}
YES, SIGN_IN, FORBIDDEN, NOT_FOUND = "y>-."
MEANING = {
    YES: "yes",
    SIGN_IN: "is asked to sign in",
    FORBIDDEN: "no (403)",
    NOT_FOUND: "not found (404)",
}


@dataclass(frozen=True)
class Row:
    what: str
    who: str
    method: str = "GET"
    args: dict = field(default_factory=dict)
    data: dict = field(default_factory=dict)

    def __post_init__(self):
        if len(self.who) != len(ROLES) or set(self.who) - set(MEANING):
            raise ValueError(f"{self.what}: {self.who!r} is not a letter for each role")


def get(what, who, **args):
    """Make the row of a page."""
    return Row(what, who, args=args)


def post(what, who, data=None, **args):
    """Make the row of an act. Without `data`, whoever may is told what is missing.

    Values of `data` are looked up in the world too, unless they begin with =.
    """
    return Row(what, who, "POST", args, data or {})


def edited(what, who, **args):
    """Make the rows of a page with a form: to see it, and to send it in."""
    return [get(what, who, **args), post(what, who, **args)]
