"""What ACS, SIP and Q.850 each reported about one result, and how they stand to each other."""

from dataclasses import dataclass

from inspector.catalog.catalog import Catalog
from inspector.catalog.lookup import normal_code
from inspector.catalog.model import CodeRow, Owner, Q850Row, SipRow
from inspector.diagnosis.agreement import Agreement, agreement, agreement_sentence, believed
from inspector.diagnosis.diagnostics import Layers
from inspector.diagnosis.hidden import Keyed
from inspector.diagnosis.model import CodeNote, Facts, LayerAgreement, LayerSaid
from inspector.diagnosis.standpoint import Standpoint

_AGREEING = frozenset(
    {
        Agreement.STANDARD,
        Agreement.VENDOR_TABLE,
        Agreement.PLAUSIBLE,
        Agreement.SAME_THEME,
        Agreement.NEAR,
    }
)


@dataclass(frozen=True, slots=True)
class Said:
    """What each layer's number is called; None where it gave none."""

    code: CodeNote | None
    subcode: CodeNote | None
    sip: CodeNote | None
    q850: CodeNote | None


def layer_agreement(
    catalog: Catalog,
    keyed: Keyed,
    facts: Facts,
    layers: Layers,
    said: Said,
    owner: Owner,
    *,
    decisive: bool,
) -> LayerAgreement:
    """Compares the layers of a result.

    `facts` are as delivered; `owner` is the one that code and subcode name; `decisive` is False
    for a success or a normal end, which SIP and Q.850 never turn around.
    """
    witness = _witness(catalog, keyed.facts, layers)
    sip, q850 = _details_stand(catalog, layers, witness, decisive=decisive)
    acs = _acs_stands(catalog, layers, witness, sip)
    found = []
    if facts.code is not None or facts.subcode is not None:
        note = said.subcode if facts.subcode else said.code
        name, meaning = ("", "") if note is None else (note.name, note.meaning)
        found.append(LayerSaid("ACS", _printed(facts), name, meaning, acs, owner))
    if facts.sip is not None:
        found.append(_said("SIP", facts.sip, said.sip, sip, layers.sip))
    if facts.q850 is not None:
        found.append(_said("Q.850", facts.q850, said.q850, q850, layers.q850))
    text = " ".join(filter(None, _sentences(keyed.facts, layers, acs, decisive=decisive)))
    return LayerAgreement(layers.verdict, text, tuple(found))


def _witness(catalog: Catalog, facts: Facts, layers: Layers) -> SipRow | None:
    """The SIP answer to compare ACS by: the subcode's tail, else the code where SIP shares it.

    For comparing only: what an ACS code means is never read from the SIP table.
    """
    if layers.tail is not None:
        return layers.tail
    code = normal_code(facts.code, facts.subcode)
    row: CodeRow | None = catalog.code(code)
    return catalog.sip(code) if row is not None and not row.sip_note else None


def _details_stand(
    catalog: Catalog, layers: Layers, witness: SipRow | None, *, decisive: bool
) -> tuple[Standpoint, Standpoint]:
    """Where SIP and Q.850 stand."""
    precise = Standpoint.BELIEVED if decisive else Standpoint.DIFFERS
    match layers.verdict:
        case Agreement.NONE:
            return Standpoint.NONE, Standpoint.NONE
        case Agreement.SINGLE:
            stand = precise
            if _fits(catalog, witness, layers) is Standpoint.AGREES:
                stand = Standpoint.AGREES
            elif any(row is not None and row.vague for row in (layers.sip, layers.q850)):
                stand = Standpoint.GENERAL
            elif not believed(layers.verdict, layers.sip, layers.q850):
                stand = Standpoint.DIFFERS
            return stand, stand
        case Agreement.BOTH_VAGUE:
            return Standpoint.GENERAL, Standpoint.GENERAL
        case Agreement.VAGUE_SIP:
            return Standpoint.GENERAL, precise
        case Agreement.VAGUE_Q850:
            return precise, Standpoint.GENERAL
        case Agreement.CONFLICT:
            return Standpoint.DIFFERS, Standpoint.DIFFERS
        case _:
            return Standpoint.AGREES, Standpoint.AGREES


def _acs_stands(
    catalog: Catalog, layers: Layers, witness: SipRow | None, sip: Standpoint
) -> Standpoint:
    same = witness is not None and layers.sip is not None and witness.code == layers.sip.code
    return sip if same else _fits(catalog, witness, layers)


def _fits(catalog: Catalog, witness: SipRow | None, layers: Layers) -> Standpoint:
    """Where the answer that ACS reports stands to SIP, or to Q.850 when there is no SIP."""
    if witness is None or (layers.sip is None and layers.q850 is None):
        return Standpoint.NONE
    other = layers.sip
    if other is None:
        return _of(agreement(catalog, witness, layers.q850))
    if other.code == witness.code:
        return Standpoint.AGREES
    if layers.tail is not None:
        return Standpoint.DIFFERS
    if witness.theme == other.theme or catalog.are_near(witness.theme, other.theme):
        return Standpoint.AGREES
    return Standpoint.GENERAL if witness.vague else Standpoint.DIFFERS


def _of(verdict: Agreement) -> Standpoint:
    if verdict in _AGREEING:
        return Standpoint.AGREES
    if verdict is Agreement.VAGUE_Q850:
        return Standpoint.BELIEVED
    return Standpoint.DIFFERS if verdict is Agreement.CONFLICT else Standpoint.GENERAL


def _sentences(facts: Facts, layers: Layers, acs: Standpoint, *, decisive: bool) -> tuple[str, ...]:
    third = _of_tail(facts, layers, acs)
    verdict = agreement_sentence(layers.verdict, layers.sip, layers.q850)
    if decisive or not believed(layers.verdict, layers.sip, layers.q850):
        return verdict, third
    kept = "The result itself is no failure, and the details do not change that."
    return verdict, third, kept


def _of_tail(facts: Facts, layers: Layers, acs: Standpoint) -> str:
    """The third witness: the SIP answer that Microsoft received, kept in the subcode."""
    tail, sip, q850 = layers.tail, layers.sip, layers.q850
    if tail is None:
        return ""
    answer = f"The answer {tail.code} {tail.phrase} in subcode {facts.subcode}"
    if sip is None and q850 is None:
        return f"{answer} is the only word from the phone side."
    if sip is not None:
        if sip.code == tail.code:
            return f"The answer {tail.code} in subcode {facts.subcode} is the same SIP code."
        return f"{answer} differs: the SBC reported one cause and answered with another."
    match acs:
        case Standpoint.AGREES:
            return f"{answer} fits it."
        case Standpoint.BELIEVED:
            return f"{answer} tells more."
        case Standpoint.GENERAL:
            return f"{answer} is too general to name a cause."
        case _:
            return f"{answer} differs from it."


def _said(
    layer: str, value: int, note: CodeNote | None, stand: Standpoint, row: SipRow | Q850Row | None
) -> LayerSaid:
    name, meaning = ("", "") if note is None else (note.name, note.meaning)
    if row is None:
        return LayerSaid(layer, str(value), name, meaning, Standpoint.NONE, None)
    return LayerSaid(layer, str(value), name, meaning, stand, row.owner)


def _printed(facts: Facts) -> str:
    code = "–" if facts.code is None else str(facts.code)
    return code if facts.subcode is None else f"{code} / {facts.subcode}"
