"""The pages of judges, of the panel, and of the ranking. One module per page family."""
