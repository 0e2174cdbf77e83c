"""Administrative units, keyed by list and code, and what became of them."""

from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.places.models import names
from portal.places.models.editions import Edition

KEY_PATTERN = r"[0-9]{4}-[0-9]{2}:[0-9]{2,5}"
"""An edition and a code, as the API and forms write a unit: 2025-07:30673."""


class Kind(models.TextChoices):
    """The level a unit stands on; its precise type is a word of its own."""

    PROVINCE = "province", gettext_lazy("tỉnh, thành phố")
    COMMUNE = "commune", gettext_lazy("xã, phường, đặc khu")
    LEGACY_DISTRICT = "legacy_district", gettext_lazy("huyện, quận, thị xã, thành phố cũ")
    LEGACY_COMMUNE = "legacy_commune", gettext_lazy("xã, phường, thị trấn cũ")


TYPES: dict[str, tuple[str, ...]] = {
    Kind.PROVINCE: ("tỉnh", "thành phố"),
    Kind.COMMUNE: ("xã", "phường", "đặc khu"),
    Kind.LEGACY_DISTRICT: ("huyện", "quận", "thị xã", "thành phố"),
    Kind.LEGACY_COMMUNE: ("xã", "phường", "thị trấn"),
}


class Match(models.IntegerChoices):
    """How well a unit answers what was typed, best first. Up to `GUESSED` the whole name was typed."""

    SAME = 0
    WITHOUT_MARKS = 1
    OTHER_TYPE = 2
    OTHER_TYPE_WITHOUT_MARKS = 3
    GUESSED = 4
    BEGINS = 5
    HOLDS = 6


class UnitQuerySet(models.QuerySet["AdministrativeUnit"]):
    def in_force(self) -> "UnitQuerySet":
        """Units of the newest list, which has no end yet."""
        return self.filter(valid_to__isnull=True)

    def with_key(self, key: str) -> "UnitQuerySet":
        """The unit written as edition and code; anything else finds none."""
        edition, _colon, code = key.partition(":")
        return self.filter(edition__code=edition, code=code)

    def with_places(self) -> "UnitQuerySet":
        """With everything a label needs."""
        return self.select_related("edition", "parent__edition", "parent__province", "province__edition")

    def with_changes(self) -> "UnitQuerySet":
        """With what each unit became and what it was before. Two queries more, whatever the number of units."""
        links = AdministrativeUnit.objects.with_places().order_by("province__sort_key", "sort_key", "code")
        return self.with_places().prefetch_related(
            models.Prefetch("became", queryset=links), models.Prefetch("formerly", queryset=links)
        )

    def matching(self, typed: str, *, near: Collection[str] = ()) -> "UnitQuerySet":
        """Units a name may mean, each with `match`, best first; those of the provinces `near` (codes) before others alike."""
        readings = names.read(typed)
        if not readings:
            return self.none()
        sure = [reading for reading in readings if reading.is_sure]
        guesses = [reading for reading in readings if not reading.is_sure]
        holds = reduce(or_, [_around(reading) & Q(folded_names__contains=f" {reading.folded}") for reading in sure])
        ranks = [rank for reading in sure for rank in _ranks(reading)]
        if guesses:
            # One look at the index of names, before the single guesses are tried.
            among = Q(folded__in={reading.folded for reading in guesses})
            guessed = among & reduce(or_, [_around(reading) & Q(folded=reading.folded) for reading in guesses])
            begun = reduce(or_, [_begins_as_typed(reading) for reading in guesses], Q(pk__in=()))
            holds = holds | guessed | begun
            ranks.append(When(guessed, then=Value(Match.GUESSED)))
        begins = reduce(or_, [Q(folded_names__contains=f"| {reading.folded}") for reading in sure])
        ranks.append(When(begins, then=Value(Match.BEGINS)))
        found = self.filter(holds).annotate(
            match=Case(*ranks, default=Value(Match.HOLDS), output_field=models.SmallIntegerField())
        )
        return found.order_by(
            "match",
            *_nearest(near),
            F("valid_to").asc(nulls_first=True),
            "kind",
            "sort_key",
            "province__sort_key",
            "pk",
        )


def _ranks(reading: names.Reading) -> list[When]:
    around = _around(reading)
    same = Q(folded_names__contains=f"| {reading.folded} |")
    marked = Q(marked_names__contains=f"| {reading.name} |")
    if reading.folded == reading.name:
        marked = same  # typed without marks: nobody's marks are better than another's
    if not reading.type_word:
        return [
            When(around & marked, then=Value(Match.SAME)),
            When(around & same, then=Value(Match.WITHOUT_MARKS)),
        ]
    typed_so = Q(type_word=reading.type_word) | Q(other_names__contains=f"{reading.type_word} ")
    return [
        When(around & marked & typed_so, then=Value(Match.SAME)),
        When(around & same & typed_so, then=Value(Match.WITHOUT_MARKS)),
        When(around & marked, then=Value(Match.OTHER_TYPE)),
        When(around & same, then=Value(Match.OTHER_TYPE_WITHOUT_MARKS)),
    ]


