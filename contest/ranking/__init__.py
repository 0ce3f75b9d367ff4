"""From scores to an order: exact aggregation, ties settled by the regulation's ladder or left standing."""
