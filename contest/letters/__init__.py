"""What the contest writes to people: the outbox, its rules and words, reminders, texts for the telephone."""
