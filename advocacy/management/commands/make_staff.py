"""`manage.py make_staff NAME --preset office-of-two`: an account with its roles, without the admin."""

from getpass import getpass

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from advocacy import accounts
from advocacy.desk import roles_page
from advocacy.roles import PRESETS, ROLES

#: Roles as they are typed: without spaces.
TYPED = {role.replace(" ", "-"): role for role in ROLES}


class Command(BaseCommand):
    help = (
        "Make an account for a member of staff, with a set of roles (--preset) or single roles (--role, repeatable). "
        "A random password is printed once, unless --ask lets you type one."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", help="user name; a pseudonym will do")
        parser.add_argument("--preset", choices=sorted(PRESETS), help="a set of roles")
        parser.add_argument(
            "--role",
            action="append",
            default=[],
            choices=sorted(TYPED),
            help="a single role; may be repeated",
        )
        parser.add_argument(
            "--ask", action="store_true", help="type the password instead of getting a random one"
        )
        parser.add_argument(
            "--describe", action="store_true", help="print the tables of docs/roles.md and stop"
        )

    def handle(self, *args, name, preset, role, ask, describe, **options):
        if describe:
            self.stdout.write(roles_page.markdown(), ending="")
            return
        roles = [*PRESETS.get(preset, ()), *(TYPED[typed] for typed in role)]
        if not name or not roles:
            raise CommandError("Give a name and at least one of --preset and --role.")
        user = User(username=name, is_staff=True)
        try:
            user.full_clean(exclude=["password"])
            password = self.ask_password(user) if ask else accounts.random_password()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        accounts.make_account(name, roles, password)
        self.stdout.write(f"{name} is now {', '.join(sorted(set(roles), key=ROLES.index))}.")
        if not ask:
            self.stdout.write(f"Password, shown only this once: {password}")
            self.stdout.write("Let the person change it after signing in: “Change password”.")

    def ask_password(self, user: User) -> str:
        """The typed password. Raises ValidationError for a weak one or when the two differ."""
        password = getpass("Password: ")
        if password != getpass("The same again: "):
            raise ValidationError("The two passwords differ.")
        validate_password(password, user)
        return password
