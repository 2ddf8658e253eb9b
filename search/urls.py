"""Where one finds."""

from django.urls import path

from search.views.exports import export, export_file, export_page
from search.views.find import find_documents
from search.views.keep import columns, forget, forget_questions, news, save
from search.views.places import pages, places
from search.views.similar import similar
from search.views.suggest import suggest
from search.views.talk import find_talk
from search.views.why import why

app_name = "search"
urlpatterns = [
    path("", find_documents, name="find"),
    path("why/<int:pk>/", why, name="why"),
    path("suggest/", suggest, name="suggest"),
    path("suggest/forget/", forget_questions, name="forget_questions"),
    path("talk/", find_talk, name="talk"),
    path("similar/<int:pk>/", similar, name="similar"),
    path("places/<int:pk>/<int:number>/", pages, name="pages"),
    path("places/<int:pk>/<int:number>/<int:page>/", places, name="places"),
    path("columns/", columns, name="columns"),
    path("exports/", export, name="exports"),
    path("exports/<int:pk>/", export_page, name="export"),
    path("exports/<int:pk>/file", export_file, name="export_file"),
    path("saved/", save, name="save"),
    path("news/", news, name="news"),
    path("saved/<int:pk>/forget/", forget, name="forget"),
]
