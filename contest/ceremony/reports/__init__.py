"""What is on the papers of the ceremony."""
