"""What stands beside the form of a record: what it may be a duplicate of, and the ways on from it."""

from django.contrib import admin


class BesideForm(admin.ModelAdmin):
    """Gives templates/admin/beside_form.html its context, on every showing of the form: also after an error."""

    def beside_form(self, request, record) -> dict:
        """What to show beside the form of `record`, None for a new one: nothing by itself."""
        return {}

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["beside_form"] = self.beside_form(request, obj if change else None)
        return super().render_change_form(request, context, add, change, form_url, obj)
