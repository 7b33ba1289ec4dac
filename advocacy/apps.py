"""The site package as an app: the advocacy ledger and everything that composes both wings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdvocacyConfig(AppConfig):
    name = "advocacy"
    verbose_name = _("Advocacy")

    def ready(self) -> None:
        # Here, because both need the models; importing registers the checks.
        from advocacy import checks, publication, record_search  # noqa: F401, PLC0415
        from advocacy.desk import ledger  # noqa: PLC0415
        from advocacy.dossiers import forgetting  # noqa: PLC0415

        publication.register()
        record_search.register()
        ledger.register_ledger()
        forgetting.register()
