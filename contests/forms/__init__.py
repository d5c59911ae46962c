"""What people type about seasons, categories, stages and rounds."""
