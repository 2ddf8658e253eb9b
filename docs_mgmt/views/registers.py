"""The register of outgoing documents on the screen, and as the printed book."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from docs_mgmt.forms.book import BookForm
from docs_mgmt.queries.books import book_of
from docs_mgmt.queries.registers import agencies_whose_book
from docs_mgmt.views.request import OfficeRequest

#: The ten columns of the decree in their order (NĐ 30/2020, Phụ lục IV); law, so never translated.
COLUMNS = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)


@login_required
@require_safe
def registers(request: OfficeRequest) -> HttpResponse:
    """Open a book of the register."""
    choice = BookForm(request.GET).choice()
    book = book_of(request.user, choice) if choice else None
    if book is None:
        if not agencies_whose_book(request.user).exists():
            raise PermissionDenied
        raise Http404
    return render(request, "docs_mgmt/registers.html", {"book": book, "columns": COLUMNS})
