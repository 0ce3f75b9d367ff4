"""Speed shown as ratios measured in one run: `python -m bench` runs all of it and prints the figures."""