def _around(reading: names.Reading) -> Q:
    return reduce(lambda so_far, place: so_far & Q(around__contains=f" {place}"), reading.around, Q())


def _begins_as_typed(reading: names.Reading) -> Q:
    """What is still being typed without marks: "huyen tinh b"."""
    if reading.around or not reading.type_word:
        return Q(pk__in=())
    return Q(type_word=reading.type_word, folded_names__contains=f"| {reading.folded}")


def _nearest(near: Collection[str]) -> list[Any]:
    if not near:
        return []
    homes = AdministrativeUnit.objects.in_force().filter(kind=Kind.PROVINCE, code__in=near).values("pk")
    before = UnitChange.objects.filter(new__in=homes).values("old")
    inside = Q(province__in=homes) | Q(province__in=before) | Q(pk__in=homes) | Q(pk__in=before)
    return [Case(When(inside, then=Value(0)), default=Value(1), output_field=models.SmallIntegerField())]


class AdministrativeUnit(models.Model):
    """A province, commune or old district as one published list names it."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="units", verbose_name=gettext_lazy("danh mục")
    )
    code = models.CharField(gettext_lazy("mã"), max_length=5, validators=[RegexValidator(r"^[0-9]{2,5}$")])
    kind = models.CharField(gettext_lazy("cấp"), max_length=16, choices=Kind)
    type_word = models.CharField(gettext_lazy("loại"), max_length=12)
    name = models.CharField(gettext_lazy("tên"), max_length=80)
    other_names = models.CharField(gettext_lazy("tên khác vẫn dùng"), max_length=200, blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=gettext_lazy("thuộc"),
    )
    province = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("tỉnh, thành phố"),
    )
    valid_from = models.DateField(gettext_lazy("có hiệu lực từ ngày"), null=True, blank=True)
    valid_to = models.DateField(gettext_lazy("đến hết ngày"), null=True, blank=True)
    became = models.ManyToManyField(
        "self", through="UnitChange", through_fields=("old", "new"), symmetrical=False, related_name="formerly",
        verbose_name=gettext_lazy("nay là"),
    )  # fmt: skip
    # What searches compare, written by the loader: names between bars, the places a unit lies or lay in.
    folded = models.CharField(max_length=80, db_index=True, editable=False)
    folded_names = models.CharField(max_length=300, editable=False)
    marked_names = models.CharField(max_length=300, editable=False)
    around = models.CharField(max_length=600, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)

    objects = UnitQuerySet.as_manager()

    match: int
    """How well it answers what was typed; only after `matching`."""

    class Meta:
        verbose_name = gettext_lazy("đơn vị hành chính")
        verbose_name_plural = gettext_lazy("đơn vị hành chính")
        ordering: ClassVar = ["sort_key", "pk"]
        default_permissions = ("view",)  # units are loaded, never edited
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "code"], name="unit_once_in_an_edition"),
            models.CheckConstraint(
                condition=Q(kind=Kind.PROVINCE, parent__isnull=True, province__isnull=True)
                | (~Q(kind=Kind.PROVINCE) & Q(parent__isnull=False, province__isnull=False)),
                name="unit_below_a_province_or_one",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")) & ~Q(province=F("id")), name="unit_not_in_itself"),
            models.CheckConstraint(
                condition=reduce(or_, [Q(kind=kind, type_word__in=words) for kind, words in TYPES.items()]),
                name="unit_type_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.label()

    @property
    def key(self) -> str:
        """How programs write this unit; a code alone means nothing. Needs the edition loaded."""
        return f"{self.edition.code}:{self.code}"

    @property
    def full_name(self) -> str:
        """Type word and name: "xã Hội An"."""
        return f"{self.type_word} {self.name}"

    @property
    def is_former(self) -> bool:
        return self.valid_to is not None

    def label(self, *, with_province: bool = True) -> str:
        """The unit as pages and reports print it: "xã Hội An, An Giang", "Kiên Giang (cũ)". Runs no query `with_places`."""
        if self.kind == Kind.PROVINCE:
            words = [self.name]
        else:
            words = [self.full_name]
            if self.parent_id != self.province_id and self.parent is not None:
                words.append(self.parent.full_name)
            if with_province and self.province is not None:
                words.append(self.province.name)
        label = ", ".join(words)
        return _("%(place)s (cũ)") % {"place": label} if self.is_former else label


class UnitChange(models.Model):
    """An old unit became a new one, wholly or in part. The loader sees to it that the lists differ and no circle closes."""

    old = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="+")
    new = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = gettext_lazy("thay đổi đơn vị hành chính")
        verbose_name_plural = gettext_lazy("thay đổi đơn vị hành chính")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["old", "new"], name="unit_change_once"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="unit_never_becomes_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
