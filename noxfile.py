"""The project's tasks: ``nox -s docs``, ``nox -s tests``, ``nox -s lint``."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.options.sessions = ["lint", "docs", "tests"]
nox.options.reuse_existing_virtualenvs = True
# A newcomer has one Python; the sessions of the others are left out, and said so.
nox.options.error_on_missing_interpreters = False

SITE = Path("docs/_build/html")
QUICK = "not thorough"


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation with the extension itself, every warning an error, and say where it lies."""
    session.install("-q", "-e", ".[docs]")
    session.run("sphinx-build", "-q", "-W", "-n", "-b", "html", *session.posargs, "docs", str(SITE))
    session.log(f"The site is built: open {SITE / 'index.html'} in a browser.")


@nox.session
@nox.parametrize("sphinx", ["newest", "8.2"])
def tests(session: nox.Session, sphinx: str) -> None:
    """Run all tests with the Python at hand, and with the oldest Sphinx all but the hundreds of random builds."""
    if sphinx == "newest":
        _test(session)
    else:
        _test(session, f"sphinx~={sphinx}.0", marked=QUICK)


@nox.session(python="3.12", name="tests-3.12")
def tests_later(session: nox.Session) -> None:
    """Run the tests with the Python that Sphinx 9.1 and later want, all but the hundreds of random builds."""
    _test(session, marked=QUICK)


def _test(session: nox.Session, *packages: str, marked: str = "") -> None:
    session.install("-q", "-e", ".[bench,docs,test]", *packages)
    session.run("pytest", "-n", "auto", "-m", marked, *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types and spelling."""
    session.install("-q", "-e", ".[docs,test,lint]", "nox")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run(
        "codespell",
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "docs",
        "seeds",
        "sphinxcontrib_aiglossary",
    )


@nox.session
def build(session: nox.Session) -> None:
    """Build the wheel and see that the built-in glossary is in it and that it runs without the checkout."""
    session.install("-q", "build")
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build", "--wheel", "--outdir", "dist", ".")
    (wheel,) = Path("dist").glob("*.whl")
    session.install("-q", "--force-reinstall", "--no-deps", str(wheel))
    session.install("-q", str(wheel))
    with session.chdir(session.create_tmp()):
        session.run("aiglossary", "show", "mixture of experts")
