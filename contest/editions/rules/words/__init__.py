"""A regulation in words: labels of its keys, words of its choices, the whole as articles, and what two differ in."""
