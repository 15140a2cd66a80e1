"""Every rule by the id of its row in the catalog, in the order in which they run."""

from collections.abc import Mapping
from types import MappingProxyType

from inspector.findings.scene import Rule

RULES: Mapping[str, Rule] = MappingProxyType({})
