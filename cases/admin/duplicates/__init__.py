"""Records that may be the same, beside the form and on pages of their own."""
