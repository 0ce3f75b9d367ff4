"""Tables of the ceremony, a file for each subject."""
