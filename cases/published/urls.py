"""Addresses of the public pages, under each language. What machines read is in machine_urls."""

from django.urls import include, path

from cases.published import views

urlpatterns = [
    path("", views.home, name="home"),
    # Cases
    path("cases/", views.case_list, name="case-list"),
    path("cases/<slug:reference>/", views.case_page, name="case-page"),
    # Sources
    path("sources/", views.source_list, name="source-list"),
    path("sources/<slug:reference>/", views.source_page, name="source-page"),
    # Advocacy
    path("actions/", views.action_list, name="action-list"),
    path("actions/<slug:reference>/", views.action_page, name="action-page"),
    # What belongs to no case
    path("figures/", views.figure_list, name="figure-list"),
    path("background/", views.statement_list, name="statement-list"),
    # Everything as files
    path("data/", views.data, name="data"),
    path("", include("cases.published.file_urls")),
]
