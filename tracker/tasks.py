"""What beat rings for at the desk. Truth is in the rows; each may run late or twice."""

from celery import shared_task
from django.utils import timezone

from projects.models import ImportBatch
from tracker.desk import batches


@shared_task(name="tracker.imports")
def run_imports() -> int:
    """Run the imports that wait, one after the other."""
    batches.release(now=timezone.now())
    done = 0
    for batch in ImportBatch.objects.waiting():
        done += batches.run(batch, now=timezone.now())
    return done
