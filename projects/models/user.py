"""People who sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody who signs in. What they may do hangs on their group."""

    zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=8, default="en")
