"""Rows of one's own and of a team, laid over a small catalog."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector.catalog.attention import class_attention
from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.catalog.lookup import normal_code
from inspector.catalog.model import Attention, Basis, FamilyRow, Owner, Retry, SubcodeRow
from inspector.catalog.overlay_files import user_overlay_path
from inspector.errors import InspectorError
from inspector.index.codes import code_class
from tests.support.small_catalog import write_catalog

Lay = Callable[..., Catalog]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """The small catalog with overlays, each a text; all but `own` are a team's files."""

    def load(*texts: str, own: str | None = None) -> Catalog:
        base = write_catalog(tmp_path / "base")
        paths = []
        for number, text in enumerate(texts, start=1):
            paths.append(tmp_path / f"team-{number}.toml")
            paths[-1].write_text(text, encoding="utf-8")
        if own is not None:
            paths.append(user_overlay_path())
            paths[-1].parent.mkdir(exist_ok=True)
            paths[-1].write_text(own, encoding="utf-8")
        return load_catalog(base, paths)

    return load


def subcode(catalog: Catalog, code: int | None, number: int) -> SubcodeRow:
    return next(row for row in catalog.subcodes[number] if row.code == code)


def test_a_row_changes_only_what_it_names(lay: Lay) -> None:
    before = subcode(lay(), 503, 560503)
    after = subcode(
        lay('[[subcode]]\ncode = 503\nsubcode = 560503\nowner = "callee"\n'), 503, 560503
    )

    assert after.owner is Owner.CALLEE
    assert (after.name, after.mitigation, after.events, after.attention) == (
        before.name,
        before.mitigation,
        before.events,
        before.attention,
    )
    assert after.sources == ("overlay team-1.toml", "X")


def test_the_other_rows_of_a_subcode_stay_in_their_order(lay: Lay) -> None:
    catalog = lay('[[subcode]]\nsubcode = 8522\nname = "Mine"\n')
    assert [(row.code, row.name) for row in catalog.subcodes[8522]] == [
        (None, "Mine"),
        (403, "Configuration missing"),
        (404, "Not there"),
    ]


@pytest.mark.parametrize("code", [200, 299, 404, 487, 499, 500, 599, 603, 699, 302])
def test_a_new_subcode_claims_nothing_that_nobody_wrote(lay: Lay, code: int) -> None:
    row = subcode(
        lay(f'[[subcode]]\ncode = {code}\nsubcode = 77\nname = "Ours"\nmeaning = "Our own."\n'),
        code,
        77,
    )

    known = lay().code(normal_code(code, None))
    assert row.attention is (
        class_attention(code_class(code)) if known is None else known.attention
    )
    assert (row.owner, row.retry, row.phase) == (Owner.UNKNOWN, Retry.UNKNOWN, "any")
    assert (row.checks, row.category, row.ended_by, row.events) == ((), "", "", ())
    assert row.sources == ("overlay team-1.toml",)


def test_a_new_subcode_of_a_new_code_takes_its_attention(lay: Lay) -> None:
    catalog = lay(
        '[[subcode]]\ncode = 604\nsubcode = 1\nname = "A"\nmeaning = "B."\n'
        '[[code]]\ncode = 604\nname = "C"\nmeaning = "D."\nattention = "expected"\n'
    )
    assert subcode(catalog, 604, 1).attention is Attention.EXPECTED
    assert catalog.lookup(None, 604, 9).basis is Basis.CODE


def test_new_carrier_rows_contradict_nothing(lay: Lay) -> None:
    catalog = lay(
        '[[sip]]\ncode = 498\nphrase = "Ours"\nmeaning = "A."\n'
        '[[cause]]\ncode = 120\nname = "Ours"\nmeaning = "B."\n'
    )
    sip, cause = catalog.sip(498), catalog.q850(120)
    assert sip is not None
    assert cause is not None
    assert sip.vague
    assert cause.vague
    assert (sip.owner, cause.owner) == (Owner.UNKNOWN, Owner.UNKNOWN)


def test_a_new_range_is_closer_than_a_wider_one(lay: Lay) -> None:
    catalog = lay(
        '[[family]]\npattern = "751x"\nfirst = 7510\nlast = 7519\nname = "Ours"\nmeaning = "A."\n'
    )
    names = []
    for number in (7512, 7520):
        row = catalog.lookup(None, 403, number).row
        assert isinstance(row, FamilyRow)
        names.append(row.name)
    assert names == ["Ours", "Authentication"]


def test_a_range_is_changed_in_place(lay: Lay) -> None:
    catalog = lay('[[family]]\npattern = "75XX"\nname = "Who you are"\n')
    assert sorted(row.pattern for row in catalog.families) == ["560xxx", "75xx"]
    row = catalog.lookup(None, 403, 7577).row
    assert isinstance(row, FamilyRow)
    assert (row.name, row.first) == ("Who you are", 7500)


