import gzip
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector.__main__ import main

from .conftest import BUSY, CAPTURE, ENDED, OPEN, SERVER
