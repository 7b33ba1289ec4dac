"""Lists of the admin: pages that count little, filters, saved filters, what may be done to the rows chosen."""
