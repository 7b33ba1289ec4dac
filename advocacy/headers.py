"""Security headers of every response: pages, files, redirects, errors of whatever layer below."""

from collections.abc import Callable, Iterable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from advocacy.paths import is_data_path, is_staff_path

# Only names that browsers know: others fill the console with warnings. `publickey-credentials-get` is left to
# its default, this site alone, for signing in with a security key.
DENIED_FEATURES = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "sync-xhr",
    "usb",
    "xr-spatial-tracking",
)

#: What any other site may read with a script or show: it is public and the same for everybody, and no cookie goes along.
SHARED = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


def build_policy(directives: Mapping[str, Iterable[str]]) -> str:
    """The text of a Content-Security-Policy from a setting in the form of Django 6's SECURE_CSP."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


class HeadersMiddleware:
    """Must be the outermost middleware. What a view has set itself stays, save caching of staff pages.

    Django's SecurityMiddleware sets some of these too; answers given above it, such as to an unknown host,
    would go without.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response
        self.policy = build_policy(settings.SECURE_CSP)
        self.headers = {
            "Permissions-Policy": ", ".join(f"{feature}=()" for feature in DENIED_FEATURES),
            "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": settings.X_FRAME_OPTIONS,
        }
        if settings.SECURE_HSTS_SECONDS:
            self.headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_staff = is_staff_path(request.path_info)
        shared = SHARED if is_data_path(request.path_info) else {}
        for name, value in (self.headers | shared).items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        if is_staff:
            response.headers["Cache-Control"] = "no-store"
        if request.method == "HEAD":
            leave_headers_alone(response)
        return response


def leave_headers_alone(response: HttpResponseBase) -> None:
    """Take the body out of an answer to HEAD; its length stays announced where it is known."""
    if response.streaming:
        response.streaming_content = ()
    else:
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
