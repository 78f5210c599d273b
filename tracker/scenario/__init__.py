"""What would follow if: the rules run on what a reader types. Nothing is stored."""
