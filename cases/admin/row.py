"""What rows of the record have in common in the admin, on pages of their own and in lists on another's page."""

from cases.admin import visibility
from cases.admin.choosers import WithChoosers


class RowAdmin(WithChoosers):
    """Shows the rows the user may know of, with a chooser for every record they point to."""

    def get_queryset(self, request):
        return super().get_queryset(request).filter(visibility.visible_to(request.user, self.model))
