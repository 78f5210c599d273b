"""Importing a table: upload, dry run, publish as one, retract as one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from projects.actions import Refusal
from projects.codes import BatchState
from projects.models import ImportBatch, User
from tracker.bell import ring
from tracker.desk import batches
from tracker.desk.table import NotATable, template, workbook
from tracker.forms import RetractForm, UploadForm
from tracker.pages.partials import wants_part
from tracker.tasks import run_imports

SHOWN = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@permission_required("projects.add_draft", raise_exception=True)
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Upload a table, and the tables uploaded before."""
    assert isinstance(request.user, User)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = batches.upload(
                name=file.name,
                content=file.read(),
                confirm=form.cleaned_data["confirm"],
                by=request.user,
                now=timezone.now(),
            )
        except NotATable as wrong:
            form.add_error("file", str(wrong))
        else:
            _run(batch)
            return redirect("import_batch", batch.pk)
    uploaded = batches.mine_or_all(request.user)[:SHOWN]
    return render(request, "desk/imports.html", {"form": form, "batches": uploaded})


@login_required
@permission_required("projects.add_draft", raise_exception=True)
@require_safe
def import_template(request: HttpRequest) -> HttpResponse:
    """The table to fill in, with every column explained."""
    response = HttpResponse(template(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="claims.csv"'
    return response


@login_required
@permission_required("projects.add_draft", raise_exception=True)
@require_safe
def import_workbook(request: HttpRequest) -> HttpResponse:
    """The same table as a workbook."""
    response = HttpResponse(workbook(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="claims.xlsx"'
    return response


@login_required
@permission_required("projects.add_draft", raise_exception=True)
@require_safe
def import_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One table: how far it is, all its errors, or all it would do or did."""
    assert isinstance(request.user, User)
    batch = get_object_or_404(batches.mine_or_all(request.user), pk=pk)
    context = {"batch": batch, "form": RetractForm()}
    template = "desk/import_batch.html" + ("#batch" if wants_part(request) else "")
    return render(request, template, context)


@login_required
@permission_required("projects.publish_update", raise_exception=True)
@require_POST
def publish_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a table that passed its dry run."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    ready = ImportBatch.objects.filter(pk=pk, state=BatchState.READY)
    if ready.update(state=BatchState.TO_PUBLISH):
        batch.refresh_from_db()
        _run(batch)
    return redirect("import_batch", pk)


@login_required
@permission_required("projects.retract_update", raise_exception=True)
@require_POST
def retract_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a whole published table back."""
    assert isinstance(request.user, User)
    batch = get_object_or_404(ImportBatch, pk=pk)
    if batch.state != BatchState.PUBLISHED:
        raise PermissionDenied(_("Only a published table can be retracted."))
    form = RetractForm(request.POST)
    if form.is_valid():
        try:
            count = batches.retract_batch(
                batch, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("why", str(refusal))
        else:
            messages.success(request, _("Retracted: %(n)s updates.") % {"n": count})
            return redirect("import_batch", pk)
    context = {"batch": batch, "form": form}
    return render(request, "desk/import_batch.html", context)


def _run(batch: ImportBatch) -> None:
    """A short table at once; a long one by the worker, which beat reminds of it."""
    if batch.lines <= batches.INLINE:
        batches.run(batch, now=timezone.now())
    else:
        ring(run_imports)
