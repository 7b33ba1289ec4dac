"""The public pages. Thin: each reads its parameters, asks for a context and renders it."""

from cases.published.views.actions import action_list, action_page
from cases.published.views.authorities import position
from cases.published.views.background import figure_list, statement_list
from cases.published.views.case_files import case_card
from cases.published.views.cases import case_list, case_page
from cases.published.views.corrections import corrections_page
from cases.published.views.data import data
from cases.published.views.embed import embed
from cases.published.views.home import fact_sheet, home
from cases.published.views.map import case_map
from cases.published.views.search import search
from cases.published.views.sources import source_list, source_page
from cases.published.views.statistics import chart_csv, chart_png, chart_svg, statistics_page
from cases.published.views.style import style

__all__ = [
    "action_list",
    "action_page",
    "case_card",
    "case_list",
    "case_map",
    "case_page",
    "chart_csv",
    "chart_png",
    "chart_svg",
    "corrections_page",
    "data",
    "embed",
    "fact_sheet",
    "figure_list",
    "home",
    "position",
    "search",
    "source_list",
    "source_page",
    "statement_list",
    "statistics_page",
    "style",
]
