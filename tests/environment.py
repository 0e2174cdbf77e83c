"""Set before settings are read: this process is a test. Loaded by `-p tests.environment`."""

import os

os.environ["PORTAL_MODE"] = "test"
os.environ.setdefault("PORTAL_LOG_LEVEL", "CRITICAL")
