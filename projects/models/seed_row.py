"""What the seed loader has already loaded."""

from django.db import models


class SeedRow(models.Model):
    """One row of a seed file as it was loaded, so that a changed one is noticed."""

    table = models.CharField(max_length=30)
    key = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "key"], name="seed_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"
