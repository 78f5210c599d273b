"""The pages: one module a noun, its views read from top to bottom."""
