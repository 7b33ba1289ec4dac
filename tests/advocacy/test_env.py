import pytest
from django.core.exceptions import ImproperlyConfigured

from advocacy.env import Environment

STRONG = "k3Vq8ZxT0bYw5nRfJ7mLc2HsPd9AgUe4oXi6Bv1NtQyWzKrC-x"


def read(name: str, value: str, reader: str, **options):
    return getattr(Environment({name: value}), reader)(name, **options)


@pytest.mark.parametrize(
    ("reader", "value", "options"),
    [
        ("switch", "maybe", {"default": False}),
        ("choice", "private", {"allowed": ("public", "staff"), "default": "public"}),
        ("number", "ten", {"default": 1, "low": 0, "high": 9}),
        ("number", "10", {"default": 1, "low": 0, "high": 9}),
        ("number", "-1", {"default": 1, "low": 0, "high": 9}),
        ("time_zone", "Mars/Olympus", {"default": "UTC"}),
        ("hosts", "*", {}),
        ("hosts", "a.example,*.example", {}),
        ("hosts", "https://a.example", {}),
        ("site_url", "ftp://a.example", {"default": "", "allow_http": False}),
        ("site_url", "a.example", {"default": "", "allow_http": False}),
        ("site_url", "https://a.example/path", {"default": "", "allow_http": False}),
        ("site_url", "https://user@a.example", {"default": "", "allow_http": False}),
        ("site_url", "https://a.example:port", {"default": "", "allow_http": False}),
        ("site_url", "http://a.example", {"default": "", "allow_http": False}),
        ("site_url", "http://notonion", {"default": "", "allow_http": False}),
        ("site_url", "http://onion.example", {"default": "", "allow_http": False}),
        ("admin_path", "../admin", {"default": "admin/"}),
        ("admin_path", "/", {"default": "admin/"}),
    ],
)
def test_wrong_value_is_refused_with_name_value_and_what_is_allowed(reader, value, options):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read("THE_NAME", value, reader, **options)
    message = str(refusal.value)
    assert message.startswith("THE_NAME is ")
    assert value.rpartition(",")[2] in message
    assert "Allowed: " in message


@pytest.mark.parametrize(
    ("reader", "value", "options", "read_as"),
    [
        ("switch", "", {"default": True}, True),
        ("switch", "Off", {"default": True}, False),
        ("switch", "1", {"default": False}, True),
        ("choice", "", {"allowed": ("a", "b"), "default": "b"}, "b"),
        ("number", " 9 ", {"default": 1, "low": 0, "high": 9}, 9),
        ("hosts", "A.example, b.example,", {}, ["a.example", "b.example"]),
        ("time_zone", "Asia/Seoul", {"default": "UTC"}, "Asia/Seoul"),
        ("admin_path", "/office/desk", {"default": "admin/"}, "office/desk/"),
        # "$" is not a reference to another variable, as django-environ's own readers take it.
        ("text", "$HOME", {}, "$HOME"),
    ],
)
def test_right_value_is_read(reader, value, options, read_as):
    assert read("THE_NAME", value, reader, **options) == read_as


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example",
        "https://a.example:8443",
        "http://127.0.0.1:8000",
        "http://localhost",
        "http://[::1]:8000",
        "http://surplaceabcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopq.onion",
    ],
)
def test_site_url_accepts_https_and_plain_http_where_nobody_listens(address):
    assert read("SITE_URL", address + "/", "site_url", default="", allow_http=False).geturl() == address


def test_site_url_accepts_plain_http_anywhere_for_debugging():
    assert (
        read("SITE_URL", "http://a.example", "site_url", default="", allow_http=True).hostname == "a.example"
    )


@pytest.mark.parametrize(
    "key",
    ["", "short", "change-me" + STRONG, "django-insecure-" + STRONG, "ab" * 40, STRONG[:49]],
    ids=["missing", "short", "placeholder", "insecure", "two characters", "49 characters"],
)
def test_weak_secret_key_is_refused_and_not_shown(key):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read("SECRET_KEY", key, "secret_key", debug=False)
    assert "SECRET_KEY" in str(refusal.value)
    assert not key or key not in str(refusal.value)
    assert read("SECRET_KEY", key, "secret_key", debug=True)


def test_strong_secret_key_is_accepted():
    assert read("SECRET_KEY", STRONG, "secret_key", debug=False) == STRONG


