"""Is it eligible? The evidence of each rule, and the secretariat's decision with its reason."""
