"""Who takes part: accounts, roles held for an edition, invitations, signing in."""
