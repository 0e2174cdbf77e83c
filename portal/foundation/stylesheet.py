"""The one stylesheet, inlined into every public page so that nothing blocks the first paint.

The Content-Security-Policy names its hash; both come from here, so they cannot disagree.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "static" / "portal" / "css"


@cache
def inline_css() -> str:
    """This will return the tokens and components of the public site as one string, comments and indentation dropped."""
    files = [FOLDER / "site.css", *sorted((FOLDER / "components").glob("*.css"))]
    css = "\n".join(file.read_text(encoding="utf-8") for file in files)
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", css).strip()


@cache
def csp_hash() -> str:
    """This will return the `style-src` source expression of that string."""
    digest = base64.b64encode(hashlib.sha256(inline_css().encode()).digest()).decode()
    return f"'sha256-{digest}'"
