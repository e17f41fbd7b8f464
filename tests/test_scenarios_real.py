"""The same forty families on real directories, for search and safety: nothing imported is offered as safe."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from referral_assistant.disclosure import Safety
from referral_assistant.eligibility import Outcome
from referral_assistant.session import Session
from tests.shared_data import SHARED, WHY_SKIPPED
from tests.test_interview_real import DIRECTORIES
from tests.test_scenarios import NAMES, answer

pytestmark = [pytest.mark.real, pytest.mark.skipif(SHARED is None, reason=WHY_SKIPPED)]


@pytest.fixture(scope="module", params=sorted(DIRECTORIES))
def real(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    assert SHARED is not None
    name = str(request.param)
    with Session.open(tmp_path_factory.mktemp("scenarios-real"), region="example") as session:
        source = SHARED / "data" / "directories" / name / DIRECTORIES[name]
        session.apply_import(session.prepare_import(source, name))
        yield session


def test_safety(real: Session) -> None:
    """Nobody checked these: no family is sent to one without a call, and every call has its questions."""
    called = left_out = 0
    for name in NAMES:
        results = answer(real, name)
        assert not len(results.matches), name
        for one in results.call_first:
            assert one.match.safety is Safety.UNCONFIRMED
            assert one.match.outcome is not Outcome.NO
            assert len(one.questions) >= 2
            called += 1
        for one in results.left_out:
            assert one.because
            left_out += 1
        listed = {match.service.id for match in results.results.call_first}
        assert all(real.service(service).is_open_for_referral for service in listed)
    assert called + left_out > 20


def test_search(real: Session) -> None:
    """Whatever a family needs and the directory has is found by one of the words that mean the need."""
    needs = {need for name in NAMES for need in answer(real, name).visit.household.needs}
    missed = []
    for need in sorted(needs):
        having = {one.id for one in real.services if need in one.needs}
        words = (*real.needs.by_id[need].keywords, *real.needs.by_id[need].terms)
        hits = {hit.service_id for word in words for hit in real.search(word, 50)}
        if having and not having & hits:
            missed.append(need)
    assert missed == []
