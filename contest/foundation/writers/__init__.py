"""Turn a Report into the bytes of a file; the only users of openpyxl and its like."""
