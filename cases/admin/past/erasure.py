"""Pages on which a person is erased: one member of staff asks, another reads what it touches and does it.

For those with the right to erase who may see people. What they may not know of is erased with the rest and
named nowhere.
"""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import erasure
from cases.admin import visibility
from cases.admin.forms import kept_answers
from cases.admin.past.history import may_view
from cases.admin.past.version_words import label, row_name
from cases.models import Erasure, Person
from cases.models.record import Record
from cases.name_search import NameSearch, Place, places_of, texts_in
from cases.publication.publish import NotAllowed
from cases.text import names_in

#: More records than this nobody reads: the names are those of too many people.
MOST_SHOWN = 300
#: Letters of a text shown where a name was found in it.
EXCERPT = 160


class AskForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy(
            "For example “asked for by the person on the phone”. Kept for good, encrypted: no name, no person id."
        ),
    )


@dataclass(frozen=True)
class Mention:
    """One record in whose texts, or older versions, a name of the person stands. Ticked: they are cut out."""

    key: str
    name: str
    url: str
    #: Field and excerpt of what stands there now.
    texts: tuple[tuple[str, str], ...]
    in_history: bool
    is_public: bool


class ErasurePages(admin.ModelAdmin):
    """The pages of erasing, on the admin of people."""

    change_form_template = "admin/erasure_person_change_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("erased/", view(self.erasures_view), name="cases_person_erasures"),
            path("<int:object_id>/erase/", view(self.erase_view), name="cases_person_erase"),
            *super().get_urls(),
        ]

    def has_erase_permission(self, request) -> bool:
        return self.has_view_permission(request) and request.user.has_perm(erasure.PERMISSION)

    def render_change_form(self, request, context, *args, **kwargs):
        person = kwargs.get("obj")
        if person is not None and self.has_erase_permission(request):
            context["erase_url"] = reverse("admin:cases_person_erase", args=[person.pk])
        return super().render_change_form(request, context, *args, **kwargs)

    def changelist_view(self, request, extra_context=None):
        context = extra_context or {}
        if self.has_erase_permission(request):
            context |= {"erasures_url": reverse("admin:cases_person_erasures")}
        return super().changelist_view(request, context)

    def erasures_view(self, request):
        """Who was erased or is to be: without names, with who asked and who did it."""
        if not self.has_erase_permission(request):
            raise PermissionDenied
        rows = Erasure.objects.select_related("person", "asked_by", "done_by").order_by(
            "done_at", "-asked_at"
        )
        context = {
            **self.admin_site.each_context(request),
            "title": _("Erased people"),
            "opts": self.opts,
            "erasures": rows[:MOST_SHOWN],
        }
        return TemplateResponse(request, "admin/erasures.html", context)

    def erase_view(self, request, object_id: int):
        """Ask, take back or carry out; each by POST. Reads every text of the record when there is something to see."""
        if not self.has_erase_permission(request):
            raise PermissionDenied
        person = self.get_object(request, str(object_id))
        if person is None:
            raise Http404
        given = request.POST if request.POST.get("step") == "ask" else None
        form = AskForm(given, initial=kept_answers.typed_before(request))
        if request.method == "POST" and self.take_erasure_step(request, person, form):
            return redirect("admin:cases_person_erase", person.pk)
        asked = person.erasures.select_related("asked_by", "done_by").first()
        is_open = asked is not None and asked.done_at is None
        may_carry_out = is_open and (asked.asked_by_id != request.user.pk or not settings.FOUR_EYES)
        mentions = self.mentions(request, person) if may_carry_out else []
        search = erasure.search_for(person) if is_open else NameSearch([])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Erase %s") % person,
            "opts": self.opts,
            "original": person,
            "form": form,
            "erasure": asked,
            "may_carry_out": may_carry_out,
            "is_too_common": len(mentions) > MOST_SHOWN,
            "mentions": mentions[:MOST_SHOWN],
            "too_short": search.too_short,
            "references": erasure.names_in_references(person) if may_carry_out else [],
        }
        return TemplateResponse(request, "admin/erasure.html", context)

    def take_erasure_step(self, request, person: Person, form: AskForm) -> bool:
        """Take the step that was posted; False, with messages, where it is refused."""
        step = request.POST.get("step")
        asked = person.erasures.filter(done_at__isnull=True).first()
        try:
            if step == "ask":
                if not form.is_valid():
                    return False
                erasure.ask(person, by=request.user, reason=form.cleaned_data["reason"])
                messages.success(request, _("Asked for. Another member of staff carries it out."))
            elif asked is None:
                messages.error(request, _("Nobody asks for the erasure of this person any more."))
                return False
            elif step == "take-back":
                erasure.take_back(asked, by=request.user)
                messages.success(request, _("Taken back. Nothing was erased."))
            elif step == "carry-out":
                if "sure" not in request.POST:
                    messages.error(request, _("Tick that you have read what will be erased."))
                    return False
                spare = set(request.POST.getlist("shown")) - set(request.POST.getlist("erase"))
                erasure.carry_out(asked, by=request.user, spare=spare)
                messages.success(
                    request, _("Erased, in the history too. Look at the cases: their review is open again.")
                )
            else:
                return False
        except NotAllowed as refusal:
            messages.error(request, str(refusal))
            return False
        return True

    # --- what it touches ---

    def mentions(self, request, person: Person) -> list[Mention]:
        """The records that name the person, beside the rows about the person, as far as the user may see them."""
        search = erasure.search_for(person)
        own = {
            f"{model._meta.label_lower}:{pk}"
            for model, _rows, history in erasure.rows_about(person)
            for pk in model.history.filter(history).order_by().values_list("id", flat=True)
        }
        by_key: dict[str, list[Place]] = {}
        for place in places_of(search):
            if place.key not in own:
                by_key.setdefault(place.key, []).append(place)
        found = (self.mention(request, search, key, places) for key, places in by_key.items())
        return [mention for mention in found if mention]

    def mention(self, request, search: NameSearch, key: str, places: list[Place]) -> Mention | None:
        live = next((place for place in places if issubclass(place.model, Record)), None)
        past = next((place for place in places if hasattr(place.model, "instance_type")), None)
        model = live.model if live else past.model.instance_type if past else places[0].model
        if not issubclass(model, Record):
            name = _("%(noun)s %(number)s") % {"noun": model._meta.verbose_name, "number": places[0].pk}
            return Mention(key, name, "", (), False, False) if may_view(request, model) else None
        pk = int(key.rpartition(":")[2])
        row = model._base_manager.filter(pk=pk).first()
        hidden = row is not None and visibility.hidden_among(request.user, [row])
        if hidden or not may_view(request, model) or (row is None and model in visibility.PATHS):
            return None
        record = row or past.model.objects.get(pk=past.pk).instance
        url = ""
        if row is not None and self.admin_site.is_registered(model):
            url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk])
        texts = [
            (label(model, name), excerpt(getattr(row, name), search))
            for name in (live.columns if live else ())
        ]
        is_public = any(place.model._meta.app_label == "published" for place in places)
        return Mention(key, row_name(record), url, tuple(texts), past is not None, is_public)


def excerpt(value, search: NameSearch) -> str:
    """The part of a text around the first name found in it."""
    text = next((text for text in texts_in(value) if names_in(text, search.names)), "")
    cut = search.cut_value(text)
    # As far as both agree stands what comes before the name.
    start = next(
        (place for place, (one, other) in enumerate(zip(text, cut, strict=False)) if one != other), 0
    )
    start = max(0, start - EXCERPT // 3)
    shown = text[start : start + EXCERPT]
    return f"{'… ' if start else ''}{shown}{' …' if start + EXCERPT < len(text) else ''}"
