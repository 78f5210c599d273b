"""What a draft bears on."""

from django.db import models

from deadlines.models.deadline import Deadline
from projects.models import Draft


class DraftBearing(models.Model):
    """A draft has a claim about a deadline. Kept anew whenever the draft is saved."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="bears_on_deadlines")
    deadline = models.ForeignKey(
        Deadline, models.CASCADE, related_name="draft_bearings"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "deadline"], name="draft_bears_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft} bears on {self.deadline}"
