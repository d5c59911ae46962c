"""Who may open the pages of `contests`."""

# The letters in the order of ROLES: anonymous, outsider, officer, judge, chair, staff,
# region staff, administrator, auditor.
ROWS = {}
