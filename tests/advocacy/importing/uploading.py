"""Uploaded imports for tests: a browser's posts, and the work done in the test's own process."""

import io

from django.urls import reverse

from cases.models import ImportRun

CASES = (
    "ID,Headline,날짜,Country,Names\n"
    "example-a,Example group one held,2013-05,China,Example Person One\n"
    "example-b,Example group two held,2014,Russia,Example Person Two\n"
)


def address(run, name="change", *more):
    return reverse(f"admin:cases_importrun_{name}", args=[run.pk, *more])


class Desk:
    """Somebody at a browser. What a process would do is done at once, in the test's own transaction."""

    def __init__(self, client, user):
        self.client, self.user = client, user
        client.force_login(user)

    def uploads(self, data: bytes | str, name="example.csv", **fields):
        data = data.encode() if isinstance(data, str) else data
        file = io.BytesIO(data)
        file.name = name
        response = self.client.post(reverse("admin:cases_importrun_add"), {"file": file, **fields})
        assert response.status_code == 302, response.context["form"].errors
        return ImportRun.objects.order_by("-pk")[0]

    def does(self, run, name, **fields):
        """Post one of the buttons; the import afterwards."""
        response = self.client.post(address(run, name), fields)
        assert response.status_code == 302, response.content.decode()
        run.refresh_from_db()
        return run

    def page(self, run, **query):
        return self.client.get(address(run), query)

    def chooses(self, run, sender="", **changes):
        """Keep the columns that the page suggests, but for `changes` (heading → column)."""
        form = self.page(run, columns="yes").context["columns"]
        data = {"table": form.table.name, "sender": sender or form["sender"].value()}
        for field, _cells in form.rows():
            data[field.html_name] = changes.get(field.label, field.value() or "")
        for field in form.constants():
            data[field.html_name] = changes.get(field.html_name, field.value() or "")
        return self.does(run, "columns", **data)

    def imports(self, run):
        return self.does(run, "commit", seen=run.digest)
