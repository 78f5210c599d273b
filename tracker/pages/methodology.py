"""How the record is made, what its words mean, how our own figures come about."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from deadlines.codes import BINDING, Bindingness
from projects.codes import Basis, Grade, KnownPrecision, Stage
from tracker.moment import Request, at_moment
from tracker.pages.formulas import FORMULAS


@require_safe
@at_moment
def methodology(request: Request) -> HttpResponse:
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
