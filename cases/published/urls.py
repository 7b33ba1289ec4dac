"""Addresses of the public pages, under each language. What machines read is in machine_urls."""

from django.urls import include, path

from cases.published import views

urlpatterns = [
    path("", views.home, name="home"),
    path("fact-sheet/", views.fact_sheet, name="fact-sheet"),
    path("corrections/", views.corrections_page, name="corrections"),
    path("search/", views.search, name="search"),
    # Cases
    path("cases/", views.case_list, name="case-list"),
    path("cases/<slug:reference>/", views.case_page, name="case-page"),
    path("cases/<slug:reference>/card.png", views.case_card, name="case-card"),
    path("map/", views.case_map, name="map"),
    # Sources
    path("sources/", views.source_list, name="source-list"),
    path("sources/<slug:reference>/", views.source_page, name="source-page"),
    # Advocacy
    path("actions/", views.action_list, name="action-list"),
    path("actions/<slug:reference>/", views.action_page, name="action-page"),
    path("authorities/", views.position, name="authorities"),
    # What belongs to no case
    path("figures/", views.figure_list, name="figure-list"),
    path("background/", views.statement_list, name="statement-list"),
    # Statistics
    path("statistics/", views.statistics_page, name="statistics"),
    path("statistics/<slug:chart>.csv", views.chart_csv, name="chart-csv"),
    path("statistics/<slug:chart>.svg", views.chart_svg, name="chart-svg"),
    path("statistics/<slug:chart>.png", views.chart_png, name="chart-png"),
    # What the site is made of
    path("style/", views.style, name="style"),
    # Everything as files
    path("data/", views.data, name="data"),
    path("embed/", views.embed, name="embed"),
    path("", include("cases.published.file_urls")),
]
