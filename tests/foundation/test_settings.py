"""A wrong setting stops the start with one clear sentence; production refuses what is unsafe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECRET = "f6Q2w9Zr1Lk8Xv3Tn5Bc7Md4Ph0Js-Gy_UaEiOoRtKlWqZxCvBnM"
PRODUCTION = {
    "PORTAL_MODE": "production",
    "PORTAL_SECRET_KEY": SECRET,
    "PORTAL_HOTLINE_KEY": SECRET[::-1],
    "PORTAL_TEXT_KEY": SECRET[3:] + SECRET[:3],
    "PORTAL_RECEIPT_KEY": SECRET[7:] + SECRET[:7],
    "PORTAL_PUSH_PRIVATE_KEY": "3Oyh8rRYCS4lYLUmiOrZMdPmXcm5G0yjmIo5Yv7J5zM",
    "PORTAL_URL": "https://tiengnoi.example",
    "PORTAL_SMTP_HOST": "mail.tiengnoi.example",
}


def start(*arguments: str, tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "DATABASE_", "CACHE_"))
    }
    return subprocess.run(
        [sys.executable, "manage.py", *(arguments or ("check",))],
        cwd=ROOT, env={**clean, "PORTAL_VAR": str(tmp_path), **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"PORTAL_MODE": "producton"}, "PORTAL_MODE is 'producton'"),
        ({"PORTAL_SECRET_KEY": ""}, "PORTAL_SECRET_KEY is not set"),
        ({"PORTAL_SECRET_KEY": "short"}, "PORTAL_SECRET_KEY is too weak"),
        ({"PORTAL_HOTLINE_KEY": "a" * 60}, "PORTAL_HOTLINE_KEY is too weak"),
        ({"PORTAL_TEXT_KEY": "a" * 60}, "PORTAL_TEXT_KEY is too weak"),
        ({"PORTAL_RECEIPT_KEY": ""}, "PORTAL_RECEIPT_KEY is not set"),
        ({"PORTAL_PUSH_PRIVATE_KEY": ""}, "PORTAL_PUSH_PRIVATE_KEY is not set"),
        ({"PORTAL_PUSH_PRIVATE_KEY": "short"}, "PORTAL_PUSH_PRIVATE_KEY is no key"),
        ({"PORTAL_SECRET_KEY": "for development and tests only: production refuses to start with this"}, "too weak"),
        ({"DEBUG": "1"}, "DEBUG is set together with PORTAL_MODE=production"),
        ({"DEBUG": "maybe"}, "DEBUG is 'maybe'; write 1 or 0."),
        ({"PORTAL_URL": "http://tiengnoi.example"}, "begins with https://"),
        ({"DATABASE_URL": "mysql://u:p@h/db"}, "SQLite or PostgreSQL"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL is not understood"),
        ({"CACHE_URL": "memcached://h"}, "CACHE_URL is"),
        ({"PORTAL_SMTP_PORT": "smtp"}, "PORTAL_SMTP_PORT"),
    ],
)
def test_it_refuses_a_wrong_setting_in_one_sentence(change, sentence, tmp_path):
    result = start(tmp_path=tmp_path, **{**PRODUCTION, **change})

    assert result.returncode != 0
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_it_starts_with_safe_production_settings_and_a_clean_deployment_check(tmp_path):
    result = start("check", "--deploy", "--fail-level", "WARNING", tmp_path=tmp_path, **PRODUCTION)

    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_it_refuses_the_demo_under_production_settings(tmp_path):
    result = start("load_demo", tmp_path=tmp_path, **PRODUCTION)

    assert result.returncode == 1
    assert "bản chạy thật" in result.stderr
    assert start("run_demo", tmp_path=tmp_path, **PRODUCTION).returncode == 1


def test_it_stops_the_web_server_with_the_same_sentence(tmp_path):
    result = subprocess.run(
        [sys.executable, "-c", "import portal.wsgi"],
        cwd=ROOT, env={**os.environ, "PORTAL_MODE": "nonsense"}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert result.returncode != 0
    assert result.stderr.startswith("The portal cannot start: PORTAL_MODE")
