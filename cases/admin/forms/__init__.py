"""Forms of the admin: their parts, rows within them, dates as people type them, text that is kept."""
