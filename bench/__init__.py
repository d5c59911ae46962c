"""The budgets of the portal, measured as ratios against an empty view.

`make bench` runs it. The empty view answers an empty 200 through the middleware of a
new Django project, without a query, on the same server in the same run.
"""
