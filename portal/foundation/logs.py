"""Structured logs that cannot carry a person: only named, harmless fields pass."""

from typing import Any

from pythonjsonlogger.json import JsonFormatter as BaseJsonFormatter

ALLOWED = {"task", "attempts", "job", "seconds", "count", "code", "check", "status_code", "path", "worker_id"}


class JsonFormatter(BaseJsonFormatter):
    """Writes time, level, logger, message and the extra fields in `ALLOWED`; drops everything else.

    Django attaches the whole request to some records, query string and address included; dropping by default is what
    keeps those out.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            rename_fields={"asctime": "at", "levelname": "level"},
            json_ensure_ascii=False,
        )

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        request = log_data.get("request")
        # Of its development server Django hands over the socket.
        if hasattr(request, "path"):
            log_data["message"] = _without_path(str(log_data.get("message", "")), request)
        kept = {"at", "level", "name", "message", "exc_info", "stack_info"} | ALLOWED
        return {key: value for key, value in log_data.items() if key in kept}

    def formatException(self, ei: Any) -> str:  # noqa: N802  (logging's own name)
        # The frames say where; the exception's message may quote what a person typed.
        lines = str(super().formatException(ei)).splitlines()
        where = [line.strip() for line in lines if line.lstrip().startswith("File ")]
        return " < ".join([ei[0].__name__ if ei and ei[0] else "Exception", *reversed(where[-8:])])


def _without_path(message: str, request: Any) -> str:
    """Django writes the path into its messages, and the path of an invitation lets somebody in: the route says enough."""
    match = getattr(request, "resolver_match", None)
    route = f"/{match.route}" if match else "?"
    for path in (request.path, request.path.encode("unicode_escape").decode("ascii")):
        message = message.replace(f" {path}", f" {route}")
    return message
