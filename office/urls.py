"""Every address of the installation; each one stands in the access test."""

from allauth.account.views import logout
from django.contrib import admin
from django.urls import include, path

from office.accounts import OfficePasswordChangeView, SignInView
from office.context import counts
from office.demo.sign_in import sign_in_as
from office.language import choose_language

handler400 = "office.broken.bad_request"
handler500 = "office.broken.broken"

urlpatterns = [
    path("", include("approvals.urls")),
    path("", include("docs_mgmt.urls")),
    path("search/", include("search.urls")),
    # Of allauth's pages these three and no more; the names are allauth's.
    path("sign-in/", SignInView.as_view(), name="account_login"),
    path("sign-out/", logout, name="account_logout"),
    path("password/", OfficePasswordChangeView.as_view(), name="account_change_password"),
    path("admin/", admin.site.urls),
    path("counts/", counts, name="counts"),
    path("language/", choose_language, name="choose_language"),
    path("demo/sign-in/<str:username>/", sign_in_as, name="demo_sign_in"),
]
