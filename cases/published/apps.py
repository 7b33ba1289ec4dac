from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishedConfig(AppConfig):
    name = "cases.published"
    label = "published"
    verbose_name = _("Published")

    def ready(self):
        # Here, because it needs the models; importing registers the check.
        from cases.published import checks  # noqa: F401, PLC0415
