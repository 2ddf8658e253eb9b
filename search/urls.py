"""Where one finds."""

from django.urls import path

from search.views.find import find_documents

app_name = "search"
urlpatterns = [path("", find_documents, name="find")]
