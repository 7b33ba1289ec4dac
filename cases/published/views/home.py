"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.published import front


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/home.html", front.context())
