"""The ground floor: knows nothing of contests; each file is one thing."""
