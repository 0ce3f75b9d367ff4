"""The deliberation: prizes proposed by rule, each with its reason; confirmed or changed by the organisers."""
