from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maillage.spaces.doors import in_space


@in_space
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "ties/home.html")
