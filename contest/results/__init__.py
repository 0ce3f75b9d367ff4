"""What the public sees, and can trust: the sealed result, its digest, the published page."""
