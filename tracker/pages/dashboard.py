"""The dashboard: what is late, what moved, how far from the promise."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    return render(request, "dashboard.html")
