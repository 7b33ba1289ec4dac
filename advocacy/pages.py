"""What every public page needs to know about the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Context processor: the site's names, contacts and languages. Runs no query and reads no session."""
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "ORGANISATION_NAME": settings.ORGANISATION_NAME,
        "PRESS_CONTACT": settings.PRESS_CONTACT,
        "CORRECTION_CONTACT": settings.CORRECTION_CONTACT,
        "SECURE_CHANNEL": settings.SECURE_CHANNEL,
        "SECURITY_CONTACT": settings.SECURITY_CONTACT,
        "LANGUAGES": settings.LANGUAGES,
    }
