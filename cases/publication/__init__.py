"""Publication: the only way from the private record to the published documents."""
