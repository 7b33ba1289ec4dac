"""What was typed into a form and not yet saved is kept on the server."""

from django.contrib import admin


class KeptFormPages(admin.ModelAdmin):
    """Forms that lose nothing."""
