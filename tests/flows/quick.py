"""The worker's own app, with a clock whose minutes and quarters last a second."""

from tracker.celery import app

app.conf.update(
    beat_schedule={
        name: {**entry, "schedule": 1.0, "options": {"expires": 1}}
        for name, entry in app.conf.beat_schedule.items()
    },
    beat_max_loop_interval=0.5,
    # Within this time another clock takes over from one that was killed.
    redbeat_lock_timeout=3,
)
