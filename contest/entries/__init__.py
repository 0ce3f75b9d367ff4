"""Works handed in: the entry form of the regulation, co-authors, files, drafts, receipts, registers."""
