"""A document type (tên loại), such as Quyết định or Công văn."""

from django.db import models

from docs_mgmt.models.words import WordField
from docs_mgmt.rules.words import Authority


class DocumentType(models.Model):
    """One of the 29 types (NĐ 30/2020, Đ7), with its code and what usually holds for it."""

    key = models.CharField(max_length=10, unique=True)
    #: The code in a notation; công văn and thư công have none.
    code = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=100)
    ordinal = models.PositiveSmallIntegerField()
    default_authority = WordField(Authority)
    #: Giấy giới thiệu and giấy nghỉ phép have no trích yếu on paper.
    has_title = models.BooleanField(default=True)

    class Meta:
        ordering = ["ordinal"]

    def __str__(self) -> str:
        return self.name
