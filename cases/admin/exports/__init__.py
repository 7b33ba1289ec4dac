"""Private exports: CSV and XLSX of what a list shows."""
