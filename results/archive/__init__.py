"""The whole story of a round as one signed file, made while it is sent; and its check.

`story` reads what the round was, `contents` makes the file of it, `checking` checks one
without a database. What is in it, and how to check it without the portal, its own
README.txt says.
"""
