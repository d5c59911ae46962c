"""The pages of entries, submissions and screening. One module per page family."""
