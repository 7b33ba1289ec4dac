"""The public pages. Thin: each reads its parameters, asks for a context and renders it."""

from cases.published.views.actions import action_list, action_page
from cases.published.views.background import figure_list, statement_list
from cases.published.views.cases import case_list, case_page
from cases.published.views.data import data
from cases.published.views.home import home
from cases.published.views.sources import source_list, source_page

__all__ = [
    "action_list",
    "action_page",
    "case_list",
    "case_page",
    "data",
    "figure_list",
    "home",
    "source_list",
    "source_page",
    "statement_list",
]
