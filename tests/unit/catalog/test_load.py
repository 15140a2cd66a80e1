from pathlib import Path

import pytest

from inspector.catalog.load import load_catalog
from inspector.catalog.model import Attention, Owner, PairVerdict
from inspector.errors import InspectorError
from tests.support.small_catalog import FILES, write_catalog


def _reason(folder: Path, **changed: str) -> str:
    files = {
        f"{name}.toml".replace("subcodes.toml", "subcodes/all.toml"): text
        for name, text in changed.items()
    }
    with pytest.raises(InspectorError) as caught:
        load_catalog(write_catalog(folder, files))
    return caught.value.reason


def test_loads_every_kind_of_row(tmp_path: Path) -> None:
    catalog = load_catalog(write_catalog(tmp_path))
    assert (catalog.version, catalog.date) == ("test", "2020-02-02")
    code, sip, cause = catalog.code(404), catalog.sip(486), catalog.q850(17)
    assert code is not None
    assert code.owner is Owner.YOUR_APP
    assert sip is not None
    assert sip.theme == "busy"
    assert cause is not None
    assert cause.name == "User busy"
    general = catalog.class_of(499)
    assert general is not None
    assert general.id == "4xx"
    assert catalog.class_of(0) is catalog.classes["2xx"]
    assert catalog.class_of(302) is None
    assert catalog.source("X").title == "A source"
    assert catalog.pair(480, 19) is PairVerdict.VENDOR_TABLE
    assert catalog.pair(480, 17) is None
    assert catalog.are_near("timeout", "no_answer")
    assert not catalog.are_near("timeout", "busy")
    assert catalog.kinds.find("callended").name == "CallDisconnected"
    assert catalog.statuses["f", "v"].attention is Attention.FAILURE


def test_any_code_row_stands_before_the_others(tmp_path: Path) -> None:
    catalog = load_catalog(write_catalog(tmp_path))
    assert [row.code for row in catalog.subcodes[8522]] == [None, 403, 404]


def test_a_headline_of_a_value_wins_over_that_of_its_theme(tmp_path: Path) -> None:
    catalog = load_catalog(write_catalog(tmp_path))
    titles = [line.title for n in (18, 19) if (line := catalog.headline(catalog.causes[n]))]
    assert titles == ["Nobody answered", "It rang in vain"]


