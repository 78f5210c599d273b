"""People's own doors: signing in, forgotten passwords, and their profile."""
