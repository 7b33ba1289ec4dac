"""Fill in a page of the admin as a browser does, without scripts."""

from django.urls import reverse

from cases.admin.steps.pages import seen_now


def page(record, name="change"):
    """Address of a page of one record."""
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=[record.pk])


def pages(model, name="changelist"):
    opts = model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}")


def decided(record, **typed) -> dict:
    """What the button of a decision posts: what the page showed of the record as it is now."""
    return {"seen": seen_now(record), **typed}


def filled(response) -> dict:
    """What a browser would post back from this page if nobody touched it."""
    form = response.context["adminform"].form
    data = form_values(form)
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        data |= form_values(formset.management_form)
        for row in formset.forms:
            data |= form_values(row)
    return data


def form_values(form) -> dict:
    values = {}
    for name, field in form.fields.items():
        bound = form[name]
        value = bound.value()
        widget = getattr(field.widget, "widget", field.widget)
        if value is None or value is False:
            continue
        if isinstance(value, bool):
            values[bound.html_name] = "on"
        elif getattr(widget, "allow_multiple_selected", False):
            values[bound.html_name] = [getattr(item, "code", item) for item in value]
        else:
            shown = widget.format_value(field.prepare_value(value))
            values[bound.html_name] = shown[0] if isinstance(shown, list) else shown
    return {name: value for name, value in values.items() if value is not None}