def test_a_headline_is_changed_in_its_words_alone(lay: Lay) -> None:
    catalog = lay('[[headline]]\nq850 = 19\nshort = "in vain"\n')
    line = catalog.headline(catalog.causes[19])
    assert line is not None
    assert (line.title, line.short) == ("It rang in vain", "in vain")


def test_an_event_is_named_and_keeps_its_other_spellings(lay: Lay) -> None:
    before = lay().kinds
    catalog = lay(
        '[[event]]\nname = "calldisconnected"\nlabel = "Hung up"\n'
        '[[event]]\nname = "OursFailed"\nlabel = "Ours failed"\noutcome = "failed"\n'
    )
    kinds = catalog.kinds
    assert [kind.name for kind in kinds.kinds] == [*(k.name for k in before.kinds), "OursFailed"]
    ended = kinds.find("callEnded")
    assert (ended.name, ended.label, ended.role) == (
        "CallDisconnected",
        "Hung up",
        before.find("callEnded").role,
    )
    assert kinds.find("OURSFAILED").documented
    assert catalog.events["OursFailed"].sources == ("overlay team-1.toml",)


def test_a_new_event_leaves_the_other_spellings_alone(lay: Lay) -> None:
    kinds = lay('[[event]]\nname = "Ours"\nlabel = "Ours"\noutcome = "info"\n').kinds
    assert kinds.find("callEnded").name == "CallDisconnected"


def test_an_outcome_of_a_new_event_is_not_guessed(lay: Lay) -> None:
    with pytest.raises(InspectorError, match='"outcome": must be one of'):
        lay('[[event]]\nname = "Ours"\nlabel = "Ours"\n')


def test_later_files_win_and_the_own_file_is_last(lay: Lay) -> None:
    def row(name: str, more: str = "") -> str:
        return f'[[subcode]]\ncode = 503\nsubcode = 560503\nname = "{name}"\n{more}'

    catalog = lay(row("One", 'owner = "callee"'), row("Two"), own=row("Mine", "checks = ['Ask']"))
    found = subcode(catalog, 503, 560503)
    assert (found.name, found.owner, found.checks) == ("Mine", Owner.CALLEE, ("Ask",))
    assert found.sources == ("yours", "overlay team-2.toml", "overlay team-1.toml", "X")


def test_every_overlay_is_a_source_of_this_machine(lay: Lay, own_folder: Path) -> None:
    catalog = lay("", own='[[note]]\ncode = 603\ntext = "Ours"\n')
    os.utime(user_overlay_path(), (1_700_000_000, 1_700_000_000))
    catalog = load_catalog(None, [user_overlay_path()])
    own = catalog.source("yours")
    assert (own.title, own.date, own.local) == ("Your own rows", "2023-11-14", True)
    assert own.where.endswith("configuration of the user/catalog.toml")
    assert [source.id for source in catalog.sources.values() if source.local] == ["yours"]
    team = lay("").source("overlay team-1.toml")
    assert (team.title, team.local) == ("Overlay team-1.toml", True)


def test_a_row_may_name_sources_of_the_catalog_and_its_own_file(lay: Lay) -> None:
    catalog = lay(own='[[code]]\ncode = 404\nsources = ["X", "yours"]\n')
    assert catalog.codes[404].sources == ("yours", "X")


def test_files_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    paths = [tmp_path / name / "same.toml" for name in ("a", "b")]
    for path in paths:
        path.parent.mkdir()
        path.write_text('[[note]]\ncode = 1\ntext = "x"\n', encoding="utf-8")
    catalog = load_catalog(overlays=paths)
    ids = [note.sources[0] for note in catalog.notes]
    assert ids == ["overlay same.toml", "overlay same.toml (2)"]
    assert [catalog.source(source).where for source in ids] == [str(path) for path in paths]


def test_the_home_folder_is_not_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    path = tmp_path / "rows" / "mine.toml"
    path.parent.mkdir()
    path.write_text("", encoding="utf-8")
    assert load_catalog(overlays=[path]).source("overlay mine.toml").where == "~/rows/mine.toml"


@pytest.mark.parametrize(
    ("numbers", "delivered", "applies"),
    [
        ("code = 500", (500, 7, 486, 17), True),
        ("code = 500", (500, None, None, None), True),
        ("code = 500", (503, 7, None, None), False),
        ("code = 200", (0, 7, None, None), True),
        ("subcode = 7", (500, 7, None, None), True),
        ("subcode = 7", (500, None, None, None), False),
        ("code = 500\nsip = 486", (500, 7, 486, None), True),
        ("code = 500\nsip = 486", (500, 7, 503, None), False),
        ("q850 = 17", (None, None, None, 17), True),
        ("q850 = 17", (None, None, 17, None), False),
    ],
)
def test_a_note_belongs_to_all_its_numbers(
    lay: Lay, numbers: str, delivered: tuple[int | None, ...], applies: bool
) -> None:
    catalog = lay(f'[[note]]\n{numbers}\ntext = " Seen daily.\\n"\n')
    code, number, sip, q850 = delivered
    notes = [note.text for note in catalog.notes_of(code, number, sip, q850)]
    assert notes == (["Seen daily."] if applies else [])


