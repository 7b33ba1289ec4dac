"""The first page of the admin: what waits for whoever looks at it, and what the office did lately."""
