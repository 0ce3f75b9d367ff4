"""What the pages of the ceremony ask, a file for each subject."""