@pytest.mark.parametrize(
    ("row", "normal", "other"),
    [
        ("code = 603", [(603, None), (603, 0), (603, 5)], [(604, 0), (None, 603), (None, None)]),
        ("code = 603\nsubcode = 0", [(603, 0)], [(603, 1), (603, None), (600, 0)]),
        ("subcode = 560486", [(486, 560486), (500, 560486), (None, 560486)], [(486, 560487)]),
        ("code = 603\nwithout_subcode = true", [(603, None)], [(603, 0), (None, None)]),
        ("code = 200\nsubcode = 0", [(200, 0), (0, 0)], [(None, 0), (201, 0)]),
    ],
)
def test_a_normal_row_is_about_the_result_as_delivered(
    lay: Lay,
    row: str,
    normal: list[tuple[int | None, int | None]],
    other: list[tuple[int | None, int | None]],
) -> None:
    catalog = lay(f"[[normal]]\n{row}\n")
    assert [result for result in normal if not catalog.is_normal(*result)] == []
    assert [result for result in other if catalog.is_normal(*result)] == []
    assert not any(lay().is_normal(*result) for result in normal)


def test_byte_order_mark_and_comments_are_fine(lay: Lay) -> None:
    assert lay("\ufeff# mine\r\n[[normal]]\r\ncode = 603\r\n").is_normal(603, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[code]]\ncode = 404\nowner = "me"\n', ['[[code]] row 1 (code 404), field "owner"']),
        ('[[code]]\ncode = 404\nowned = "me"\n', ['(code 404), field "owned": is no field']),
        ("[[code]]\ncode = 444\n", ['row 1 (code 444), a new row, field "name"', '"meaning"']),
        ('[[code]]\ncode = "404"\n', ["field \"code\": '404' is no whole number"]),
        ("[[code]]\ncode = [4]\n", ['field "code": [4] is no whole number']),
        ('[[subcode]]\nname = "Ours"\n', ['field "subcode": a number is needed']),
        (
            "[[code]]\ncode = 404\n[[code]]\ncode = 404\n",
            ["[[code]] row 2 (code 404): repeats team-1.toml, [[code]] row 1"],
        ),
        ('[[code]]\ncode = 404\nsources = ["Q"]\n', ["'Q' is not in sources.toml"]),
        ('[[code]]\ncode = 404\nsources = "Q"\n', ['"sources": must be a list of texts']),
        (
            '[[subcode]]\ncode = 404\nsubcode = 8522\nevents = ["Nonsense"]\n',
            ['404/8522, field "events"', "'Nonsense'"],
        ),
        ('[[subcode]]\ncode = 404\nsubcode = 8522\nrelated = ["1/2"]\n', ["404/8522", "'1/2'"]),
        ('[[headline]]\ntheme = "busi"\ntitle = "A"\nshort = "B"\n', ["the theme 'busi'"]),
        ('[[note]]\ntext = "x"\n', ["[[note]] row 1 (no key)", "at least one of code"]),
        ("[[note]]\ncode = 1\n", ['[[note]] row 1 (code 1), field "text"']),
        ('[[note]]\ncode = -1\ntext = "x"\n', ["-1 is no whole number"]),
        ("[[normal]]\n", ["[[normal]] row 1", "needs a code, a subcode or both"]),
        ("[[normal]]\ncode = 1\nsubcode = 0\nwithout_subcode = true\n", ["contradicts"]),
        ('[[pair]]\nsip = 486\nq850 = 1\nverdict = "standard"\n', ['"pair" is no kind of row']),
        ("[note]\ncode = 1\n", ["[[note]] rows are needed"]),
        ("[[note\n", ["team-1.toml: ", "line 1"]),
    ],
)
def test_what_is_wrong_is_named(lay: Lay, text: str, said: list[str]) -> None:
    with pytest.raises(InspectorError) as caught:
        lay(text)
    assert "team-1.toml cannot be used" in caught.value.summary
    assert "team-1.toml" in caught.value.reason
    for part in said:
        assert part in caught.value.reason


def test_no_bad_row_hides_another(lay: Lay) -> None:
    with pytest.raises(InspectorError) as caught:
        lay(
            '[[code]]\ncode = 404\nowner = "me"\n[[note]]\ncode = 1\n',
            '[[code]]\ncode = 408\nretry = "often"\n',
            own="[[normal]]\n",
        )
    reason = caught.value.reason
    places = ["team-1.toml, [[code]] row 1", "team-1.toml, [[note]] row 1", "team-2.toml, [[code]]"]
    for place in (*places, "catalog.toml, [[normal]] row 1"):
        assert place in reason
    for name in ("team-1.toml", "team-2.toml", "catalog.toml"):
        assert name in caught.value.summary


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InspectorError, match=r"gone\.toml: cannot be read"):
        load_catalog(overlays=[tmp_path / "gone.toml"])
