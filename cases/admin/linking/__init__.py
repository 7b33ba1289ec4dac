"""From an article to its cases, from a case to its sources, from a call to either."""
