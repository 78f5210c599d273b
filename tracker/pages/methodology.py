"""How the record is made, what its words mean, how our own figures come about."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from deadlines.codes import BINDING, Bindingness
from projects.codes import Basis, Grade, KnownPrecision, Stage
from tracker.pages.formulas import FORMULAS


@require_safe
def methodology(request: HttpRequest) -> HttpResponse:
    """Words from the code books and formulas from the rules: neither is retyped."""
    return render(
        request,
        "methodology.html",
        {
            "editor": settings.EDITOR_NAME,
            "formulas": FORMULAS,
            "grades": Grade.choices,
            "precisions": KnownPrecision.choices,
            "stages": Stage.choices,
            "bases": Basis.choices,
            "bindingness": [(each.label, each in BINDING) for each in Bindingness],
        },
    )
