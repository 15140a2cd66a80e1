import pytest

from inspector.catalog.catalog import Catalog
from inspector.diagnosis.explain import explain
from inspector.diagnosis.happened import happened
from inspector.diagnosis.model import Facts


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (Facts("PlayStarted", 200, 0), "Playing starts"),
        (Facts("ParticipantsUpdated"), "Participants changed"),
        (Facts("RecognizeFailed", 400, 8510), "Caller gave no input"),
        (Facts("CallDisconnected", 200, 7000), "Your app hung up"),
        (Facts("AddParticipantFailed", 500, 560503, None, 486, None, 17), "The phone was busy"),
        (Facts("PlayFailed", 555, 777777), "Playing failed"),
        (Facts("BrandNewEvent", 200, 0), "BrandNewEvent"),
    ],
)
def test_says_the_result_where_it_tells_more(catalog: Catalog, facts: Facts, text: str) -> None:
    assert happened(catalog.kinds.find(facts.event), explain(catalog, facts)) == text
