"""Every address of the site. The name of a page is the name of its view."""

from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from tracker.pages.dashboard import dashboard
from tracker.pages.health import healthz

urlpatterns = [
    path("", dashboard, name="dashboard"),
    path("login/", LoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]
