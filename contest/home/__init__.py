"""The front door: for each role the next thing to do, and the whole story of one entry."""
