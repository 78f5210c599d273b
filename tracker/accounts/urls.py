"""Addresses about one's own account. Signing in and out stand in tracker/urls.py."""

from django.urls import path

from tracker.accounts import views

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/password/", views.ChangePassword.as_view(), name="password_change"),
    path("password/", views.forgotten, name="password_reset"),
    path("password/sent/", views.link_sent, name="password_reset_done"),
    path(
        "password/<uidb64>/<token>/",
        views.NewPassword.as_view(),
        name="password_reset_confirm",
    ),
    path("admin/login/", views.admin_login, name="admin_login"),
]
