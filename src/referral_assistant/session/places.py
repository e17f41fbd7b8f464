"""What a region means for a family and for a service: areas, reach, duties to report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from referral_assistant.condition import fold_place
from referral_assistant.disclosure import Duty
from referral_assistant.household import Household, Place
from referral_assistant.ranking import Nearness
from referral_assistant.regions import Area, DutyToReport, Region, load_region, region_ids
from referral_assistant.service import Provider, Service


@dataclass(frozen=True)
class Surroundings:
    """A region, read for the families and services in it."""

    region: Region

    @cached_property
    def _by_name(self) -> dict[str, Area]:
        return {fold_place(name): area for area in self.region.areas for name in (area.id, *area.names)}

    def place(self, household: Household) -> Household:
        """Say of the family's area by which other names it goes, and of what it is a part.

        A place that the region does not know keeps its own name; a family without a currency takes the region's. An
        income in another currency than the region's, in which services count, cannot be compared: it is unknown.
        """
        ours = self.region.currency
        if ours and household.currency and household.currency != ours:
            household = replace(household, income_month=None)
        household = replace(household, currency=household.currency or ours)
        if household.area is None:
            return household
        area = self._by_name.get(fold_place(household.area.name))
        if area is None:
            return replace(
                household, area=replace(household.area, is_also=frozenset({fold_place(household.area.name)}))
            )
        around = _names([area, *self._parents(area)])
        inside = [
            _names([one, *self._parents(one)]) - around for one in self.region.areas if area in self._parents(one)
        ]
        return replace(household, area=Place(household.area.name, around, frozenset(inside)))

    def area_id(self, household: Household) -> str | None:
        """Return the region's id of where the family stays; None for a place in its own words, which could name it."""
        area = self._by_name.get(fold_place(household.area.name)) if household.area else None
        return area.id if area else None

    def nearness(self, household: Household) -> Nearness:
        """Say which places to prefer for a family whose area went through `place`."""
        if household.area is None:
            return Nearness()
        area = self._by_name.get(fold_place(household.area.name))
        if area is None:
            return Nearness(household.area.is_also)
        reach = _names(one for one in self.region.areas if one.id in area.within_reach)
        return Nearness(_names([area]), reach)

    def _parents(self, area: Area) -> list[Area]:
        parents: list[Area] = []
        by_id = {one.id: one for one in self.region.areas}
        while area.parent and area.parent in by_id and by_id[area.parent] not in parents:
            area = by_id[area.parent]
            parents.append(area)
        return parents

    @property
    def duties(self) -> Sequence[Duty]:
        """Every duty to report of the region."""
        return [_as_duty(duty) for duty in self.region.duties_to_report]

    def duties_of(self, service: Service) -> Sequence[Duty]:
        """Return the duties to report that a service falls under, by the region or by the country of its address.

        Who runs a service counts as covered unless the record says otherwise: a wrong "safe" is worse than a call.
        """
        held = list(self.region.duties_to_report)
        if service.country and service.country.upper() != self.region.country:
            held += _duties_of_country().get(service.country.upper(), ())
        return [_as_duty(duty) for duty in held if covers(duty, service)]


def _as_duty(duty: DutyToReport) -> Duty:
    return Duty(duty.title, duty.basis.source, duty.basis.checked_on)


def covers(duty: DutyToReport, service: Service) -> bool:
    """Say whether a service may fall under a duty: by who runs it, and by what it is for."""
    providers = {Provider(name) for name in duty.providers}
    by_provider = not providers or service.provider is Provider.UNKNOWN or service.provider in providers
    groups = {need.partition(".")[0] for need in service.needs}
    return by_provider and (not duty.need_groups or not groups or bool(groups & set(duty.need_groups)))


@cache
def _duties_of_country() -> dict[str, tuple[DutyToReport, ...]]:
    regions = [load_region(region) for region in region_ids()]
    return {region.country: region.duties_to_report for region in regions if region.country}


def _names(areas: Iterable[Area]) -> frozenset[str]:
    return frozenset(fold_place(name) for area in areas for name in (area.id, *area.names))
