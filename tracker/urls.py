"""Every address of the site. The name of a page is the name of its view."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from tracker.desk.correcting import correct
from tracker.desk.import_views import (
    import_batch,
    import_template,
    import_workbook,
    imports,
    publish_import,
    retract_import,
)
from tracker.desk.kept_forms import keeping_forms
from tracker.desk.reports import draft_from_report, error_report
from tracker.desk.upkeep import check_deadline, queue, retract_update
from tracker.desk.views import correct_update, desk, draft, new_draft
from tracker.pages.agreement import agreement, agreements
from tracker.pages.brief import brief
from tracker.pages.changes import changes
from tracker.pages.charts.index import charts
from tracker.pages.charts.projects import project_chart
from tracker.pages.charts.views import (
    pledge_chart,
    pledge_chart_file,
    pledge_charts,
)
from tracker.pages.claims import claims
from tracker.pages.clause import clause
from tracker.pages.corrections import corrections
from tracker.pages.coverage import coverage
from tracker.pages.dashboard import dashboard
from tracker.pages.deadline import deadline
from tracker.pages.deadline_chart import deadline_chart
from tracker.pages.deadline_list import deadlines
from tracker.pages.health import healthz
from tracker.pages.known_days import known_days
from tracker.pages.methodology import methodology
from tracker.pages.party import party
from tracker.pages.pledge import pledge, pledges
from tracker.pages.pledge_lists import (
    pledge_amounts,
    pledge_clauses,
    pledge_updates,
)
from tracker.pages.project import project
from tracker.pages.project_list import projects
from tracker.pages.report import report, reported
from tracker.pages.search import search
from tracker.pages.slips import slips, slips_chart
from tracker.pages.source import source, sources
from tracker.pages.totals import totals
from tracker.pages.update import update
from tracker.pages.watches import end_watch, stop_watch, watches
from tracker.scenario.clock import clock
from tracker.scenario.penalty import penalty, penalty_chart, penalty_working
from tracker.scenario.split import split, split_chart, split_working

urlpatterns = [
    path("", dashboard, name="dashboard"),
    path("deadlines/", deadlines, name="deadlines"),
    path("deadlines/<slug:slug>/", deadline, name="deadline"),
    path(
        "deadlines/<slug:slug>/chart.<slug:form>",
        deadline_chart,
        name="deadline_chart",
    ),
    path("charts/", charts, name="charts"),
    path("slips/", slips, name="slips"),
    path("slips/<slug:chart>.<slug:form>", slips_chart, name="slips_chart"),
    path("pledges/", pledges, name="pledges"),
    path("pledges/<slug:slug>/", pledge, name="pledge"),
    path("pledges/<slug:slug>/charts/", pledge_charts, name="pledge_charts"),
    path(
        "pledges/<slug:slug>/charts/<slug:kind>/",
        pledge_chart,
        name="pledge_chart",
    ),
    path(
        "pledges/<slug:slug>/charts/<slug:kind>.<slug:form>",
        pledge_chart_file,
        name="pledge_chart_file",
    ),
    path("pledges/<slug:slug>/totals/", totals, name="totals"),
    path("pledges/<slug:slug>/amounts/", pledge_amounts, name="pledge_amounts"),
    path("pledges/<slug:slug>/clauses/", pledge_clauses, name="pledge_clauses"),
    path("pledges/<slug:slug>/updates/", pledge_updates, name="pledge_updates"),
    path("pledges/<slug:slug>/brief/", brief, name="brief"),
    path("agreements/", agreements, name="agreements"),
    path("agreements/<slug:slug>/", agreement, name="agreement"),
    path("clauses/<slug:slug>/", clause, name="clause"),
    path("projects/", projects, name="projects"),
    path("projects/<slug:slug>/", project, name="project"),
    path(
        "projects/<slug:slug>/charts/<slug:kind>.<slug:form>",
        project_chart,
        name="project_chart",
    ),
    path("updates/<uuid:public_id>/", update, name="update"),
    path("claims/", claims, name="claims"),
    path("changes/", changes, name="changes"),
    path("corrections/", corrections, name="corrections"),
    path("days.json", known_days, name="known_days"),
    path("desk/import/", imports, name="imports"),
    path("desk/import/template.csv", import_template, name="import_template"),
    path("desk/import/template.xlsx", import_workbook, name="import_workbook"),
    path("desk/import/<int:pk>/", import_batch, name="import_batch"),
    path("desk/import/<int:pk>/publish/", publish_import, name="publish_import"),
    path("desk/import/<int:pk>/retract/", retract_import, name="retract_import"),
    path("desk/reports/<int:pk>/", error_report, name="error_report"),
    path(
        "desk/reports/<int:pk>/draft/",
        draft_from_report,
        name="draft_from_report",
    ),
    path("desk/queue/", queue, name="queue"),
    path("desk/check/<slug:slug>/", check_deadline, name="check_deadline"),
    path("desk/correct/<uuid:public_id>/", correct, name="correct"),
    path(
        "desk/correct/<uuid:public_id>/ours/",
        correct_update,
        name="correct_update",
    ),
    path(
        "desk/retract/<uuid:public_id>/",
        retract_update,
        name="retract_update",
    ),
    path("desk/", desk, name="desk"),
    path("desk/new/", new_draft, name="new_draft"),
    path("desk/drafts/<int:pk>/", draft, name="draft"),
    path("scenario/clock/", clock, name="scenario_clock"),
    path("scenario/penalty/", penalty, name="scenario_penalty"),
    path(
        "scenario/penalty/chart.<slug:form>",
        penalty_chart,
        name="penalty_chart",
    ),
    path(
        "scenario/penalty/working.csv",
        penalty_working,
        name="penalty_working",
    ),
    path("scenario/split/", split, name="scenario_split"),
    path("scenario/split/chart.<slug:form>", split_chart, name="split_chart"),
    path("scenario/split/working.csv", split_working, name="split_working"),
    path("methodology/", methodology, name="methodology"),
    path("coverage/", coverage, name="coverage"),
    path("report/", report, name="report"),
    path("report/thanks/", reported, name="reported"),
    path("search/", search, name="search"),
    path("sources/", sources, name="sources"),
    path("sources/<slug:slug>/", source, name="source"),
    path("parties/<slug:slug>/", party, name="party"),
    path("login/", keeping_forms(LoginView.as_view()), name="login"),
    path("logout/", keeping_forms(LogoutView.as_view()), name="logout"),
    path("", include("tracker.accounts.urls")),
    path("admin/", admin.site.urls),
    path("watches/", watches, name="watches"),
    path("watches/<int:pk>/end/", end_watch, name="end_watch"),
    path(
        "watches/stop/<str:token>/",
        login_not_required(stop_watch),
        name="stop_watch",
    ),
    path("healthz", login_not_required(healthz), name="healthz"),
]
