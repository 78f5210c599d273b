"""What templates of the record load."""
