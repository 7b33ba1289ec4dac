"""The front page, and the same answers on one sheet of paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.published import front


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/home.html", front.context())


def fact_sheet(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/fact_sheet.html", front.answers())
