"""Everything on paper: the spreadsheets the ceremony is run from, collected from the rooms before."""