_CODES = FILES["codes.toml"]
_SUBCODES = FILES["subcodes/all.toml"]
_EVENTS = FILES["events.toml"]
_PLAYED = 'name = "PlayCompleted"\n'
_CANCELED = 'name = "PlayCanceled"\n'


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {"codes": _CODES.replace('owner = "your app"', 'owner = "nobody else"', 1)},
            'codes.toml, row 3 (code 404 name Not found), field "owner": must be one of',
        ),
        (
            {"codes": _CODES.replace('meaning = "What 404 stands for."', "", 1)},
            'row 3 (code 404 name Not found), field "meaning": a text is needed',
        ),
        (
            {"codes": _CODES.replace("code = 404", 'code = "404"', 1)},
            "field \"code\": '404' is no whole number",
        ),
        (
            {"codes": _CODES.replace('retry = "unknown"', 'retry = "unknown"\ncolour = "red"', 1)},
            'row 1 (code 200 name OK), field "colour": is no field of such a row',
        ),
        ({"codes": _CODES.replace('["X"]', '["Y"]', 1)}, "'Y' is not in sources.toml"),
        ({"codes": _CODES.replace('sources = ["X"]', "sources = []", 1)}, "names no source"),
        ({"codes": _CODES.replace("code = 404", "code = 403", 1)}, "row 3 (code 403"),
        ({"codes": _CODES + _CODES}, "repeats codes.toml, row 1 (code 200 name OK)"),
        ({"codes": "code = 1"}, "codes.toml: [[code]] rows are needed"),
        ({"codes": "[[code"}, "codes.toml: "),
        ({"codes": ""}, "codes.toml: "),
        (
            {"codes": _CODES + '[[other]]\nname = "x"\n'},
            'codes.toml: only [[code]] rows belong here, not "other"',
        ),
        (
            {"subcodes": _SUBCODES.replace('events = ["PlayFailed"]', 'events = ["PlayBroke"]')},
            "'PlayBroke' is not in events.toml",
        ),
        (
            {"subcodes": _SUBCODES.replace("code = 412\n", "code = 477\n", 1)},
            "477 is not in codes.toml",
        ),
        (
            {"subcodes": _SUBCODES.replace('seed = "no"', 'seed = "no"\nrelated = ["404/1"]', 1)},
            "'404/1' is in no row",
        ),
        (
            {"subcodes": _SUBCODES.replace("Not there", "A name that has far too many words")},
            "has more than 6 words",
        ),
        (
            {"families": FILES["families.toml"].replace("last = 7599", "last = 560000")},
            "families.toml, row 560xxx: overlaps the range of 75xx",
        ),
        (
            {"families": FILES["families.toml"].replace("last = 7599", "last = 7400")},
            "7400 is below first, 7500",
        ),
        (
            {"events": _EVENTS.replace(_PLAYED, f'{_PLAYED}pauses = "play"\n')},
            "events.toml, row PlayCompleted, field \"pauses\": no row starts 'play'",
        ),
        (
            {"events": _EVENTS.replace(_PLAYED, f'{_PLAYED}resumes = "play"\n')},
            "events.toml, row PlayCompleted, field \"resumes\": no row pauses 'play'",
        ),
        (
            {
                "events": _EVENTS.replace(
                    _PLAYED, f'{_PLAYED}starts = "x"\nfinishes = "x"\n'
                ).replace(_CANCELED, f'{_CANCELED}pauses = "x"\n')
            },
            "events.toml, row PlayCanceled, field \"pauses\": no row starts 'x'",
        ),
        (
            {"events": _EVENTS.replace(_PLAYED, f'{_PLAYED}starts = "play"\npauses = "play"\n')},
            'field "pauses": a row pauses, resumes, or starts and finishes an operation',
        ),
        (
            {"themes": FILES["themes.toml"].replace("timeout", "tiredness")},
            "no SIP code or cause has the theme 'tiredness'",
        ),
        (
            {"themes": FILES["themes.toml"].replace(', "timeout"', "")},
            "must name two themes, not 1",
        ),
        (
            {"sip_q850": FILES["sip_q850.toml"].replace("q850 = 17", "q850 = 77")},
            'sip_q850.toml, row 486/77, field "q850": not in q850.toml',
        ),
        (
            {"headlines": FILES["headlines.toml"].replace('theme = "busy"', "q850 = 99", 1)},
            'headlines.toml, field "q850": 99 is not in q850.toml',
        ),
        (
            {"headlines": FILES["headlines.toml"].replace('theme = "busy"', "", 1)},
            "exactly one of theme, sip and q850",
        ),
        ({"classes": FILES["classes.toml"].split('\n[[class]]\nid = "6xx"')[0]}, "6xx is missing"),
        ({"catalog": 'version = "1"\n'}, 'catalog.toml, field "date": a text is needed'),
    ],
)
def test_a_fault_names_file_row_and_field(
    tmp_path: Path, changed: dict[str, str], expected: str
) -> None:
    assert expected in _reason(tmp_path, **changed)


def test_several_faults_are_told_at_once(tmp_path: Path) -> None:
    reason = _reason(tmp_path, codes=_CODES.replace('attention = "failure"', 'attention = "high"'))
    assert reason.count('field "attention"') == 7


def test_many_faults_are_counted(tmp_path: Path) -> None:
    reason = _reason(tmp_path, codes=_CODES.replace('["X"]', '["Y"]'))
    assert reason.endswith("and 2 more")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = write_catalog(tmp_path)
    (folder / "q850.toml").unlink()
    with pytest.raises(InspectorError, match=r"q850\.toml: cannot be read"):
        load_catalog(folder)


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    folder = write_catalog(tmp_path)
    (folder / "sip.toml").write_bytes(b'x = "\xff"')
    with pytest.raises(InspectorError, match=r"sip\.toml: "):
        load_catalog(folder)