@pytest.mark.parametrize("keys", ["", "not-a-key", "b25seSBmb3IgdGVzdHMsIG5ldmVyIGZvciB1c2UuLi4=,nonsense"])
def test_bad_encryption_keys_are_refused_and_not_shown(keys):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read("FIELD_ENCRYPTION_KEYS", keys, "fernet_keys", required=True)
    assert "FIELD_ENCRYPTION_KEYS" in str(refusal.value)
    assert not keys or keys not in str(refusal.value)
    assert "nonsense" not in str(refusal.value)


def test_encryption_keys_keep_their_order():
    first, second = "A" * 43 + "=", "B" * 42 + "A="
    assert read("KEYS", f"{first}, {second}", "fernet_keys", required=True) == [first, second]


@pytest.mark.parametrize(
    "url",
    [
        "mysql://u:hidden@h/name",
        "hidden",
        "postgresql://u:hidden@host:port/name",
        "postgresql://u:hidden@host",
    ],
)
def test_bad_database_url_is_refused_without_its_password(url, tmp_path):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read("DATABASE_URL", url, "database", default="", relative_to=tmp_path)
    assert "DATABASE_URL" in str(refusal.value)
    assert "hidden" not in str(refusal.value)


def test_sqlite_file_is_relative_to_the_project_and_not_to_the_shell(tmp_path):
    database = read("DATABASE_URL", "sqlite:///a/b.sqlite3", "database", default="", relative_to=tmp_path)
    assert database["NAME"] == str(tmp_path / "a/b.sqlite3")


def test_secret_comes_from_a_file(tmp_path):
    file = tmp_path / "key"
    file.write_text(STRONG + "\n")
    assert Environment({"SECRET_KEY_FILE": str(file)}).secret("SECRET_KEY") == STRONG


def test_secret_file_that_is_missing_or_doubled_is_refused(tmp_path):
    missing = str(tmp_path / "missing")
    with pytest.raises(ImproperlyConfigured, match=r"SECRET_KEY_FILE is .*missing"):
        Environment({"SECRET_KEY_FILE": missing}).secret("SECRET_KEY")
    with pytest.raises(ImproperlyConfigured, match="not both"):
        Environment({"SECRET_KEY_FILE": missing, "SECRET_KEY": STRONG}).secret("SECRET_KEY")


def test_email_url():
    assert read("EMAIL_URL", "", "email")["EMAIL_BACKEND"] == "django.core.mail.backends.dummy.EmailBackend"
    assert read("EMAIL_URL", "smtp+tls://u:p@host:587", "email")["EMAIL_USE_TLS"] is True
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must begin with") as refusal:
        read("EMAIL_URL", "pigeon://u:hidden@host", "email")
    assert "hidden" not in str(refusal.value)


def test_folder_is_made_private(tmp_path):
    folder = read("DATA_DIR", "new", "folder", default="", relative_to=tmp_path)
    assert folder == tmp_path / "new"
    assert folder.stat().st_mode & 0o777 == 0o700


def test_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ImproperlyConfigured, match=r"DATA_DIR is .*file/inside"):
        read("DATA_DIR", "file/inside", "folder", default="", relative_to=tmp_path)


def test_real_environment_wins_over_the_file(tmp_path):
    file = tmp_path / "env"
    file.write_text("SITE_NAME=From file\nTIME_ZONE=Asia/Seoul\n")
    real = {"SITE_NAME": "Real"}
    environment = Environment.read(file, real=real)
    assert environment.text("SITE_NAME") == "Real"
    assert environment.text("TIME_ZONE") == "Asia/Seoul"
    # Child processes must not inherit what stands in the file.
    assert real == {"SITE_NAME": "Real"}


def test_env_file_names_another_file(tmp_path):
    (tmp_path / "default").write_text("SITE_NAME=Default\n")
    (tmp_path / "other").write_text("SITE_NAME=Other\n")
    real = {"ENV_FILE": str(tmp_path / "other")}
    assert Environment.read(tmp_path / "default", real=real).text("SITE_NAME") == "Other"
    with pytest.raises(ImproperlyConfigured, match=r"ENV_FILE is .*missing"):
        Environment.read(tmp_path / "default", real={"ENV_FILE": str(tmp_path / "missing")})
