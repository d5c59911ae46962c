"""The pages of offices and people."""
