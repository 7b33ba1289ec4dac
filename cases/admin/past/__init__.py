"""What a record was: its history, putting back, deleted records, erasure."""
