"""What rows of the record have in common in the admin, on pages of their own and in lists on another's page."""

from cases.admin import visibility
from cases.admin.forms.choosers import WithChoosers
from cases.admin.forms.date_fields import WithTypedDates


class RowAdmin(WithChoosers, WithTypedDates):
    """Shows the rows the user may know of, with a chooser for every record they point to and dates as people type
    them."""

    def get_queryset(self, request):
        return super().get_queryset(request).filter(visibility.visible_to(request.user, self.model))
