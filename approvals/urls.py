"""Addresses of the movement: My desk, the document, and one page a step."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
